import { createHash, createSecretKey } from 'node:crypto';
import { errors, type Adapter, type AdapterPayload } from 'oidc-provider';
import { open, seal } from '../seal/aead.ts';
import type { Store } from '../store/open-store.ts';

const IDEMPOTENCY_KEPT_MS = 7 * 24 * 60 * 60 * 1000;

/**
 * A sign-in that has begun may carry an invitation's code (`login_hint`). These rows are found by
 * their id alone, so the id, which is not kept, is also the key that they are sealed with.
 */
const SEALED_BY_ID: ReadonlySet<string> = new Set(['Interaction', 'PushedAuthorizationRequest']);

/**
 * Keeps what oidc-provider has to remember, in the service's own database, so that every replica
 * knows it. Ids are the secrets themselves (codes, access and refresh tokens), so a row is found by
 * their SHA-256 and a copy of the database signs nobody in.
 */
export function oidcAdapter(store: Store): new (model: string) => Adapter {
  return class StoreAdapter implements Adapter {
    readonly #model: string;

    constructor(model: string) {
      this.#model = model;
    }

    async upsert(id: string, payload: AdapterPayload, expiresIn: number): Promise<void> {
      // `jti` repeats the id; it is put back when the row is read. A session is also found by its
      // uid, where the id is not at hand; its id works with a signed cookie only.
      const { jti: _jti, ...kept } = payload;
      const row = {
        payload: writePayload(this.#model, id, this.#model === 'Session' ? payload : kept),
        grant_id: payload.grantId ?? null,
        uid: payload.uid ?? null,
        user_code: payload.userCode ?? null,
        expires_at: expiresIn > 0 ? seconds() + expiresIn : null,
      };
      await store.db
        .insertInto('oidc_payloads')
        .values({ model: this.#model, id: hash(id), consumed_at: null, ...row })
        .onConflict((conflict) => conflict.columns(['model', 'id']).doUpdateSet(row))
        .execute();
    }

    async find(id: string): Promise<AdapterPayload | undefined> {
      const row = await this.#rows().where('id', '=', hash(id)).executeTakeFirst();
      const payload = row === undefined ? null : readPayload(this.#model, id, row.payload);
      if (row === undefined || payload === null) return undefined;
      return { ...payloadOf({ ...row, payload }), jti: id };
    }

    async findByUid(uid: string): Promise<AdapterPayload | undefined> {
      const row = await this.#rows().where('uid', '=', uid).executeTakeFirst();
      return row === undefined ? undefined : payloadOf(row);
    }

    async findByUserCode(userCode: string): Promise<AdapterPayload | undefined> {
      const row = await this.#rows().where('user_code', '=', userCode).executeTakeFirst();
      return row === undefined ? undefined : payloadOf(row);
    }

    async consume(id: string): Promise<void> {
      const done = await store.db
        .updateTable('oidc_payloads')
        .set({ consumed_at: seconds() })
        .where('model', '=', this.#model)
        .where('id', '=', hash(id))
        .where('consumed_at', 'is', null)
        .executeTakeFirst();
      // Two requests may have found the same unused code: the second must not pass.
      if (Number(done.numUpdatedRows) !== 1) throw new errors.InvalidGrant('used already');
    }

    async destroy(id: string): Promise<void> {
      await store.db
        .deleteFrom('oidc_payloads')
        .where('model', '=', this.#model)
        .where('id', '=', hash(id))
        .execute();
    }

    async revokeByGrantId(grantId: string): Promise<void> {
      await store.db.deleteFrom('oidc_payloads').where('grant_id', '=', grantId).execute();
    }

    #rows() {
      return store.db
        .selectFrom('oidc_payloads')
        .select(['payload', 'consumed_at'])
        .where('model', '=', this.#model)
        .where((or) => or.or([or('expires_at', 'is', null), or('expires_at', '>', seconds())]));
    }
  };
}

/**
 * Writes down that a proof's id was seen.
 * @returns false when it was seen before; the unique row decides between two that come at once
 */
export async function firstSeen(store: Store, id: string, expiresAt: number): Promise<boolean> {
  const done = await store.db
    .insertInto('oidc_payloads')
    .values({
      model: 'Seen',
      id: hash(id),
      payload: '{}',
      grant_id: null,
      uid: null,
      user_code: null,
      consumed_at: null,
      expires_at: expiresAt,
    })
    .onConflict((conflict) => conflict.columns(['model', 'id']).doNothing())
    .executeTakeFirst();
  return Number(done.numInsertedOrUpdatedRows ?? 0) === 1;
}

/** Removes what has expired: sessions, seen proofs, access tokens, and idempotency keys of a week ago. */
export async function sweepExpired(store: Store, now: Date): Promise<void> {
  const { db } = store;
  await db.deleteFrom('oidc_payloads').where('expires_at', '<=', seconds()).execute();
  await db.deleteFrom('access_tokens').where('expires_at', '<=', now.toISOString()).execute();
  const weekAgo = new Date(now.getTime() - IDEMPOTENCY_KEPT_MS).toISOString();
  await db.deleteFrom('idempotency_keys').where('created_at', '<', weekAgo).execute();
}

function payloadOf(row: { payload: string; consumed_at: number | null }): AdapterPayload {
  const payload = JSON.parse(row.payload) as AdapterPayload;
  return row.consumed_at === null ? payload : { ...payload, consumed: row.consumed_at };
}

function writePayload(model: string, id: string, payload: object): string {
  const text = JSON.stringify(payload);
  return SEALED_BY_ID.has(model) ? seal(keyOf(id), Buffer.from(text), model) : text;
}

/** Null when it was not sealed with this id, as rows of an older version are not: it is over then. */
function readPayload(model: string, id: string, stored: string): string | null {
  if (!SEALED_BY_ID.has(model)) return stored;
  return open(keyOf(id), stored, model)?.toString('utf8') ?? null;
}

/** An id has more than 120 random bits, so one hash is enough to make a key of it. */
function keyOf(id: string) {
  return createSecretKey(createHash('sha256').update(`payload key\0${id}`).digest());
}

function hash(id: string): string {
  return createHash('sha256').update(id).digest('base64url');
}

function seconds(): number {
  return Math.floor(Date.now() / 1000);
}
