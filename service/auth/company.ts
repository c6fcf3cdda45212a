import type { Kysely } from 'kysely';
import type { CompanyRules } from '../../contract/member.ts';
import type { Database } from '../store/schema.ts';

const NAME = 'company';
const CONFIRM = 'confirm_with_passkey';
/** Shown until the first admin has named the company. */
const UNNAMED = 'Your company';

/** The name that the first admin gave the company at set-up. */
export async function readCompany(db: Kysely<Database>): Promise<string> {
  return (await readRules(db)).name;
}

/** What an admin has decided for the whole company. */
export async function readRules(db: Kysely<Database>): Promise<CompanyRules> {
  const rows = await db
    .selectFrom('settings')
    .select(['key', 'value'])
    .where('key', 'in', [NAME, CONFIRM])
    .execute();
  const settings = new Map(rows.map(({ key, value }) => [key, value]));
  return {
    name: settings.get(NAME) ?? UNNAMED,
    confirmWithPasskey: settings.get(CONFIRM) === 'yes',
  };
}

export async function writeCompany(db: Kysely<Database>, name: string): Promise<void> {
  await write(db, NAME, name);
}

export async function writeConfirmWithPasskey(db: Kysely<Database>, on: boolean): Promise<void> {
  await write(db, CONFIRM, on ? 'yes' : 'no');
}

async function write(db: Kysely<Database>, key: string, value: string): Promise<void> {
  await db
    .insertInto('settings')
    .values({ key, value })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
    .execute();
}
