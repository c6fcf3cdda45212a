import { sql, type Transaction } from 'kysely';
import { readRules, writeConfirmWithPasskey } from '../auth/company.ts';
import type { Store } from '../store/open-store.ts';
import type { Database } from '../store/schema.ts';

type Trx = Transaction<Database>;

/** How much of what may be done was taken away between the backup and now, and again in the copy. */
export interface Narrowed {
  /** Tokens with fewer scopes, an earlier end, or marked sensitive since. */
  readonly narrowedTokens: number;
  /** People who are no admin any more, or lost a tag that grants hang on. */
  readonly narrowedPeople: number;
}

/**
 * Taking a part of what may be done is an end of that part. An admin who was made a member, or a token
 * that was ended by its expiry, would otherwise be what they were. Nothing is given here that the
 * backup does not give.
 */
export async function carryNarrowing(current: Pick<Store, 'db'>, trx: Trx): Promise<Narrowed> {
  if ((await readRules(current.db)).confirmWithPasskey) await writeConfirmWithPasskey(trx, true);
  return {
    narrowedTokens: await narrowTokens(current, trx),
    narrowedPeople: await narrowPeople(current, trx),
  };
}

const TOKEN = ['id', 'kind', 'scopes', 'expires_at', 'sensitive'] as const;
type TokenLimits = Pick<Database['tokens'], (typeof TOKEN)[number]>;

async function narrowTokens({ db }: Pick<Store, 'db'>, trx: Trx): Promise<number> {
  const rows = await db
    .selectFrom('tokens')
    .select(TOKEN)
    .where('deleted_at', 'is', null)
    .execute();
  const now = new Map(rows.map((row) => [row.id, row]));
  const then = await trx
    .selectFrom('tokens')
    .select(TOKEN)
    .where('deleted_at', 'is', null)
    .execute();
  let count = 0;
  for (const before of then) {
    const after = now.get(before.id);
    const narrow = after === undefined ? before : narrower(before, after);
    const { scopes, expires_at, sensitive } = narrow;
    if (
      scopes === before.scopes &&
      expires_at === before.expires_at &&
      sensitive === before.sensitive
    ) {
      continue;
    }
    count += 1;
    await trx
      .updateTable('tokens')
      .set({ scopes, expires_at, sensitive, version: sql<number>`version + 1` })
      .where('id', '=', before.id)
      .execute();
  }
  return count;
}

function narrower(before: TokenLimits, after: TokenLimits): TokenLimits {
  const kept = JSON.parse(after.scopes) as string[];
  const had = JSON.parse(before.scopes) as string[];
  const left = had.filter((scope) => kept.includes(scope));
  // A Front token's scopes are what is known of it: nothing was taken by writing down fewer.
  const isTaken = before.kind === 'issued' && left.length < had.length;
  return {
    ...before,
    scopes: isTaken ? JSON.stringify(left) : before.scopes,
    expires_at: earlier(before.expires_at, after.expires_at),
    sensitive: Math.max(before.sensitive, after.sensitive),
  };
}

/** Null is never. */
function earlier(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b;
  return a < b ? a : b;
}

async function narrowPeople({ db }: Pick<Store, 'db'>, trx: Trx): Promise<number> {
  const narrowed = new Set<string>();
  const members = await db
    .selectFrom('members')
    .select('id')
    .where('role', '=', 'member')
    .execute();
  for (const { id } of members) {
    const done = await trx
      .updateTable('members')
      .set({ role: 'member' })
      .where('id', '=', id)
      .where('role', '=', 'admin')
      .executeTakeFirst();
    if (Number(done.numUpdatedRows) > 0) narrowed.add(id);
  }
  const keyOf = (row: { member_id: string; tag_key: string }): string =>
    JSON.stringify([row.member_id, row.tag_key]);
  const columns = ['member_id', 'tag_key'] as const;
  const tags = await db.selectFrom('member_tags').select(columns).execute();
  const now = new Set(tags.map(keyOf));
  for (const row of await trx.selectFrom('member_tags').select(columns).execute()) {
    if (now.has(keyOf(row))) continue;
    await trx
      .deleteFrom('member_tags')
      .where('member_id', '=', row.member_id)
      .where('tag_key', '=', row.tag_key)
      .execute();
    narrowed.add(row.member_id);
  }
  return narrowed.size;
}
