import type { Kysely, Selectable } from 'kysely';
import type { Invitation } from '../../contract/member.ts';
import type { Database } from '../store/schema.ts';

type Row = Selectable<Database['invitations']>;
type NamedRow = Row & { readonly member_name: string | null };

/** Invitations with the name of the member that they sign in, if they are such. */
export function invitationsWithNames(db: Kysely<Database>) {
  return db
    .selectFrom('invitations')
    .leftJoin('members', 'members.id', 'invitations.member_id')
    .selectAll('invitations')
    .select('members.name as member_name');
}

/** An invitation as it goes over the wire: without its code, which nobody has kept. */
export function invitationOf(row: NamedRow, now: Date): Invitation {
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    ...(row.member_id === null
      ? {}
      : { member: { id: row.member_id, name: row.member_name ?? row.member_id } }),
    role: row.role,
    status: statusOf(row, now),
    createdBy: { id: row.created_by_id, name: row.created_by_name },
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    usedBy:
      row.used_by_id === null
        ? null
        : { id: row.used_by_id, name: row.used_by_name ?? row.used_by_id },
  };
}

/** What has become of an invitation. Pure. */
export function statusOf(
  row: Pick<Row, 'used_at' | 'withdrawn_at' | 'expires_at'>,
  now: Date,
): Invitation['status'] {
  if (row.used_at !== null) return 'used';
  if (row.withdrawn_at !== null) return 'withdrawn';
  return row.expires_at > now.toISOString() ? 'open' : 'expired';
}
