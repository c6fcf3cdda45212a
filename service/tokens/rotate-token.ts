import { createHash } from 'node:crypto';
import type { RotateToken } from '../../contract/rotation.ts';
import type { Token } from '../../contract/token.ts';
import type { Actor } from '../auth/actor.ts';
import { Refusal } from '../refusal.ts';
import { retryOnConflict } from '../store/retry-on-conflict.ts';
import { checkIfMatch } from './entity-tag.ts';
import { findLiveToken } from './find-token.ts';
import { prepareFrontRotation, replaceFrontValue } from './rotate-front.ts';
import { rotateIssued } from './rotate-issued.ts';
import type { TokenDeps, Trx } from './token-deps.ts';

export interface RotateRequest {
  readonly actor: Actor;
  readonly id: string;
  readonly body: RotateToken;
  readonly idempotencyKey: string | null;
  /** May be left out: two rotations at once take turns anyway. */
  readonly ifMatch: string | null;
}

/**
 * Gives an issued token a new value, or records the new value of a Front token. New value, what is
 * left of the old one, audit row and the answer for a retried call are kept in one transaction.
 * @throws Refusal as the route table lists them
 */
export async function rotateToken(deps: TokenDeps, request: RotateRequest): Promise<Token> {
  const { id, body, actor, idempotencyKey } = request;
  const requestHash = createHash('sha256')
    .update(JSON.stringify([id, body]))
    .digest('base64url');
  const known = await answered(deps.store.db, request, requestHash);
  if (known !== null) return known;
  const seen = await findLiveToken(deps.store.db, id);
  const prepared =
    seen.kind === 'front' ? await prepareFrontRotation(deps, { actor, row: seen, body }) : null;
  const token = await retryOnConflict(() =>
    deps.store.transaction(async (trx) => {
      if (idempotencyKey !== null) {
        await deps.store.oneAtATime(trx, `rotation|${actor.id}|${idempotencyKey}`);
      }
      const before = await answered(trx, request, requestHash);
      if (before !== null) return before;
      const keep = (answer: Token): Promise<void> => keepAnswer(trx, request, requestHash, answer);
      const check = (version: number): void => {
        if (request.ifMatch !== null) checkIfMatch(request.ifMatch, version);
      };
      return prepared === null
        ? rotateIssued(deps, trx, { actor, id, body, check, keep })
        : replaceFrontValue(deps, trx, { actor, id, prepared, check, keep });
    }),
  );
  deps.onValueEnded?.();
  await deps.store.wipeRemains();
  return token;
}

async function answered(
  db: Pick<Trx, 'selectFrom'>,
  { actor, idempotencyKey }: RotateRequest,
  requestHash: string,
): Promise<Token | null> {
  if (idempotencyKey === null) return null;
  const row = await db
    .selectFrom('rotation_answers')
    .select(['request_hash', 'answer'])
    .where('actor_id', '=', actor.id)
    .where('key', '=', idempotencyKey)
    .executeTakeFirst();
  if (row === undefined) return null;
  if (row.request_hash !== requestHash) throw new Refusal('idempotency_key_reused');
  return JSON.parse(row.answer) as Token;
}

async function keepAnswer(
  trx: Trx,
  { actor, idempotencyKey }: RotateRequest,
  requestHash: string,
  answer: Token,
): Promise<void> {
  if (idempotencyKey === null) return;
  await trx
    .insertInto('rotation_answers')
    .values({
      actor_id: actor.id,
      key: idempotencyKey,
      request_hash: requestHash,
      answer: JSON.stringify(answer),
      created_at: answer.updatedAt,
    })
    .execute();
}
