import type { RequestStatus } from '../../contract/grant.ts';
import { Refusal } from '../refusal.ts';
import type { Trx } from '../tokens/token-deps.ts';

export interface RequestAnswer {
  readonly status: Exclude<RequestStatus, 'open'>;
  readonly by: { readonly id: string; readonly name: string } | null;
  readonly answer: string;
  readonly now: Date;
}

/**
 * Gives an open request its answer, once: of two at the same moment one finds it open.
 * @throws Refusal `already_decided`
 */
export async function answerRequest(trx: Trx, id: string, given: RequestAnswer): Promise<void> {
  const done = await trx
    .updateTable('access_requests')
    .set({
      status: given.status,
      decided_by_id: given.by?.id ?? null,
      decided_by_name: given.by?.name ?? null,
      decided_at: given.now.toISOString(),
      answer: given.answer,
    })
    .where('id', '=', id)
    .where('status', '=', 'open')
    .executeTakeFirst();
  if (Number(done.numUpdatedRows) !== 1) throw new Refusal('already_decided');
}
