import { sql } from 'kysely';
import { writeAudit, type AuditEntry } from '../audit/write-audit.ts';
import type { SsoConfig } from '../config.ts';
import { endSessions } from '../members/stop-member.ts';
import type { Keyring } from '../seal/keyring.ts';
import { newId } from '../store/new-id.ts';
import type { Store } from '../store/open-store.ts';
import type { Trx } from '../tokens/token-deps.ts';
import type { Arrival } from './arrival.ts';
import type { UpstreamTokens } from './company-provider.ts';
import {
  decideSso,
  type KnownByEmail,
  type SsoDecision,
  type SsoPerson,
  type SsoRefusal,
} from './decide-sso.ts';
import type { Member } from './find-member.ts';
import { removePasskeysOf } from './passkeys.ts';
import { SSO_MEMBERS_LOCK } from './same-person.ts';
import { ssoName, ssoPerson } from './sso-person.ts';
import { applyRole } from './sso-roles.ts';
import { keepUpstream } from './upstream-account.ts';

export interface EnterDeps {
  readonly store: Store;
  readonly keyring: Keyring;
  readonly sso: SsoConfig;
}

export type EnterOutcome =
  { kind: 'signed_in'; arrival: Arrival } | { kind: 'refused'; reason: SsoRefusal };

/** Lets in whom the company's provider vouches for, as far as the rules allow. */
export async function enterBySso(
  deps: EnterDeps,
  tokens: UpstreamTokens,
  from: { readonly address: string | null; readonly now: Date },
): Promise<EnterOutcome> {
  const { store, sso } = deps;
  const { claims } = tokens;
  const person = ssoPerson(claims, sso.groupsClaim);
  return store.transaction(async (trx) => {
    await store.oneAtATime(trx, SSO_MEMBERS_LOCK);
    const decision = decideSso(sso, person, await whoIsKnown(trx, person));
    if (decision.kind === 'refused') return decision;
    const { member, entries } =
      decision.kind === 'new'
        ? await join(trx, person, { name: ssoName(claims), role: decision.role }, from)
        : await comeBack(deps, trx, person, decision, from);
    await keepUpstream(trx, deps, member.id, tokens.refreshToken, from.now);
    const signedIn: AuditEntry = {
      action: 'session.signed_in',
      actor: { id: member.id, name: member.name, address: from.address },
      via: 'sso',
      detail: decision.kind === 'link' ? { linked: 'by e-mail address' } : {},
      at: from.now,
    };
    for (const entry of [...entries, signedIn]) await writeAudit(trx, entry);
    return {
      kind: 'signed_in',
      arrival: {
        memberId: member.id,
        amr: ['sso'],
        confirmed: false,
        upstream: sso.issuer,
        subject: person.subject,
      },
    };
  });
}

async function whoIsKnown(trx: Trx, person: SsoPerson) {
  const bySubject = await trx
    .selectFrom('members')
    .selectAll()
    .where('issuer', '=', person.issuer)
    .where('subject', '=', person.subject)
    .executeTakeFirst();
  return { bySubject, byEmail: person.email === null ? [] : await knownByEmail(trx, person.email) };
}

async function knownByEmail(trx: Trx, email: string): Promise<KnownByEmail[]> {
  const members = await trx
    .selectFrom('members')
    .selectAll()
    .where(sql<string>`lower(email)`, '=', email)
    .orderBy('created_at')
    .execute();
  const invitations = await trx
    .selectFrom('invitations')
    .select('used_by_id')
    .where(sql<string>`lower(email)`, '=', email)
    .where('used_at', 'is not', null)
    .execute();
  const invited = new Set(invitations.map((row) => row.used_by_id));
  return members.map((member) => ({ member, invitedForIt: invited.has(member.id) }));
}

interface Entered {
  readonly member: Pick<Member, 'id' | 'name'>;
  /** To be put on record. */
  readonly entries: readonly AuditEntry[];
}

/**
 * Notes what the provider says now of somebody who is known. From the moment that it vouches for
 * them it decides over all their browsers: those that came in by a code before hang on nobody's
 * word, and end. So do their passkeys: whoever opened the invitation has added them, and that may
 * have been the admin who made it.
 */
async function comeBack(
  { store }: EnterDeps,
  trx: Trx,
  person: SsoPerson,
  { kind, member, role }: Extract<SsoDecision, { kind: 'known' | 'link' }>,
  { address, now }: { readonly address: string | null; readonly now: Date },
): Promise<Entered> {
  const entries = await applyRole(store, trx, member, role, { occasion: 'sign_in', now });
  await trx
    .updateTable('members')
    .set({ issuer: person.issuer, subject: person.subject, email: person.email })
    .where('id', '=', member.id)
    .execute();
  const named = { id: member.id, name: member.name };
  if (kind === 'known') return { member, entries };
  const actor = { ...named, address };
  const ended = await endSessions(trx, { member: named, actor, now });
  const removed = await removePasskeysOf(trx, member.id);
  const onRecord = removed.map(({ id, name }): AuditEntry => ({
    action: 'passkey.removed',
    actor,
    via: 'sso',
    detail: { passkey: id, browser: name, because: 'linked' },
    at: now,
  }));
  return { member, entries: [...entries, ...ended, ...onRecord] };
}

async function join(
  trx: Trx,
  person: SsoPerson,
  as: { readonly name: string; readonly role: Member['role'] },
  from: { readonly address: string | null; readonly now: Date },
): Promise<Entered> {
  const id = newId('mem_');
  await trx
    .insertInto('members')
    .values({
      id,
      ...as,
      email: person.email,
      status: 'active',
      created_at: from.now.toISOString(),
      issuer: person.issuer,
      subject: person.subject,
    })
    .execute();
  const joined: AuditEntry = {
    action: 'member.joined',
    actor: { id, name: as.name, address: from.address },
    via: 'sso',
    detail: { role: as.role },
    at: from.now,
  };
  return { member: { id, name: as.name }, entries: [joined] };
}
