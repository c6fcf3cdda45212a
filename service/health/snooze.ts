import {
  LONGEST_SNOOZE_DAYS,
  type Finding,
  type PutSnooze,
  type Snooze,
} from '../../contract/token-health.ts';
import { writeAudit } from '../audit/write-audit.ts';
import type { Actor } from '../auth/actor.ts';
import { Refusal } from '../refusal.ts';
import { findLiveToken, findToken } from '../tokens/find-token.ts';
import type { TokenDeps } from '../tokens/token-deps.ts';

const DAY_MS = 24 * 60 * 60_000;

export interface SnoozeRequest {
  readonly actor: Actor;
  readonly id: string;
  readonly finding: Finding;
}

/**
 * Puts a finding aside until a day, with a reason, in the place of what stood there.
 * @throws Refusal `not_found`, `token_deleted`, or `invalid_value` for a day that has passed or is too far
 */
export async function putSnooze(
  deps: TokenDeps,
  { actor, id, finding, body }: SnoozeRequest & { readonly body: PutSnooze },
): Promise<Snooze> {
  const now = deps.now();
  const until = new Date(body.until);
  const left = until.getTime() - now.getTime();
  if (left <= 0 || left > LONGEST_SNOOZE_DAYS * DAY_MS) {
    throw Refusal.of(
      'invalid_value',
      'until',
      `until has to be within the next ${LONGEST_SNOOZE_DAYS} days.`,
    );
  }
  const snooze = {
    finding,
    reason: body.reason,
    until: until.toISOString(),
    by: { id: actor.id, name: actor.name },
    at: now.toISOString(),
  };
  await deps.store.transaction(async (trx) => {
    const { name } = await findLiveToken(trx, id);
    const kept = {
      reason: snooze.reason,
      until: snooze.until,
      by_id: actor.id,
      by_name: actor.name,
      at: snooze.at,
    };
    await trx
      .insertInto('health_snoozes')
      .values({ token_id: id, finding, ...kept })
      .onConflict((conflict) => conflict.columns(['token_id', 'finding']).doUpdateSet(kept))
      .execute();
    await writeAudit(trx, {
      action: 'finding.snoozed',
      actor,
      token: { id, name },
      detail: { finding, until: snooze.until, reason: snooze.reason },
      at: now,
    });
  });
  return snooze;
}

/**
 * Takes a finding up again.
 * @throws Refusal `not_found` when it was not put aside
 */
export async function deleteSnooze(
  deps: TokenDeps,
  { actor, id, finding }: SnoozeRequest,
): Promise<void> {
  await deps.store.transaction(async (trx) => {
    const { name } = await findToken(trx, id);
    const done = await trx
      .deleteFrom('health_snoozes')
      .where('token_id', '=', id)
      .where('finding', '=', finding)
      .executeTakeFirst();
    if (Number(done.numDeletedRows) === 0) throw new Refusal('not_found');
    await writeAudit(trx, {
      action: 'finding.resumed',
      actor,
      token: { id, name },
      detail: { finding },
      at: deps.now(),
    });
  });
}
