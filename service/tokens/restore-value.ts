import { readFrontToken } from '../../contract/front-token-value.ts';
import { PREVIOUS_KEPT_DAYS } from '../../contract/rotation.ts';
import { openSecret } from '../../contract/secret-value.ts';
import type { Token } from '../../contract/token.ts';
import { writeAudit } from '../audit/write-audit.ts';
import type { Actor } from '../auth/actor.ts';
import { checkConfirmed } from '../auth/confirmation.ts';
import { lockGrants } from '../grants/grant-row.ts';
import { recordChanges } from '../notes/record-changes.ts';
import { Refusal } from '../refusal.ts';
import { checkDependents } from './backing.ts';
import { checkValueNew } from './check-value-new.ts';
import { findLiveToken } from './find-token.ts';
import { keepFrontValue } from './front-value.ts';
import { probeFront } from './probe-front.ts';
import { putNewValue } from './put-new-value.ts';
import { recordCompany } from './record-company.ts';
import type { TokenDeps } from './token-deps.ts';
import { tokenOf } from './token-row.ts';

export interface RestoreRequest {
  readonly actor: Actor;
  readonly id: string;
}

/**
 * Puts the previous value of a Front token back, if Front still takes it. The one that goes becomes
 * the previous one, so that this too can be undone.
 * @throws Refusal as the route table lists them
 */
export async function restoreValue(deps: TokenDeps, { actor, id }: RestoreRequest): Promise<Token> {
  const { db } = deps.store;
  await findLiveToken(db, id);
  await checkConfirmed(db, actor, deps.now());
  const asked = await previousOf(deps, id);
  const binding = { tokenId: id, valueVersion: asked.value_version };
  const value = deps.keyring.openValue(binding, asked);
  const probe = await probeFront(deps, value);
  if (probe.kind === 'unreachable') throw new Refusal('front_unreachable');
  if (probe.kind === 'refused') {
    throw new Refusal('front_refuses_value', {
      message: 'Front no longer accepts the earlier value. Nothing was changed.',
    });
  }
  const token = await deps.store.transaction(async (trx) => {
    // What is moved from one row into another has to be sealed with the key that stands.
    await deps.keyring.hold(trx);
    const now = deps.now();
    await lockGrants(deps.store, trx, id);
    const row = await findLiveToken(trx, id);
    const previous = await trx
      .selectFrom('previous_values')
      .selectAll()
      .where('token_id', '=', id)
      .executeTakeFirst();
    const current = await trx
      .selectFrom('token_values')
      .selectAll()
      .where('token_id', '=', id)
      .executeTakeFirst();
    if (current === undefined || previous?.digest !== asked.digest) {
      throw new Refusal('stale_version');
    }
    await checkValueNew(trx, previous.digest, id);
    await checkDependents(trx, row, JSON.parse(previous.scopes) as string[]);
    await trx.deleteFrom('previous_values').where('token_id', '=', id).execute();
    await recordCompany(trx, id, probe.company, now);
    const reading = readFrontToken(openSecret(value));
    if (reading.kind === 'front') {
      const verification = {
        kind: 'verified',
        at: now.toISOString(),
        company: probe.company,
      } as const;
      await keepFrontValue(trx, { ...binding, claims: reading.claims, verification });
    }
    const { hint, scopes, kept_until: _until, token_id: _id, ...sealed } = previous;
    const restored = await putNewValue(trx, row, { sealed, hint, scopes, now });
    const keptUntil = new Date(now.getTime() + PREVIOUS_KEPT_DAYS * 86_400_000).toISOString();
    await trx
      .insertInto('previous_values')
      .values({ ...current, hint: row.hint ?? '', scopes: row.scopes, kept_until: keptUntil })
      .execute();
    const before = tokenOf(row, now);
    await recordChanges(trx, [{ before, after: restored, actor, via: 'new_value', at: now }]);
    await writeAudit(trx, {
      action: 'token.value_restored',
      actor,
      token: { id, name: row.name },
      detail: { oldHint: row.hint, previousKeptUntil: keptUntil },
      at: now,
    });
    return restored;
  });
  await deps.store.wipeRemains();
  return token;
}

async function previousOf(deps: TokenDeps, id: string) {
  const row = await deps.store.db
    .selectFrom('previous_values')
    .selectAll()
    .where('token_id', '=', id)
    .where('kept_until', '>', deps.now().toISOString())
    .executeTakeFirst();
  if (row === undefined) throw new Refusal('no_previous_value');
  return row;
}
