import { nameKey } from '../../contract/fold.ts';
import type { Grant } from '../../contract/grant.ts';
import { writeAudit } from '../audit/write-audit.ts';
import type { Actor } from '../auth/actor.ts';
import { findMember } from '../auth/find-member.ts';
import { Refusal } from '../refusal.ts';
import { findLiveToken } from '../tokens/find-token.ts';
import type { TokenDeps, Trx } from '../tokens/token-deps.ts';
import { grantOf, lockGrants, lockTagGrants, type Grantee } from './grant-row.ts';

/** Whom an admin names: a person by id, or everybody who owns a tag, as the admin wrote it. */
export type NamedGrantee =
  { readonly kind: 'member'; readonly id: string } | { readonly kind: 'tag'; readonly tag: string };

export interface PutGrantRequest {
  readonly actor: Actor;
  readonly tokenId: string;
  readonly to: NamedGrantee;
  readonly until: string | null;
}

/**
 * Lets a member, or a tag's owners, see a token's value. Given again it takes the place of the one
 * before, end and all.
 * @throws Refusal `not_found`, `token_deleted`, `member_not_active`, `invalid_value`
 */
export async function putGrant(deps: TokenDeps, request: PutGrantRequest): Promise<Grant> {
  const { actor, tokenId, to } = request;
  const now = deps.now();
  const until = endOfGrant(request.until, now);
  return deps.store.transaction(async (trx) => {
    if (to.kind === 'tag') await lockTagGrants(deps.store, trx);
    await lockGrants(deps.store, trx, tokenId);
    const token = await findLiveToken(trx, tokenId);
    const grant = await writeGrant(trx, { actor, tokenId, to, until, now });
    await writeAudit(trx, {
      action: 'grant.given',
      actor,
      token: { id: tokenId, name: token.name },
      detail: { to: grant.to, until },
      at: now,
    });
    return grant;
  });
}

/**
 * The end of a grant as rows have it; null for none.
 * @throws Refusal `invalid_value` when it has passed
 */
export function endOfGrant(until: string | null | undefined, now: Date): string | null {
  if (until === null || until === undefined) return null;
  const end = new Date(until);
  if (end <= now) {
    throw Refusal.of('invalid_value', 'until', 'The end has to lie in the future.');
  }
  return end.toISOString();
}

interface WrittenGrant extends PutGrantRequest {
  readonly now: Date;
}

/**
 * Writes the row of a grant; whoever calls it has checked the token and writes the audit row.
 * @throws Refusal `not_found`, `member_not_active`
 */
export async function writeGrant(trx: Trx, given: WrittenGrant): Promise<Grant> {
  const { actor, tokenId, to, until, now } = given;
  const memberName = to.kind === 'member' ? await activeMemberName(trx, to.id) : null;
  const row = {
    ...granteeOf(to),
    label: to.kind === 'tag' ? to.tag : '',
    until,
    granted_by_id: actor.id,
    granted_by_name: actor.name,
    granted_at: now.toISOString(),
  };
  const { grantee_kind: _kind, grantee: _grantee, ...changing } = row;
  await trx
    .insertInto('grants')
    .values({ token_id: tokenId, ...row })
    .onConflict((conflict) =>
      conflict.columns(['token_id', 'grantee_kind', 'grantee']).doUpdateSet(changing),
    )
    .execute();
  return grantOf(row, memberName);
}

/** How the table names whom an admin named. Tags fold as the tags of tokens and people do. */
export function granteeOf(to: NamedGrantee): Grantee {
  switch (to.kind) {
    case 'member':
      return { grantee_kind: 'member', grantee: to.id };
    case 'tag':
      return { grantee_kind: 'tag', grantee: nameKey(to.tag) };
  }
}

async function activeMemberName(trx: Trx, id: string): Promise<string> {
  const member = await findMember(trx, id);
  if (member === undefined) {
    throw new Refusal('not_found', { message: 'There is nobody with this id.' });
  }
  if (member.status !== 'active') throw new Refusal('member_not_active');
  return member.name;
}
