import { withDb } from '../../../utils/cache/companion-db.ts';

/** All rows of the extension's database, by store. */
export function everythingStored(): Promise<Record<string, unknown[]>> {
  return withDb(async (db) => {
    const stored: Record<string, unknown[]> = {};
    for (const name of db.objectStoreNames) stored[name] = await db.getAll(name);
    return stored;
  });
}
