import { readFrontToken, type FrontTokenClaims } from '../../contract/front-token-value.ts';
import { PREVIOUS_KEPT_DAYS, type RotateToken } from '../../contract/rotation.ts';
import { readScope } from '../../contract/scopes.ts';
import { openSecret, type SecretValue } from '../../contract/secret-value.ts';
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
import type { FrontCompany } from './probe-front.ts';
import { keepFrontValue } from './front-value.ts';
import { putNewValue } from './put-new-value.ts';
import { recordCompany } from './record-company.ts';
import type { RotationCall } from './rotation-call.ts';
import { sameCompany } from './same-company.ts';
import { sealedRow } from './sealed-row.ts';
import type { TokenDeps, Trx } from './token-deps.ts';
import { tokenOf, type TokenRow } from './token-row.ts';
import { keepTrace } from './value-trace.ts';

/** What Front said before anything was begun: no lock is held while it is asked. */
export interface PreparedFrontRotation {
  readonly value: SecretValue;
  readonly claims: FrontTokenClaims;
  readonly company: FrontCompany;
  /** The scopes that the value itself names; null when they tell nothing exact. */
  readonly scopes: readonly string[] | null;
  /** Version of the value that the new one was compared with; null when there was none. */
  readonly comparedWith: number | null;
}

/** Kinds of scope that say what a token may do, and by that what it may not. */
const EXACT_KINDS: ReadonlySet<string> = new Set(['permission', 'app_trigger']);

interface Preparation {
  readonly actor: Actor;
  readonly row: TokenRow;
  readonly body: RotateToken;
}

/** @throws Refusal as `sameCompany`, and for a value that is no Front token */
export async function prepareFrontRotation(
  deps: TokenDeps,
  { actor, row, body }: Preparation,
): Promise<PreparedFrontRotation> {
  if (body.value === undefined) {
    throw Refusal.of('missing_field', 'value', 'Paste the value that was made in Front.');
  }
  if (body.graceSeconds !== undefined) {
    throw Refusal.of(
      'invalid_value',
      'graceSeconds',
      'The old value of a Front token works until it is deleted in Front.',
    );
  }
  const reading = readFrontToken(body.value);
  if (reading.kind !== 'front') {
    throw Refusal.of(
      'not_a_front_token',
      'value',
      'This is not a Front API token. Copy it from Front’s token page once more.',
    );
  }
  // Before anybody's value is sent anywhere.
  await checkConfirmed(deps.store.db, actor, deps.now());
  await checkValueNew(deps.store.db, deps.keyring.lookupDigest(reading.value).digest, null);
  const standing = await standingValue(deps, row.id);
  const company = await sameCompany(deps, {
    tokenId: row.id,
    next: reading.value,
    standing: standing?.value ?? null,
    oldCompany: body.oldCompany,
  });
  const exact = reading.claims.scopes.filter((scope) => EXACT_KINDS.has(readScope(scope).kind));
  return {
    value: reading.value,
    claims: reading.claims,
    company,
    scopes:
      exact.length > 0 && exact.length === reading.claims.scopes.length
        ? reading.claims.scopes
        : null,
    comparedWith: standing?.version ?? null,
  };
}

async function standingValue(
  deps: TokenDeps,
  id: string,
): Promise<{ value: SecretValue; version: number } | null> {
  const row = await deps.store.db
    .selectFrom('token_values')
    .selectAll()
    .where('token_id', '=', id)
    .executeTakeFirst();
  if (row === undefined) return null;
  const binding = { tokenId: id, valueVersion: row.value_version };
  return { value: deps.keyring.openValue(binding, row), version: row.value_version };
}

interface FrontReplacement extends RotationCall {
  readonly prepared: PreparedFrontRotation;
}

/**
 * Puts the new value behind everything that stands on the token: the next call goes out with it. The
 * old one stays sealed for some days, in case it has to come back.
 */
export async function replaceFrontValue(
  deps: TokenDeps,
  trx: Trx,
  { actor, id, prepared, check, keep }: FrontReplacement,
): Promise<Token> {
  const sealer = await deps.keyring.hold(trx);
  const now = deps.now();
  const { value, claims, company, scopes } = prepared;
  await lockGrants(deps.store, trx, id);
  const row = await findLiveToken(trx, id);
  check(row.version);
  const old = await trx
    .selectFrom('token_values')
    .selectAll()
    .where('token_id', '=', id)
    .executeTakeFirst();
  // Somebody else replaced it while Front was asked about another one.
  if ((old?.value_version ?? null) !== prepared.comparedWith) throw new Refusal('stale_version');
  const valueVersion = Math.max(prepared.comparedWith ?? 0, await latestVersion(trx, id)) + 1;
  const binding = { tokenId: id, valueVersion };
  const sealed = sealedRow(sealer, binding, value);
  await checkValueNew(trx, sealed.digest, null);
  if (scopes !== null) await checkDependents(trx, row, scopes);
  await trx.deleteFrom('previous_values').where('token_id', '=', id).execute();
  const keptUntil = new Date(now.getTime() + PREVIOUS_KEPT_DAYS * 86_400_000).toISOString();
  if (old !== undefined) {
    await trx
      .insertInto('previous_values')
      .values({ ...old, hint: row.hint ?? '', scopes: row.scopes, kept_until: keptUntil })
      .execute();
  }
  await recordCompany(trx, id, company, now);
  const verification = { kind: 'verified', at: now.toISOString(), company } as const;
  await keepFrontValue(trx, { ...binding, claims, verification });
  await keepTrace(trx, sealer, binding, value);
  const token = await putNewValue(trx, row, {
    sealed,
    hint: openSecret(value).slice(-4),
    ...(scopes === null ? {} : { scopes: JSON.stringify([...new Set(scopes)]) }),
    now,
  });
  const before = tokenOf(row, now);
  await recordChanges(trx, [{ before, after: token, actor, via: 'new_value', at: now }]);
  await keep(token);
  await writeAudit(trx, {
    action: 'token.rotated',
    actor,
    token: { id, name: row.name },
    detail: {
      kind: 'front',
      oldHint: row.hint,
      company: company.id,
      ...(old === undefined ? {} : { previousKeptUntil: keptUntil }),
    },
    at: now,
  });
  return token;
}

/**
 * Version of the latest value that lies there to be put back, or that is still recognised: one that was
 * given twice would have an old value taken for the new one. 0 when there is none.
 */
async function latestVersion(trx: Trx, id: string): Promise<number> {
  const previous = await trx
    .selectFrom('previous_values')
    .select('value_version')
    .where('token_id', '=', id)
    .executeTakeFirst();
  const traced = await trx
    .selectFrom('value_traces')
    .select((eb) => eb.fn.max('value_version').as('version'))
    .where('token_id', '=', id)
    .executeTakeFirst();
  return Math.max(previous?.value_version ?? 0, traced?.version ?? 0);
}
