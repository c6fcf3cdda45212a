import { DEFAULT_GRACE_SECONDS, MOST_OUTGOING, type RotateToken } from '../../contract/rotation.ts';
import { openSecret } from '../../contract/secret-value.ts';
import type { Token } from '../../contract/token.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { checkConfirmed } from '../auth/confirmation.ts';
import { lockGrants } from '../grants/grant-row.ts';
import { Refusal } from '../refusal.ts';
import { readDatabaseTime } from '../store/database-time.ts';
import { drawValue } from './draw-value.ts';
import { findLiveToken } from './find-token.ts';
import { putNewValue } from './put-new-value.ts';
import type { RotationCall } from './rotation-call.ts';
import { sealedRow } from './sealed-row.ts';
import type { TokenDeps, Trx } from './token-deps.ts';
import { keepTrace } from './value-trace.ts';

interface IssuedRotation extends RotationCall {
  readonly body: RotateToken;
}

/**
 * Draws a new value. Of the old one its digest alone is kept, with the moment at which it ends; what
 * was sealed of it is gone with this transaction. Values that were replaced earlier end then too, if
 * they had longer: after the grace time the new value alone works. What stands behind the token is not
 * looked at: a value that has leaked has to go, whatever else is wrong with it.
 */
export async function rotateIssued(
  deps: TokenDeps,
  trx: Trx,
  { actor, id, body, check, keep }: IssuedRotation,
): Promise<Token> {
  if (body.value !== undefined) {
    throw Refusal.of('invalid_value', 'value', 'The value of an issued token is drawn here.');
  }
  const sealer = await deps.keyring.hold(trx);
  const now = deps.now();
  await checkConfirmed(trx, actor, now);
  await lockGrants(deps.store, trx, id);
  const row = await findLiveToken(trx, id);
  check(row.version);
  const at = await readDatabaseTime(trx, deps.store.dialect, now);
  const graceSeconds = body.graceSeconds ?? DEFAULT_GRACE_SECONDS;
  const endsAt = new Date(at.getTime() + graceSeconds * 1_000).toISOString();
  const old = await trx
    .selectFrom('token_values')
    .select(['digest', 'value_version'])
    .where('token_id', '=', id)
    .executeTakeFirstOrThrow();
  await endBy(trx, id, { at: at.toISOString(), endsAt });
  if (graceSeconds > 0) {
    await trx
      .insertInto('outgoing_values')
      .values({
        digest: old.digest,
        token_id: id,
        value_version: old.value_version,
        hint: row.hint ?? '',
        ends_at: endsAt,
        last_used_at: null,
        call_count: 0,
      })
      .execute();
  }
  const value = drawValue();
  const binding = { tokenId: id, valueVersion: old.value_version + 1 };
  const token = await putNewValue(trx, row, {
    sealed: sealedRow(sealer, binding, value),
    hint: openSecret(value).slice(-4),
    now,
  });
  await keepTrace(trx, sealer, binding, value);
  await keep(token);
  await writeAudit(trx, {
    action: 'token.rotated',
    actor,
    token: { id, name: row.name },
    detail: { kind: 'issued', graceSeconds, oldHint: row.hint, oldEndsAt: endsAt },
    at: now,
  });
  return token;
}

/** Drops what has ended, and lets no older value outlive the one that is replaced now. */
async function endBy(trx: Trx, id: string, by: { at: string; endsAt: string }): Promise<void> {
  await trx
    .updateTable('outgoing_values')
    .set({ ends_at: by.endsAt })
    .where('token_id', '=', id)
    .where('ends_at', '>', by.endsAt)
    .execute();
  await trx
    .deleteFrom('outgoing_values')
    .where('token_id', '=', id)
    .where('ends_at', '<=', by.at)
    .execute();
  const left = await trx
    .selectFrom('outgoing_values')
    .select('digest')
    .where('token_id', '=', id)
    .execute();
  if (left.length >= MOST_OUTGOING) {
    throw new Refusal('rotated_too_often', {
      message: `${left.length} old values of this token still work. End them first.`,
    });
  }
}
