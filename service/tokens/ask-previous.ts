import type { PreviousAnswer } from '../../contract/rotation.ts';
import { writeAudit } from '../audit/write-audit.ts';
import type { Actor } from '../auth/actor.ts';
import { Refusal } from '../refusal.ts';
import { countFrontAsk } from './ask-limit.ts';
import { findLiveToken } from './find-token.ts';
import { probeFront, type FrontProbe } from './probe-front.ts';
import type { TokenDeps } from './token-deps.ts';

const ANSWERS = {
  company: 'works',
  refused: 'refused',
  unreachable: 'unreachable',
} as const satisfies Readonly<Record<FrontProbe['kind'], PreviousAnswer['answer']>>;

/**
 * Asks Front by `GET /me` whether the previous value of a Front token still works, so that nobody has
 * to believe that it was deleted there. Nothing is changed by it.
 * @throws Refusal as the route table lists them
 */
export async function askPrevious(
  deps: TokenDeps,
  { actor, id }: { readonly actor: Actor; readonly id: string },
): Promise<PreviousAnswer> {
  const { db } = deps.store;
  const row = await findLiveToken(db, id);
  const previous = await db
    .selectFrom('previous_values')
    .selectAll()
    .where('token_id', '=', id)
    .where('kept_until', '>', deps.now().toISOString())
    .executeTakeFirst();
  if (previous === undefined) throw new Refusal('no_previous_value');
  const binding = { tokenId: id, valueVersion: previous.value_version };
  countFrontAsk(deps, actor.id);
  const probe = await probeFront(deps, deps.keyring.openValue(binding, previous));
  const answer = ANSWERS[probe.kind];
  const now = deps.now();
  await deps.store.transaction((trx) =>
    writeAudit(trx, {
      action: 'token.previous_asked',
      actor,
      token: { id, name: row.name },
      detail: { answer },
      at: now,
    }),
  );
  return { answer, hint: previous.hint, at: now.toISOString() };
}
