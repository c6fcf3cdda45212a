import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { randomBase62 } from '../../contract/token-value.ts';
import { writeAudit } from '../audit/write-audit.ts';
import type { SsoConfig } from '../config.ts';
import type { Keyring } from '../seal/keyring.ts';
import type { Store } from '../store/open-store.ts';
import type { Trx } from '../tokens/token-deps.ts';
import type { Arrival } from './arrival.ts';
import type { UpstreamTokens } from './company-provider.ts';
import { decideSso, type SsoPerson, type SsoRefusal } from './decide-sso.ts';
import { findMember, type Member } from './find-member.ts';
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
    const member =
      decision.kind === 'new'
        ? await join(trx, person, { name: ssoName(claims), role: decision.role }, from)
        : decision.member;
    if (decision.kind === 'known' || decision.kind === 'link') {
      await trx
        .updateTable('members')
        .set({ issuer: person.issuer, subject: person.subject, email: person.email })
        .where('id', '=', member.id)
        .execute();
      await applyRole(store, trx, member, decision.role, { occasion: 'sign_in', now: from.now });
    }
    await keepUpstream(trx, deps, member.id, tokens.refreshToken, from.now);
    await writeAudit(trx, {
      action: 'session.signed_in',
      actor: { id: member.id, name: member.name, address: from.address },
      via: 'sso',
      detail: decision.kind === 'link' ? { linked: 'by e-mail address' } : {},
      at: from.now,
    });
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

async function join(
  trx: Trx,
  person: SsoPerson,
  as: { readonly name: string; readonly role: Member['role'] },
  from: { readonly address: string | null; readonly now: Date },
): Promise<Member> {
  const id = `mem_${randomBase62(16, randomBytes)}`;
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
  await writeAudit(trx, {
    action: 'member.joined',
    actor: { id, name: as.name, address: from.address },
    via: 'sso',
    detail: { role: as.role },
    at: from.now,
  });
  const member = await findMember(trx, id);
  if (member === undefined) throw new Error(`${id} was not kept`);
  return member;
}
