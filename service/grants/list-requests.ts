import type { AccessRequest, RequestStatus } from '../../contract/grant.ts';
import type { Actor } from '../auth/actor.ts';
import type { Store } from '../store/open-store.ts';
import { accessRequestOf, REQUESTS_TOLD, requestsWithNames } from './request-row.ts';

type RequestList = { items: AccessRequest[] };

/**
 * What members ask for. Open ones come oldest first, since whoever has waited longest is next; of
 * all others the newest, newest first.
 */
export async function listRequests(
  { db }: Store,
  status: RequestStatus | 'all' = 'open',
): Promise<RequestList> {
  const all = requestsWithNames(db).limit(REQUESTS_TOLD);
  const some = status === 'all' ? all : all.where('access_requests.status', '=', status);
  const direction = status === 'open' ? 'asc' : 'desc';
  const rows = await some
    .orderBy('access_requests.created_at', direction)
    .orderBy('access_requests.id', direction)
    .execute();
  return { items: rows.map(accessRequestOf) };
}

/** What somebody has asked for, newest first. */
export async function myRequests({ db }: Store, actor: Actor): Promise<RequestList> {
  const rows = await requestsWithNames(db)
    .where('access_requests.member_id', '=', actor.id)
    .orderBy('access_requests.created_at', 'desc')
    .orderBy('access_requests.id', 'desc')
    .limit(REQUESTS_TOLD)
    .execute();
  return { items: rows.map(accessRequestOf) };
}
