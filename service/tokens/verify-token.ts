import { readFrontToken } from '../../contract/front-token-value.ts';
import type { ValueFacts } from '../../contract/front-value.ts';
import { openSecret } from '../../contract/secret-value.ts';
import { writeAudit } from '../audit/write-audit.ts';
import type { Actor } from '../auth/actor.ts';
import { Refusal } from '../refusal.ts';
import { countFrontAsk } from './ask-limit.ts';
import { findLiveToken } from './find-token.ts';
import { keepFrontValue, readValueFacts } from './front-value.ts';
import { recordCompany } from './record-company.ts';
import type { TokenDeps } from './token-deps.ts';
import { askFront } from './vouch-for-value.ts';

/**
 * Asks Front about a value that is recorded already, and keeps what it says. The value stays where it
 * is, whatever Front says; the person decides. The call is `GET /me`, which changes nothing.
 * @throws Refusal as the route table lists them
 */
export async function verifyToken(
  deps: TokenDeps,
  { actor, id }: { readonly actor: Actor; readonly id: string },
): Promise<ValueFacts> {
  const { db } = deps.store;
  const row = await findLiveToken(db, id);
  if (row.kind !== 'front') throw new Refusal('not_made_in_front');
  const kept = await db
    .selectFrom('token_values')
    .selectAll()
    .where('token_id', '=', id)
    .executeTakeFirst();
  if (kept === undefined) throw new Refusal('no_value');
  const binding = { tokenId: id, valueVersion: kept.value_version };
  const value = deps.keyring.openValue(binding, kept);
  const reading = readFrontToken(openSecret(value));
  if (reading.kind !== 'front') throw new Refusal('no_value');
  countFrontAsk(deps, actor.id);
  const verification = await askFront(deps, value, id);
  await deps.store.transaction(async (trx) => {
    const now = deps.now();
    const standing = await trx
      .selectFrom('token_values')
      .select('value_version')
      .where('token_id', '=', id)
      .executeTakeFirst();
    // Replaced or deleted while Front was asked: what it said is not of the value that stands.
    if (standing?.value_version !== kept.value_version) throw new Refusal('stale_version');
    const before = await readValueFacts(trx, id);
    // That Front did not answer is no news about a value that it vouched for.
    const isNews = verification.kind !== 'unreachable' || before.verification?.kind !== 'verified';
    if (isNews) await keepFrontValue(trx, { ...binding, claims: reading.claims, verification });
    if (verification.kind === 'verified' && verification.company !== null) {
      await recordCompany(trx, id, verification.company, now);
    }
    await writeAudit(trx, {
      action: 'token.verified',
      actor,
      token: { id, name: row.name },
      detail: { verification: verification.kind, company: verification.company },
      at: now,
    });
  });
  const { claims } = await readValueFacts(db, id);
  return { claims, verification };
}
