import type { Kysely } from 'kysely';
import type { AccessRequest } from '../../contract/grant.ts';
import { Refusal } from '../refusal.ts';
import type { Database } from '../store/schema.ts';

/** The longest list of requests that is told. */
export const REQUESTS_TOLD = 200;

/** Requests with the names of token and person, to be narrowed by whoever asks. */
export function requestsWithNames(db: Kysely<Database>) {
  return db
    .selectFrom('access_requests')
    .innerJoin('tokens', 'tokens.id', 'access_requests.token_id')
    .leftJoin('members', 'members.id', 'access_requests.member_id')
    .selectAll('access_requests')
    .select(['tokens.name as token_name', 'members.name as member_name']);
}

type RequestRow = Awaited<ReturnType<ReturnType<typeof requestsWithNames>['execute']>>[number];

/** A request as it goes over the wire. */
export function accessRequestOf(row: RequestRow): AccessRequest {
  return {
    id: row.id,
    token: { id: row.token_id, name: row.token_name },
    member: { id: row.member_id, name: row.member_name ?? row.member_id },
    reason: row.reason,
    status: row.status,
    createdAt: row.created_at,
    decidedBy:
      row.decided_by_id === null
        ? null
        : { id: row.decided_by_id, name: row.decided_by_name ?? row.decided_by_id },
    decidedAt: row.decided_at,
    answer: row.answer,
  };
}

/**
 * Reads one request.
 * @throws Refusal `not_found`
 */
export async function findRequest(db: Kysely<Database>, id: string): Promise<RequestRow> {
  const row = await requestsWithNames(db).where('access_requests.id', '=', id).executeTakeFirst();
  if (row === undefined) throw unknownRequest();
  return row;
}

export function unknownRequest(): Refusal {
  return new Refusal('not_found', { message: 'There is no request with this id.' });
}
