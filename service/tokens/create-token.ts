import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import {
  readFrontToken,
  type FrontTokenClaims,
  type FrontTokenReading,
} from '../../contract/front-token-value.ts';
import type { Verification } from '../../contract/front-value.ts';
import { openSecret, type SecretValue } from '../../contract/secret-value.ts';
import type { CreatedToken, CreateToken, Token } from '../../contract/token.ts';
import { writeAudit } from '../audit/write-audit.ts';
import type { Actor } from '../auth/actor.ts';
import { Refusal } from '../refusal.ts';
import { newId } from '../store/new-id.ts';
import { repeatedQuery } from '../store/repeated-query.ts';
import { retryOnConflict } from '../store/retry-on-conflict.ts';
import type { Database } from '../store/schema.ts';
import { nameKey } from '../../contract/fold.ts';
import { checkBacking, chooseBacking } from './backing.ts';
import { checkValueNew } from './check-value-new.ts';
import { drawValue } from './draw-value.ts';
import { findToken } from './find-token.ts';
import { keepFrontValue, readValueFacts } from './front-value.ts';
import { recordCompany } from './record-company.ts';
import { sealedRow } from './sealed-row.ts';
import type { TokenDeps, Trx } from './token-deps.ts';
import { columnsOf, searchTextOf, tagKeys, tokenOf, type TokenRow } from './token-row.ts';
import { keepTrace } from './value-trace.ts';
import { vouchForValue } from './vouch-for-value.ts';

export interface CreateRequest {
  readonly actor: Actor;
  readonly body: CreateToken;
  /** Sent by a caller that may have to try again: the same key gives the same token once. */
  readonly idempotencyKey: string | null;
}

/**
 * Issues a token, or records one that was made in Front. Front is asked about a pasted value before
 * anything is begun; row, sealed value, tags, audit row and idempotency key are kept in one
 * transaction.
 * @throws Refusal as the route table lists them
 */
export async function createToken(deps: TokenDeps, request: CreateRequest): Promise<CreatedToken> {
  const { body } = request;
  const now = deps.now();
  const prepared = prepare(body);
  const requestHash = createHash('sha256').update(JSON.stringify(body)).digest('base64url');
  const verification = await vouchFor(deps, { ...request, prepared, requestHash, now });
  return retryOnConflict(() =>
    keepToken(deps, { ...request, prepared, verification, requestHash, now }),
  );
}

interface PreparedRequest extends CreateRequest {
  readonly prepared: Prepared;
  readonly requestHash: string;
  readonly now: Date;
}

interface KeepRequest extends PreparedRequest {
  /** What Front said of a recorded value; null where there is none to ask about. */
  readonly verification: Verification | null;
}

/** What is refused anyway, and what was kept before, is not sent to Front. */
async function vouchFor(deps: TokenDeps, request: PreparedRequest): Promise<Verification | null> {
  const { body, prepared, requestHash, now } = request;
  if (body.kind !== 'front' || prepared.value === null) return null;
  const { db } = deps.store;
  if ((await replayed(db, request, requestHash)) !== null) return null;
  checkExpiry(body.expiresAt, now);
  await checkNameFree(db, body.name, null);
  await checkValueNew(db, deps.keyring.lookupDigest(prepared.value).digest, null);
  return vouchForValue(deps, prepared.value, body.verify ?? 'later');
}

