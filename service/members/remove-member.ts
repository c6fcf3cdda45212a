import { writeAudit, type AuditEntry } from '../audit/write-audit.ts';
import type { Actor } from '../auth/actor.ts';
import { checkConfirmed } from '../auth/confirmation.ts';
import { deleteViewsOf } from '../notes/views.ts';
import type { TokenDeps, Trx } from '../tokens/token-deps.ts';
import { checkNotLastAdmin, findMemberToChange } from './last-admin.ts';
import { stopMember, type Stop } from './stop-member.ts';

/**
 * Removes a person for good. Their sessions, passkeys, tags and grants are gone when this returns;
 * their name stays, since the audit log speaks of them.
 * @throws Refusal `not_found`, `last_admin`, `passkey_needed`
 */
export async function removeMember(
  deps: TokenDeps,
  request: { readonly actor: Actor; readonly id: string },
): Promise<void> {
  const { actor, id } = request;
  const now = deps.now();
  await deps.store.transaction(async (trx) => {
    const row = await findMemberToChange(deps.store, trx, id);
    await checkConfirmed(trx, actor, now);
    await checkNotLastAdmin(trx, row);
    await trx.updateTable('members').set({ status: 'removed' }).where('id', '=', id).execute();
    await trx.deleteFrom('upstream_accounts').where('member_id', '=', id).execute();
    await trx.deleteFrom('passkeys').where('member_id', '=', id).execute();
    await trx.deleteFrom('member_tags').where('member_id', '=', id).execute();
    await deleteViewsOf(trx, id);
    const stop: Stop = { member: { id, name: row.name }, actor, because: 'removed', now };
    const stopped = await stopMember(trx, stop);
    const taken = await takeGrants(trx, stop);
    await writeAudit(trx, {
      action: 'member.removed',
      actor,
      detail: { member: stop.member, role: row.role },
      at: now,
    });
    for (const entry of [...stopped, ...taken]) await writeAudit(trx, entry);
  });
}

async function takeGrants(trx: Trx, { member, actor, because, now }: Stop): Promise<AuditEntry[]> {
  const grants = await trx
    .selectFrom('grants')
    .innerJoin('tokens', 'tokens.id', 'grants.token_id')
    .select(['tokens.id', 'tokens.name'])
    .where('grantee_kind', '=', 'member')
    .where('grantee', '=', member.id)
    .orderBy('tokens.id')
    .execute();
  await trx
    .deleteFrom('grants')
    .where('grantee_kind', '=', 'member')
    .where('grantee', '=', member.id)
    .execute();
  return grants.map((token) => ({
    action: 'grant.taken',
    actor,
    token,
    detail: { from: { kind: 'member', ...member }, because },
    at: now,
  }));
}
