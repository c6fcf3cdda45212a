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
import { decideSso, type SsoDecision, type SsoPerson, type SsoRefusal } from './decide-sso.ts';
import type { Member } from './find-member.ts';
import { ssoName, ssoPerson, type Claims } from './sso-person.ts';
import { applyRole } from './sso-roles.ts';
import { keepUpstream } from './upstream-account.ts';

export interface EnterDeps {
  readonly store: Store;
  readonly keyring: Keyring;
  readonly sso: SsoConfig;
}

export type EnterOutcome =
  { kind: 'signed_in'; arrival: Arrival } | { kind: 'refused'; reason: SsoRefusal };

/** Two first sign-ins of one person at once must make one member. */
const LOCK = 'sso-members';

/** Lets in whom the company's provider vouches for, as far as the rules allow. */
export async function enterBySso(
  deps: EnterDeps,
  tokens: UpstreamTokens,
  from: { readonly address: string | null; readonly now: Date },
): Promise<EnterOutcome> {
  const { store, sso } = deps;
  const claims: Claims = tokens.claims ?? {};
  const person = ssoPerson(claims, sso.groupsClaim);
  return store.transaction(async (trx) => {
    await store.oneAtATime(trx, LOCK);
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
      arrival: { memberId: member.id, amr: ['sso'], confirmed: false, upstream: sso.issuer },
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
  const byEmail =
    person.email === null
      ? []
      : await trx
          .selectFrom('members')
          .selectAll()
          .where(sql<string>`lower(email)`, '=', person.email)
          .orderBy('created_at')
          .execute();
  return { bySubject, byEmail };
}

interface Entered {
  readonly member: Pick<Member, 'id' | 'name'>;
  /** To be put on record. */
  readonly entries: readonly AuditEntry[];
}

/**
 * Notes what the provider says now of somebody who is known. From the moment that it vouches for
 * them it decides over all their browsers: those that came in by a code before hang on nobody's
 * word, and end.
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
  const ended =
    kind === 'link'
      ? await endSessions(trx, { member: named, actor: { ...named, address }, now })
      : [];
  return { member, entries: [...entries, ...ended] };
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
