import type { IDBPTransaction, StoreNames } from 'idb';
import type { CompanionSchema, StateRecords } from './companion-db.ts';

/** Reads a row of the store `state` within a transaction that covers it. */
export async function readState<
  Name extends keyof StateRecords,
  Stores extends ArrayLike<StoreNames<CompanionSchema>>,
  Mode extends IDBTransactionMode,
>(
  tx: IDBPTransaction<CompanionSchema, Stores, Mode>,
  name: Name,
): Promise<StateRecords[Name] | undefined> {
  const record = await tx.objectStore('state').get(name);
  // A row is written under its own name alone, which the type of `StateRecord` holds.
  return record?.value as StateRecords[Name] | undefined;
}