function keepToken(deps: TokenDeps, request: KeepRequest): Promise<CreatedToken> {
  const { body, actor, prepared, verification, requestHash, now } = request;
  return deps.store.transaction(async (trx) => {
    if (request.idempotencyKey !== null) {
      // Repeats of one request wait for each other; side by side, the later would find the name taken.
      await deps.store.oneAtATime(trx, `idempotency|${actor.id}|${request.idempotencyKey}`);
    }
    const before = await replayed(trx, request, requestHash);
    if (before !== null) return keptBefore(trx, before, now);
    checkExpiry(body.expiresAt, now);
    await checkNameFree(trx, body.name, null);
    const backedBy = await backingOf(trx, body, now);
    const id = newId('tok_');
    const row = rowOf({ id, body, actor, now, backedBy, prepared });
    await insertToken(trx, row);
    await insertTags(trx, id, JSON.parse(row.tags) as string[]);
    if (prepared.value !== null) await keepValue(deps, trx, row, prepared.value);
    if (prepared.claims !== null && verification !== null) {
      const { claims } = prepared;
      await keepFrontValue(trx, { tokenId: id, valueVersion: 1, claims, verification });
      const { company } = verification;
      if (company !== null) await recordCompany(trx, id, company, now);
    }
    if (request.idempotencyKey !== null) {
      await trx
        .insertInto('idempotency_keys')
        .values({
          actor_id: actor.id,
          key: request.idempotencyKey,
          request_hash: requestHash,
          token_id: id,
          created_at: now.toISOString(),
        })
        .execute();
    }
    await writeAudit(trx, {
      action: 'token.created',
      actor,
      token: { id, name: row.name },
      detail: {
        kind: row.kind,
        withValue: prepared.value !== null,
        ...(verification === null
          ? {}
          : { verification: verification.kind, company: verification.company }),
      },
      at: now,
    });
    return withVerification(tokenOf(row, now), verification);
  });
}

async function keptBefore(trx: Trx, id: string, now: Date): Promise<CreatedToken> {
  const row = await findToken(trx, id);
  const { verification } = await readValueFacts(trx, id);
  return withVerification(tokenOf(row, now), verification);
}

function withVerification(token: Token, verification: Verification | null): CreatedToken {
  return verification === null ? token : { ...token, verification };
}

/**
 * @throws Refusal `name_taken` when another token that is not deleted has this name
 */
export async function checkNameFree(
  trx: Kysely<Database>,
  name: string,
  exceptId: string | null,
): Promise<void> {
  // At most one row: a unique index stands behind it.
  const [holder] = await liveByName(trx, { key: nameKey(name) });
  if (holder !== undefined && holder.id !== exceptId) throw nameTaken(name);
}

const liveByName = repeatedQuery((db, at: { key: string }) =>
  db
    .selectFrom('tokens')
    .select('id')
    .where('name_key', '=', at.key)
    .where('deleted_at', 'is', null),
);
const insertToken = repeatedQuery((db, row: TokenRow) => db.insertInto('tokens').values(row));
const insertTag = repeatedQuery((db, row: TagRow) => db.insertInto('token_tags').values(row));
const insertValue = repeatedQuery((db, row: ValueRow) => db.insertInto('token_values').values(row));
type TagRow = Database['token_tags'];
type ValueRow = Database['token_values'];

export function nameTaken(name: string): Refusal {
  return Refusal.of('name_taken', 'name', `There is already a token named “${name}”.`);
}

/** @throws Refusal when the time is not in the future */
export function checkExpiry(expiresAt: string | null | undefined, now: Date): void {
  if (expiresAt === undefined || expiresAt === null) return;
  if (new Date(expiresAt).getTime() <= now.getTime()) {
    throw Refusal.of('invalid_value', 'expiresAt', 'expiresAt has to be in the future.');
  }
}

/** Replaces what a token is tagged with. */
export async function writeTags(trx: Trx, id: string, tags: readonly string[]): Promise<void> {
  await trx.deleteFrom('token_tags').where('token_id', '=', id).execute();
  await insertTags(trx, id, tags);
}

async function insertTags(trx: Trx, id: string, tags: readonly string[]): Promise<void> {
  const keys = tagKeys(tags);
  const [only] = keys;
  if (only === undefined) return;
  if (keys.length === 1) {
    await insertTag(trx, { token_id: id, tag_key: only });
    return;
  }
  await trx
    .insertInto('token_tags')
    .values(keys.map((tag_key) => ({ token_id: id, tag_key })))
    .execute();
}

interface Prepared {
  readonly value: SecretValue | null;
  /** What a recorded value says of itself; null where there is none. */
  readonly claims: FrontTokenClaims | null;
  readonly scopes: readonly string[];
  readonly features: readonly string[];
}

