import { nameKey } from '../../contract/fold.ts';
import type { Member, MemberStatus, PatchMember, Role } from '../../contract/member.ts';
import { writeAudit, type AuditEntry } from '../audit/write-audit.ts';
import type { Actor } from '../auth/actor.ts';
import { checkConfirmed } from '../auth/confirmation.ts';
import type { TokenDeps, Trx } from '../tokens/token-deps.ts';
import { checkNotLastAdmin, findMemberToChange } from './last-admin.ts';
import { readMember } from './read-members.ts';
import { endSessions, stopMember, withdrawInvitationsOf, type Stop } from './stop-member.ts';

export interface MemberChange {
  readonly actor: Actor;
  readonly id: string;
  readonly patch: PatchMember;
}

/** A patch, less what it would leave as it is. */
interface Changes {
  readonly role: { readonly from: Role; readonly to: Role } | null;
  readonly status: 'active' | 'blocked' | null;
  readonly tags: { readonly from: readonly string[]; readonly to: readonly string[] } | null;
}

/**
 * Changes a person’s role or tags, blocks or unblocks them. A patch that changes nothing leaves no
 * trace. Unblocking brings no session back: the person signs in again.
 * @throws Refusal `not_found`, `last_admin`, `passkey_needed`
 */
export async function updateMember(deps: TokenDeps, change: MemberChange): Promise<Member> {
  const { actor, id, patch } = change;
  const now = deps.now();
  return deps.store.transaction(async (trx) => {
    const row = await findMemberToChange(deps.store, trx, id);
    const changes = decideChanges(row, await tagsOf(trx, id), patch);
    if (makesAnother(row.role, changes)) await checkConfirmed(trx, actor, now);
    if (changes.role?.to === 'member' || changes.status === 'blocked') {
      await checkNotLastAdmin(trx, row);
    }
    if (changes.role !== null || changes.status !== null) {
      await trx
        .updateTable('members')
        .set({
          role: changes.role?.to ?? row.role,
          status: changes.status ?? row.status,
        })
        .where('id', '=', id)
        .execute();
    }
    if (changes.tags !== null) await writeMemberTags(trx, id, changes.tags.to);
    const member = { id, name: row.name };
    const entries = [
      ...onRecord(changes, { member, actor, now }),
      ...(await consequences(trx, changes, { member, actor, now })),
    ];
    const after = await readMember(trx, id);
    for (const entry of entries) await writeAudit(trx, entry);
    return after;
  });
}

/** True when somebody has another role after it: letting a blocked admin in makes an admin, too. */
function makesAnother(role: Role, changes: Changes): boolean {
  return changes.role !== null || (role === 'admin' && changes.status === 'active');
}

/** What a patch changes. Pure. */
export function decideChanges(
  before: { readonly role: Role; readonly status: MemberStatus },
  tags: readonly string[],
  patch: PatchMember,
): Changes {
  const wanted = patch.ownsTags === undefined ? null : distinct(patch.ownsTags);
  const same =
    wanted === null || JSON.stringify([...wanted].sort()) === JSON.stringify([...tags].sort());
  return {
    role:
      patch.role === undefined || patch.role === before.role
        ? null
        : { from: before.role, to: patch.role },
    status: patch.status === undefined || patch.status === before.status ? null : patch.status,
    tags: same ? null : { from: tags, to: wanted },
  };
}

/** Tags that differ in case or spaces alone are one; the first way of writing it stays. */
function distinct(tags: readonly string[]): string[] {
  const byKey = new Map<string, string>();
  for (const tag of tags) if (!byKey.has(nameKey(tag))) byKey.set(nameKey(tag), tag);
  return [...byKey.values()];
}

function onRecord(changes: Changes, { member, actor, now }: Omit<Stop, 'because'>): AuditEntry[] {
  const entries: AuditEntry[] = [];
  const { role, status, tags } = changes;
  if (role !== null || tags !== null) {
    entries.push({
      action: 'member.changed',
      actor,
      detail: {
        member,
        ...(role === null ? {} : { role }),
        ...(tags === null ? {} : { ownsTags: tags }),
      },
      at: now,
    });
  }
  if (status !== null) {
    entries.push({
      action: status === 'blocked' ? 'member.blocked' : 'member.unblocked',
      actor,
      detail: { member },
      at: now,
    });
  }
  return entries;
}

async function consequences(
  trx: Trx,
  { role, status }: Changes,
  stop: Omit<Stop, 'because'>,
): Promise<AuditEntry[]> {
  if (status === 'blocked') return stopMember(trx, { ...stop, because: 'blocked' });
  // A sign-in that ended just when its person was blocked may have left a session: it ends here.
  const ended = status === 'active' ? await endSessions(trx, stop) : [];
  const left = role?.to === 'member' ? await withdrawInvitationsOf(trx, stop, 'theirs') : [];
  return [...ended, ...left];
}

async function tagsOf(trx: Trx, id: string): Promise<string[]> {
  const rows = await trx
    .selectFrom('member_tags')
    .select('tag')
    .where('member_id', '=', id)
    .orderBy('tag_key')
    .execute();
  return rows.map(({ tag }) => tag);
}

async function writeMemberTags(trx: Trx, id: string, tags: readonly string[]): Promise<void> {
  await trx.deleteFrom('member_tags').where('member_id', '=', id).execute();
  if (tags.length === 0) return;
  await trx
    .insertInto('member_tags')
    .values(tags.map((tag) => ({ member_id: id, tag_key: nameKey(tag), tag })))
    .execute();
}
