import { describe, expect, test } from 'vitest';
import { decideAskedAnew } from '../../service/auth/asked-anew.ts';
import { decideSso, type SsoKnown, type SsoPerson } from '../../service/auth/decide-sso.ts';
import type { Member } from '../../service/auth/find-member.ts';
import { decideNextStep } from '../../service/auth/sign-in-end.ts';
import { decideRole } from '../../service/auth/sso-roles.ts';
import { ssoPerson } from '../../service/auth/sso-person.ts';

const RULES = { adminGroup: 'admins', emailDomains: ['northwind.example'] };
const NOBODY: SsoKnown = { bySubject: undefined, byEmail: [] };

const aPerson = (parts: Partial<SsoPerson> = {}): SsoPerson => ({
  issuer: 'https://login.example',
  subject: 's-1',
  email: 'bea@northwind.example',
  emailVerified: true,
  groups: [],
  ...parts,
});
const aMember = (parts: Partial<Member> = {}): Member => ({
  id: 'mem_a',
  name: 'Bea',
  email: 'bea@northwind.example',
  role: 'member',
  status: 'active',
  created_at: '2026-01-01T00:00:00.000Z',
  issuer: null,
  subject: null,
  ...parts,
});

const invitedFor = (member: Member) => ({ member, invitedForIt: true });

describe('who comes in with a company account', () => {
  test('somebody new is a member, or an admin by their group', () => {
    expect(decideSso(RULES, aPerson(), NOBODY)).toEqual({ kind: 'new', role: 'member' });
    const admin = aPerson({ groups: ['staff', 'admins'] });
    expect(decideSso(RULES, admin, NOBODY)).toEqual({ kind: 'new', role: 'admin' });
  });

  test('without an admin group nobody new is an admin, and roles are left alone', () => {
    const rules = { ...RULES, adminGroup: null };
    const person = aPerson({ groups: ['admins'] });
    expect(decideSso(rules, person, NOBODY)).toEqual({ kind: 'new', role: 'member' });
    const bySubject = aMember({ role: 'admin', subject: 's-1' });
    expect(decideSso(rules, person, { bySubject, byEmail: [] })).toMatchObject({ role: null });
  });

  test.each([
    ['no address', { email: null }, 'email_unverified'],
    ['an address not verified', { emailVerified: false }, 'email_unverified'],
    ['another domain', { email: 'bea@evil.example' }, 'domain_not_allowed'],
    ['the domain as a beginning', { email: 'b@northwind.example.evil' }, 'domain_not_allowed'],
  ])('%s is refused', (_what, parts, reason) => {
    const known = { bySubject: aMember({ subject: 's-1' }), byEmail: [] };
    expect(decideSso(RULES, aPerson(parts), known)).toEqual({ kind: 'refused', reason });
  });

  test('an address leads to a person who was invited for it alone', () => {
    const member = aMember();
    const by = (invitedForIt: boolean): SsoKnown => ({
      ...NOBODY,
      byEmail: [{ member, invitedForIt }],
    });
    expect(decideSso(RULES, aPerson(), by(true))).toMatchObject({ kind: 'link', member });
    expect(decideSso(RULES, aPerson(), by(false))).toEqual({ kind: 'new', role: 'member' });
  });

  test('an address never leads to a person with another subject', () => {
    const other = aMember({ subject: 's-2', role: 'admin' });
    expect(decideSso(RULES, aPerson(), { ...NOBODY, byEmail: [invitedFor(other)] })).toEqual({
      kind: 'new',
      role: 'member',
    });
  });

  test.each(['blocked', 'removed'] as const)('whoever was %s stays out', (status) => {
    const refused = { kind: 'refused', reason: 'not_active' };
    const gone = aMember({ status });
    expect(decideSso(RULES, aPerson(), { bySubject: gone, byEmail: [] })).toEqual(refused);
    const known = { ...NOBODY, byEmail: [invitedFor(aMember()), invitedFor(gone)] };
    expect(decideSso(RULES, aPerson(), known)).toEqual(refused);
  });

  test('claims of another shape count as not there', () => {
    for (const claims of [
      { email: 7, groups: { admins: true } },
      { email: ['a@northwind.example'], email_verified: 1 },
      { email: 'a@b@northwind.example', email_verified: 'yes' },
    ]) {
      const read = ssoPerson({ iss: 'i', sub: 's', ...claims }, 'groups');
      expect([read.email, read.emailVerified, read.groups]).toEqual([null, false, []]);
    }
  });
});

test('a group makes and unmakes admins, but for the last one', () => {
  expect(decideRole('member', 'admin', 0)).toEqual({ kind: 'change', to: 'admin' });
  expect(decideRole('admin', 'member', 1)).toEqual({ kind: 'change', to: 'member' });
  expect(decideRole('admin', 'member', 0)).toEqual({ kind: 'keep_last_admin' });
  expect(decideRole('admin', null, 0)).toEqual({ kind: 'same' });
});

test('a sign-in ends at once, or with one more page for a passkey', () => {
  const after = (facts: Partial<Parameters<typeof decideNextStep>[0]>) =>
    decideNextStep({
      passkeysPossible: true,
      hasPasskey: false,
      confirmed: false,
      stepUp: false,
      ...facts,
    });
  expect(after({})).toBe('add_passkey');
  expect(after({ passkeysPossible: false, stepUp: true })).toBe('done');
  expect(after({ hasPasskey: true })).toBe('done');
  expect(after({ hasPasskey: true, stepUp: true })).toBe('confirm');
  expect(after({ hasPasskey: true, stepUp: true, confirmed: true })).toBe('done');
});

test.each([
  ['just now', 1_000, 'asked'],
  ['a moment before, by a clock that is behind', 970, 'asked'],
  ['long before this sign-in began', 400, 'not_asked'],
  ['at a time that it does not tell', undefined, 'untold'],
  ['at a time in words', '1000', 'untold'],
])('a provider that asked who it is %s', (_what, authTime, decision) => {
  expect(decideAskedAnew(authTime, 1_000_000)).toBe(decision);
});