function prepare(body: CreateToken): Prepared {
  switch (body.kind) {
    case 'issued': {
      return { value: drawValue(), claims: null, scopes: body.scopes, features: [] };
    }
    case 'front': {
      const reading = body.value === undefined ? null : checkedFrontToken(body.value);
      return {
        value: reading?.value ?? null,
        claims: reading?.claims ?? null,
        scopes: body.scopes ?? reading?.claims.scopes ?? [],
        features: body.features ?? [],
      };
    }
  }
}

function checkedFrontToken(text: string): Extract<FrontTokenReading, { kind: 'front' }> {
  const reading = readFrontToken(text);
  switch (reading.kind) {
    case 'front':
      return reading;
    case 'issued':
      throw notFront('This value was issued here. Record the token that was made in Front.');
    case 'other_jwt':
      throw notFront('This is a token of another system, not a Front API token.');
    case 'not_a_token':
      throw notFront('This is not a Front API token. Copy it from Front’s token page once more.');
  }
}

function notFront(message: string): Refusal {
  return Refusal.of('not_a_front_token', 'value', message);
}

async function replayed(
  db: Kysely<Database>,
  request: CreateRequest,
  requestHash: string,
): Promise<string | null> {
  if (request.idempotencyKey === null) return null;
  const row = await db
    .selectFrom('idempotency_keys')
    .select(['request_hash', 'token_id'])
    .where('actor_id', '=', request.actor.id)
    .where('key', '=', request.idempotencyKey)
    .executeTakeFirst();
  if (row === undefined) return null;
  if (row.request_hash !== requestHash) throw new Refusal('idempotency_key_reused');
  return row.token_id;
}

async function backingOf(trx: Trx, body: CreateToken, now: Date): Promise<string | null> {
  if (body.kind === 'front') return null;
  if (body.backedBy === undefined) return chooseBacking(trx, body.scopes, now);
  if (body.backedBy !== null) await checkBacking(trx, body.backedBy, body.scopes);
  return body.backedBy;
}

async function keepValue(
  deps: TokenDeps,
  trx: Trx,
  { id, kind }: Pick<TokenRow, 'id' | 'kind'>,
  value: SecretValue,
): Promise<void> {
  const sealer = await deps.keyring.hold(trx);
  const binding = { tokenId: id, valueVersion: 1 };
  const sealed = sealedRow(sealer, binding, value);
  // A value that was drawn a moment ago is known nowhere; the unique index would say so if it were.
  if (kind === 'front') await checkValueNew(trx, sealed.digest, null);
  await insertValue(trx, { token_id: id, ...sealed });
  await keepTrace(trx, sealer, binding, value);
}

interface RowParts {
  readonly id: string;
  readonly body: CreateToken;
  readonly actor: Actor;
  readonly now: Date;
  readonly backedBy: string | null;
  readonly prepared: Prepared;
}

function rowOf({ id, body, actor, now, backedBy, prepared }: RowParts): TokenRow {
  const row: TokenRow = {
    id,
    kind: body.kind,
    name: body.name,
    name_key: '',
    scopes: '[]',
    features: '[]',
    namespaces: '[]',
    purpose: '',
    tags: '[]',
    owner: null,
    environment: null,
    used_in: '[]',
    created_by_id: actor.id,
    created_by_name: actor.name,
    created_at: now.toISOString(),
    updated_at: now.toISOString(),
    expires_at: null,
    last_used_at: null,
    call_count: 0,
    hint: prepared.value === null ? null : openSecret(prepared.value).slice(-4),
    backed_by: backedBy,
    version: 1,
    deleted_at: null,
    sensitive: 0,
    calls_per_minute: null,
    search_text: '',
  };
  Object.assign(
    row,
    columnsOf({ ...body, scopes: prepared.scopes, features: prepared.features, backedBy }),
  );
  row.search_text = searchTextOf(row);
  return row;
}
