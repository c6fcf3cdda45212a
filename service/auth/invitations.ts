import type { Kysely, Selectable } from 'kysely';
import type { Role } from '../../contract/member.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { newId } from '../store/new-id.ts';
import type { Store } from '../store/open-store.ts';
import type { Database } from '../store/schema.ts';
import { findMember, type Member } from './find-member.ts';
import { hashCode } from './one-time-code.ts';
import { personName } from './person-name.ts';
import { wrongWith, type WrongCode } from './setup-code.ts';

export type InvitationRow = Selectable<Database['invitations']>;

/** What the person who holds the code is shown before it is used. */
export interface OpenInvitation {
  readonly invitedBy: string;
  /** Who enters with it: somebody new under a name of their choice, or a member who is known. */
  readonly whom:
    | { readonly kind: 'new_person'; readonly name: string | null; readonly role: Role }
    | { readonly kind: 'member'; readonly name: string };
}

type WrongInvitation = {
  kind: 'wrong_code';
  reason: WrongCode | 'withdrawn' | 'member_not_active' | 'inviter_no_admin';
};

/** Looks at an invitation without using it. */
export async function lookAtInvitation(
  db: Kysely<Database>,
  code: string,
  now: Date,
): Promise<{ kind: 'open'; invitation: OpenInvitation; inviter: Member | null } | WrongInvitation> {
  const found = await findOpen(db, code, now);
  if (found.kind === 'wrong_code') return found;
  const { row, member, inviter } = found;
  return {
    kind: 'open',
    inviter,
    invitation: {
      invitedBy: row.created_by_name,
      whom:
        member === null
          ? { kind: 'new_person', name: row.name, role: row.role }
          : { kind: 'member', name: member.name },
    },
  };
}

export type InvitationOutcome =
  | { kind: 'signed_in'; memberId: string; subject: null }
  | WrongInvitation
  | { kind: 'name_missing' };

/**
 * Uses an invitation, once: of two browsers that send it at the same moment one gets in. Somebody
 * new becomes a member under the name they give and with the role that the invitation says.
 */
export async function useInvitation(
  store: Store,
  form: { readonly code: string; readonly name: string },
  from: { readonly address: string | null; readonly now: Date },
): Promise<InvitationOutcome> {
  const { now } = from;
  const at = now.toISOString();
  return store.transaction(async (trx) => {
    const found = await findOpen(trx, form.code, now);
    if (found.kind === 'wrong_code') return found;
    const { row } = found;
    const name = found.member?.name ?? personName(form.name);
    if (name === null) return { kind: 'name_missing' };
    const member = found.member ?? { id: newId('mem_'), name };
    const used = await trx
      .updateTable('invitations')
      .set({ used_at: at, used_by_id: member.id, used_by_name: name })
      .where('id', '=', row.id)
      .where('used_at', 'is', null)
      .where('withdrawn_at', 'is', null)
      .executeTakeFirst();
    // Another replica was faster.
    if (Number(used.numUpdatedRows) !== 1) return { kind: 'wrong_code', reason: 'used' };
    const actor = { ...member, address: from.address };
    if (found.member === null) {
      const { role, email } = row;
      await trx
        .insertInto('members')
        .values({ ...member, email, role, status: 'active', created_at: at })
        .execute();
      await writeAudit(trx, {
        action: 'member.joined',
        actor,
        detail: {
          invitation: row.id,
          role,
          invitedBy: { id: row.created_by_id, name: row.created_by_name },
        },
        at: now,
      });
    }
    await writeAudit(trx, {
      action: 'session.signed_in',
      actor,
      via: 'invitation',
      detail: { invitation: row.id },
      at: now,
    });
    // `findOpen` lets nobody in who is tied to a company account.
    return { kind: 'signed_in', memberId: member.id, subject: null };
  });
}

/** Every code is looked for in the same way, so that the time it takes tells nothing. */
async function findOpen(
  db: Kysely<Database>,
  code: string,
  now: Date,
): Promise<
  | {
      kind: 'open';
      row: InvitationRow;
      member: { id: string; name: string } | null;
      /** Null for one that was made on the host. */
      inviter: Member | null;
    }
  | WrongInvitation
> {
  const row = await db
    .selectFrom('invitations')
    .selectAll()
    .where('code_hash', '=', hashCode('invitation', code))
    .executeTakeFirst();
  const wrong = wrongWith(row, now);
  if (wrong !== null || row === undefined) {
    return { kind: 'wrong_code', reason: wrong ?? 'unknown_code' };
  }
  if (row.withdrawn_at !== null) return { kind: 'wrong_code', reason: 'withdrawn' };
  // It is worth what the word of whoever made it is worth now.
  const inviter = (await findMember(db, row.created_by_id)) ?? null;
  if (inviter !== null && (inviter.status !== 'active' || inviter.role !== 'admin')) {
    return { kind: 'wrong_code', reason: 'inviter_no_admin' };
  }
  if (row.member_id === null) return { kind: 'open', row, member: null, inviter };
  const member = await findMember(db, row.member_id);
  // Since the link was made they may have come with their company account, whose provider decides.
  if (member?.status !== 'active' || member.issuer !== null) {
    return { kind: 'wrong_code', reason: 'member_not_active' };
  }
  return { kind: 'open', row, member: { id: member.id, name: member.name }, inviter };
}
