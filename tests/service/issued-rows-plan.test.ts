import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Store } from '../../service/store/open-store.ts';
import { issuedRows, type Which } from '../../service/tokens/issued-rows.ts';
import { DATABASES } from './support/database.ts';
import { created } from './support/http.ts';
import { aFront, anIssued } from './support/makers.ts';
import { startService, type TestService } from './support/start-service.ts';

const MANY = 2_000;

describe.each(DATABASES)('reading the row of a call on %s', (kind) => {
  let service: TestService;
  beforeAll(async () => {
    service = await startService(kind);
    await created(service, aFront());
    await created(service, anIssued());
    await multiply(service.store);
  });
  afterAll(() => service.stop());

  test.each<Which>(['newest', 'outgoing'])(
    'begins at the digest and goes on by keys, also while nobody counted the rows yet (%s value)',
    async (which) => {
      const plan = await planOf(service.store, which);
      // The value, its token, the Front token behind it and the value of that one.
      expect(plan).toHaveLength(4);
      expect(plan.filter((step) => !isByKey(step))).toEqual([]);
    },
  );
});

/** As after an import, before PostgreSQL's autovacuum has come by. */
async function multiply({ db, dialect }: Store): Promise<void> {
  if (dialect === 'postgres') {
    for (const table of ['tokens', 'token_values', 'outgoing_values']) {
      await sql`alter table ${sql.table(table)} set (autovacuum_enabled = off)`.execute(db);
    }
  }
  const number = sql.ref('n');
  const counting = sql`with recursive counted(n) as (select 1 union all select n + 1 from counted where n < ${sql.lit(MANY)})`;
  const { columns } =
    (await db.introspection.getTables()).find(({ name }) => name === 'tokens') ?? {};
  const names = (columns ?? []).map(({ name }) => name);
  const picked = names.map((name) =>
    name === 'id' || name === 'name_key'
      ? sql`t.${sql.ref(name)} || '_' || ${number}`
      : sql`t.${sql.ref(name)}`,
  );
  await sql`insert into tokens (${sql.join(names.map((name) => sql.ref(name)))})
    ${counting} select ${sql.join(picked)} from tokens t, counted where t.kind = 'issued'`.execute(
    db,
  );
}

/** What the database says of how it would answer; one step a line. */
async function planOf(store: Store, which: Which): Promise<string[]> {
  let plan: string[] = [];
  const explaining: Store = {
    ...store,
    read: async (text, parameters) => {
      const explain = store.dialect === 'postgres' ? 'explain' : 'explain query plan';
      const rows = await store.read<Record<string, unknown>>(`${explain} ${text}`, parameters);
      plan = rows.map((row) => String(row['QUERY PLAN'] ?? row.detail));
      return [];
    },
  };
  await issuedRows(explaining, which, ['a digest'], new Date());
  return plan.filter((step) => /scan|search/i.test(step));
}

/** By what is unique, and not through a list. */
function isByKey(step: string): boolean {
  return / using (primary key|index \S*autoindex\S*|\w+_pkey|\w+_digest_key) /i.test(step);
}
