import { sql, type Transaction } from 'kysely';
import type { Store } from '../store/open-store.ts';
import type { Database } from '../store/schema.ts';
import { carryNarrowing, type Narrowed } from './carry-narrowing.ts';

type Trx = Transaction<Database>;

/** What had ended between the backup and now, and was ended again in the restored copy. */
export interface Carried extends Narrowed {
  /** Deleted since: their values are wiped, the tombstones stay. */
  readonly tokens: number;
  /** Given a new value since: the new one stands. */
  readonly values: number;
  /** Blocked or removed since. */
  readonly members: number;
  /** Taken or over since. */
  readonly grants: number;
  readonly passkeys: number;
  /** Given a new value since, which this master key does not open: their old value works again. */
  readonly unsure: readonly { readonly id: string; readonly name: string }[];
}

export const NOTHING_CARRIED: Carried = {
  tokens: 0,
  values: 0,
  members: 0,
  grants: 0,
  passkeys: 0,
  narrowedTokens: 0,
  narrowedPeople: 0,
  unsure: [],
};

/**
 * A backup knows nothing of what ended after it. Whatever has ended in the database that it is to
 * replace ends in it, too: what was deleted stays deleted.
 * @param masterKeyId the key that the backup is sealed with
 */
export async function carryEndings(
  current: Pick<Store, 'db'>,
  trx: Trx,
  masterKeyId: string,
): Promise<Carried> {
  const tokens = await carryDeletes(current, trx);
  const { values, unsure } = await carryValues(current, trx, masterKeyId);
  return {
    tokens,
    values,
    unsure,
    members: await carryStops(current, trx),
    grants: await carryGrants(current, trx),
    passkeys: await carryPasskeys(current, trx),
    ...(await carryNarrowing(current, trx)),
  };
}

async function carryDeletes({ db }: Pick<Store, 'db'>, trx: Trx): Promise<number> {
  const deleted = await db
    .selectFrom('tokens')
    .select(['id', 'deleted_at', 'updated_at'])
    .where('deleted_at', 'is not', null)
    .execute();
  let count = 0;
  for (const { id, deleted_at, updated_at } of deleted) {
    const done = await trx
      .updateTable('tokens')
      .set({ deleted_at, updated_at, version: sql<number>`version + 1` })
      .where('id', '=', id)
      .where('deleted_at', 'is', null)
      .executeTakeFirst();
    if (Number(done.numUpdatedRows) === 0) continue;
    count += 1;
    await carryTraces(db, trx, id);
    for (const table of VALUES) await trx.deleteFrom(table).where('token_id', '=', id).execute();
    await trx.deleteFrom('grants').where('token_id', '=', id).execute();
  }
  return count;
}

/** A value that was deleted, or given and replaced, since the backup is recognised, too. */
async function carryTraces(db: Store['db'], trx: Trx, id: string): Promise<void> {
  const rows = await db.selectFrom('value_traces').selectAll().where('token_id', '=', id).execute();
  for (const row of rows) {
    await trx
      .insertInto('value_traces')
      .values(row)
      .onConflict((conflict) => conflict.column('trace').doNothing())
      .execute();
  }
}

const VALUES = ['token_values', 'outgoing_values', 'previous_values'] as const;

/** The values as they are now, for each token that is there in both and has another one. */
async function carryValues(
  { db }: Pick<Store, 'db'>,
  trx: Trx,
  masterKeyId: string,
): Promise<Pick<Carried, 'values' | 'unsure'>> {
  const now = new Map(
    (await db.selectFrom('token_values').selectAll().execute()).map((row) => [row.token_id, row]),
  );
  const before = await trx
    .selectFrom('token_values')
    .innerJoin('tokens', 'tokens.id', 'token_values.token_id')
    .select(['token_values.token_id as id', 'token_values.digest', 'tokens.name'])
    .execute();
  const unsure: { id: string; name: string }[] = [];
  let values = 0;
  for (const { id, digest, name } of before) {
    const row = now.get(id);
    if (row === undefined) continue;
    if (row.digest !== digest && row.key_id !== masterKeyId) {
      unsure.push({ id, name });
      continue;
    }
    if (row.digest !== digest) {
      values += 1;
      await replaceValue(db, trx, row);
    }
    await carryTraces(db, trx, id);
    await carryEndOfGrace(db, trx, id);
  }
  return { values, unsure };
}

