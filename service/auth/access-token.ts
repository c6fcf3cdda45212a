import { createHash, randomBytes } from 'node:crypto';
import type { Role } from '../../contract/member.ts';
import { SecretValue } from '../../contract/secret-value.ts';
import { randomBase62 } from '../../contract/token-value.ts';
import { HOST_ACTOR, writeAudit } from '../audit/write-audit.ts';
import { newId } from '../store/new-id.ts';
import type { Store } from '../store/open-store.ts';
import { repeatedQuery } from '../store/repeated-query.ts';
import type { Actor } from './actor.ts';

const SHAPE = /^fta_[0-9A-Za-z]{40}$/;

/**
 * Makes a short-lived bearer token for scripts on this host, kept as a hash and audited.
 * @param ttlMs how long it works, in milliseconds
 */
export async function makeAccessToken(
  store: Store,
  options: { readonly role: Role; readonly ttlMs: number; readonly now: Date },
): Promise<SecretValue> {
  const text = `fta_${randomBase62(40, randomBytes)}`;
  const { now, role } = options;
  const id = newId('acc_');
  const expiresAt = new Date(now.getTime() + options.ttlMs).toISOString();
  await store.transaction(async (trx) => {
    await trx
      .insertInto('access_tokens')
      .values({
        id,
        token_hash: hash(text),
        role,
        label: 'Command line',
        created_at: now.toISOString(),
        expires_at: expiresAt,
      })
      .execute();
    await writeAudit(trx, {
      action: 'access_token.created',
      actor: HOST_ACTOR,
      detail: { id, role, expiresAt },
      at: now,
    });
  });
  return new SecretValue(text);
}

/** Who a bearer token belongs to; null when it is unknown or over. */
export async function findAccessToken(
  store: Store,
  text: string,
  from: { readonly address: string | null; readonly now: Date },
): Promise<Actor | null> {
  if (!SHAPE.test(text)) return null;
  const [row] = await accessTokenBy(store.db, {
    tokenHash: hash(text),
    now: from.now.toISOString(),
  });
  if (row === undefined) return null;
  return {
    id: row.id,
    name: row.label,
    role: row.role,
    kind: 'access_token',
    session: null,
    address: from.address,
  };
}

const accessTokenBy = repeatedQuery((db, at: { tokenHash: string; now: string }) =>
  db
    .selectFrom('access_tokens')
    .select(['id', 'role', 'label'])
    .where('token_hash', '=', at.tokenHash)
    .where('expires_at', '>', at.now),
);

function hash(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
