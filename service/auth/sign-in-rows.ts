import { createHash } from 'node:crypto';
import type { Store } from '../store/open-store.ts';

/** What is remembered between two pages of one sign-in, on every replica. */
export type SignInRowKind = 'Arrival' | 'PasskeyChallenge' | 'SsoAttempt';

export interface SignInRow {
  readonly kind: SignInRowKind;
  /** A secret, or the sign-in's own id. Kept as its SHA-256. */
  readonly key: string;
}

/** Remembers something for a while, in place of what was under this key before. */
export async function keepSignInRow(
  store: Store,
  { kind, key }: SignInRow,
  payload: object,
  forMs: number,
): Promise<void> {
  const kept = {
    payload: JSON.stringify(payload),
    expires_at: Math.floor((Date.now() + forMs) / 1000),
  };
  await store.db
    .insertInto('oidc_payloads')
    .values({
      model: kind,
      id: hash(key),
      grant_id: null,
      uid: null,
      user_code: null,
      consumed_at: null,
      ...kept,
    })
    .onConflict((conflict) => conflict.columns(['model', 'id']).doUpdateSet(kept))
    .execute();
}

/** Reads what was remembered, as this very service wrote it; null when there is none or it is old. */
export async function readSignInRow(store: Store, { kind, key }: SignInRow): Promise<unknown> {
  const row = await store.db
    .selectFrom('oidc_payloads')
    .select('payload')
    .where('model', '=', kind)
    .where('id', '=', hash(key))
    .where('expires_at', '>', Math.floor(Date.now() / 1000))
    .executeTakeFirst();
  return row === undefined ? null : JSON.parse(row.payload);
}

/** Reads and forgets it in one step: of two that take it at once, one gets it. */
export async function takeSignInRow(store: Store, { kind, key }: SignInRow): Promise<unknown> {
  const row = await store.db
    .deleteFrom('oidc_payloads')
    .where('model', '=', kind)
    .where('id', '=', hash(key))
    .returning(['payload', 'expires_at'])
    .executeTakeFirst();
  if (row === undefined || Number(row.expires_at) <= Math.floor(Date.now() / 1000)) return null;
  return JSON.parse(row.payload);
}

function hash(key: string): string {
  return createHash('sha256').update(`sign-in row\0${key}`).digest('base64url');
}