async function replaceValue(
  db: Store['db'],
  trx: Trx,
  row: Database['token_values'],
): Promise<void> {
  const id = row.token_id;
  for (const table of ['token_values', 'previous_values'] as const) {
    await trx.deleteFrom(table).where('token_id', '=', id).execute();
  }
  await trx.insertInto('token_values').values(row).execute();
  const previous = await db
    .selectFrom('previous_values')
    .selectAll()
    .where('token_id', '=', id)
    .executeTakeFirst();
  if (previous !== undefined && previous.key_id === row.key_id) {
    await trx.insertInto('previous_values').values(previous).execute();
  }
  const { hint } = await db
    .selectFrom('tokens')
    .select('hint')
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  await trx
    .updateTable('tokens')
    .set({ hint, version: sql<number>`version + 1` })
    .where('id', '=', id)
    .execute();
}

/** Old values that still work are those of now. */
async function carryEndOfGrace(db: Store['db'], trx: Trx, id: string): Promise<void> {
  await trx.deleteFrom('outgoing_values').where('token_id', '=', id).execute();
  const rows = await db
    .selectFrom('outgoing_values')
    .selectAll()
    .where('token_id', '=', id)
    .execute();
  for (const row of rows) await trx.insertInto('outgoing_values').values(row).execute();
}

async function carryStops({ db }: Pick<Store, 'db'>, trx: Trx): Promise<number> {
  const stopped = await db
    .selectFrom('members')
    .select(['id', 'status'])
    .where('status', '<>', 'active')
    .execute();
  let count = 0;
  for (const { id, status } of stopped) {
    const done = await trx
      .updateTable('members')
      .set({ status })
      .where('id', '=', id)
      .where('status', '<>', status)
      .executeTakeFirst();
    if (Number(done.numUpdatedRows) === 0) continue;
    count += 1;
    for (const table of ['upstream_accounts', 'passkeys', 'member_tags'] as const) {
      if (status === 'removed') await trx.deleteFrom(table).where('member_id', '=', id).execute();
    }
  }
  return count;
}

async function carryGrants({ db }: Pick<Store, 'db'>, trx: Trx): Promise<number> {
  const keyOf = (grant: Pick<Database['grants'], 'token_id' | 'grantee_kind' | 'grantee'>) =>
    JSON.stringify([grant.token_id, grant.grantee_kind, grant.grantee]);
  const columns = ['token_id', 'grantee_kind', 'grantee', 'until'] as const;
  const now = new Map(
    (await db.selectFrom('grants').select(columns).execute()).map((row) => [keyOf(row), row.until]),
  );
  let count = 0;
  for (const grant of await trx.selectFrom('grants').select(columns).execute()) {
    const until = now.get(keyOf(grant));
    const where = trx
      .deleteFrom('grants')
      .where('token_id', '=', grant.token_id)
      .where('grantee_kind', '=', grant.grantee_kind)
      .where('grantee', '=', grant.grantee);
    if (until === undefined) {
      await where.execute();
      count += 1;
    } else if (until !== grant.until) {
      await trx
        .updateTable('grants')
        .set({ until })
        .where('token_id', '=', grant.token_id)
        .where('grantee_kind', '=', grant.grantee_kind)
        .where('grantee', '=', grant.grantee)
        .execute();
    }
  }
  return count;
}

async function carryPasskeys({ db }: Pick<Store, 'db'>, trx: Trx): Promise<number> {
  const now = new Set((await db.selectFrom('passkeys').select('id').execute()).map(({ id }) => id));
  let count = 0;
  for (const { id } of await trx.selectFrom('passkeys').select('id').execute()) {
    if (now.has(id)) continue;
    await trx.deleteFrom('passkeys').where('id', '=', id).execute();
    count += 1;
  }
  return count;
}
