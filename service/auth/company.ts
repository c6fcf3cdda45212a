import type { Kysely } from 'kysely';
import type { Database } from '../store/schema.ts';

const KEY = 'company';
/** Shown until the first admin has named the company. */
const UNNAMED = 'Your company';

/** The name that the first admin gave the company at set-up. */
export async function readCompany(db: Kysely<Database>): Promise<string> {
  const row = await db
    .selectFrom('settings')
    .select('value')
    .where('key', '=', KEY)
    .executeTakeFirst();
  return row?.value ?? UNNAMED;
}

export async function writeCompany(db: Kysely<Database>, name: string): Promise<void> {
  await db
    .insertInto('settings')
    .values({ key: KEY, value: name })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value: name }))
    .execute();
}
