import type { Role } from '../../contract/member.ts';
import type { AuditEntry } from '../audit/write-audit.ts';
import { withdrawInvitationsOf } from '../members/stop-member.ts';
import type { Store } from '../store/open-store.ts';
import type { Trx } from '../tokens/token-deps.ts';
import type { Member } from './find-member.ts';

/** The lock under which admins are made fewer, whoever does it, and ways in are withdrawn. */
export const LAST_ADMIN_LOCK = 'last-admin';

export type RoleChange =
  | { kind: 'same' }
  | { kind: 'change'; to: Role }
  /** The group says member, but nobody else could manage anything then. */
  | { kind: 'keep_last_admin' };

/** Decides what a group at the provider means for a person's role here. */
export function decideRole(has: Role, wanted: Role | null, otherAdmins: number): RoleChange {
  if (wanted === null || wanted === has) return { kind: 'same' };
  if (wanted === 'member' && otherAdmins === 0) return { kind: 'keep_last_admin' };
  return { kind: 'change', to: wanted };
}

/**
 * Gives a person the role that their group at the provider says. Whoever is no admin any more leaves
 * no open invitation behind. Called before the transaction changes any other row of theirs, since it
 * may wait for its turn.
 * @returns what is to be put on record, by the caller and last
 */
export async function applyRole(
  store: Store,
  trx: Trx,
  member: Member,
  wanted: Role | null,
  /** `sign_in` also records that the last admin was kept; at each refresh that would be noise. */
  at: { readonly occasion: 'sign_in' | 'refresh'; readonly now: Date },
): Promise<AuditEntry[]> {
  if (wanted === null || wanted === member.role) return [];
  await store.oneAtATime(trx, LAST_ADMIN_LOCK);
  const change = decideRole(member.role, wanted, await otherAdmins(trx, member.id));
  const actor = { id: member.id, name: member.name };
  const who = { id: member.id, name: member.name };
  switch (change.kind) {
    case 'same':
      return [];
    case 'keep_last_admin':
      if (at.occasion === 'refresh') return [];
      return [
        {
          action: 'member.changed',
          actor,
          via: 'sso',
          detail: { member: who, role: { from: 'admin', to: 'admin' }, kept: 'last_admin' },
          at: at.now,
        },
      ];
    case 'change': {
      await trx
        .updateTable('members')
        .set({ role: change.to })
        .where('id', '=', member.id)
        .execute();
      const changed: AuditEntry = {
        action: 'member.changed',
        actor,
        via: 'sso',
        detail: { member: who, role: { from: member.role, to: change.to } },
        at: at.now,
      };
      if (change.to === 'admin') return [changed];
      const stop = { member: who, actor, now: at.now };
      return [changed, ...(await withdrawInvitationsOf(trx, stop, 'theirs'))];
    }
  }
}

async function otherAdmins(trx: Trx, memberId: string): Promise<number> {
  const row = await trx
    .selectFrom('members')
    .select((select) => select.fn.countAll<number>().as('count'))
    .where('role', '=', 'admin')
    .where('status', '=', 'active')
    .where('id', '!=', memberId)
    .executeTakeFirstOrThrow();
  return row.count;
}
