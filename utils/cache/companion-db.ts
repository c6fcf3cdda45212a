import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import type { Token } from '../../contract/token.ts';
import type { StoredCredentials, StoredSession } from '../session/stored-session.ts';
import type { MissingState } from '../front-page/decide-missing.ts';
import type { SyncState } from './sync-state.ts';

/** A token as the cache keeps it: with the texts that it is sorted, searched and found by. */
export interface TokenRecord {
  readonly id: string;
  /** Live tokens first, by name; deleted ones after them. */
  readonly order: string;
  /** The name as the settings page's script compares it. */
  readonly pageName: string;
  readonly search: string;
  readonly token: Token;
}

/** The rows of the store `state`. */
export interface StateRecords {
  readonly session: StoredSession;
  readonly credentials: StoredCredentials;
  readonly sync: SyncState;
  readonly missing: MissingState;
}

/** A row of the store `state`; its name says which. */
export type StateRecord = {
  [Name in keyof StateRecords]: { readonly name: Name; readonly value: StateRecords[Name] };
}[keyof StateRecords];

/**
 * The extension's own database. Content scripts and web pages can't reach it, which
 * `storage.local` can't say of itself in Firefox. It never holds the value of a token.
 */
export interface CompanionSchema extends DBSchema {
  state: { key: StateRecord['name']; value: StateRecord };
  tokens: {
    key: string;
    value: TokenRecord;
    indexes: { order: string; pageName: string };
  };
  drafts: { key: string; value: { readonly key: string; readonly draft: unknown } };
  /** The sign-in's key pair, which cannot be exported. */
  keys: { key: string; value: CryptoKeyPair };
  /** What waits to be sent, in the order of its making; whoever reads it checks it (`readChange`). */
  outbox: {
    key: number;
    value: { readonly seq?: number; readonly id: string };
    indexes: { id: string };
  };
}

export type CompanionDb = IDBPDatabase<CompanionSchema>;

export const DB_NAME = 'companion';
const DB_VERSION = 2;

let opening: Promise<CompanionDb> | null = null;

/**
 * Runs some work on the database, opened when needed. When the connection turns out to be closed
 * (the browser ended it, the person cleared the site's data) it is opened anew and the work is done
 * once more; all work here is whole transactions, so what failed has left nothing.
 */
export async function withDb<T>(work: (db: CompanionDb) => Promise<T>): Promise<T> {
  const db = await open();
  try {
    return await work(db);
  } catch (error) {
    if (!isClosed(error)) throw error;
    forget(db);
    return work(await open());
  }
}

/** Closes the connection, so that the database can be deleted. The next use opens it again. */
export async function closeDb(): Promise<void> {
  const db = await opening;
  opening = null;
  db?.close();
}

function open(): Promise<CompanionDb> {
  opening ??= connect().catch((error: unknown) => {
    opening = null;
    throw error;
  });
  return opening;
}

async function connect(): Promise<CompanionDb> {
  return openDB<CompanionSchema>(DB_NAME, DB_VERSION, {
    upgrade(db, oldVersion) {
      if (oldVersion < 1) {
        db.createObjectStore('state', { keyPath: 'name' });
        const tokens = db.createObjectStore('tokens', { keyPath: 'id' });
        tokens.createIndex('order', 'order');
        tokens.createIndex('pageName', 'pageName');
        db.createObjectStore('drafts', { keyPath: 'key' });
        db.createObjectStore('keys');
      }
      if (oldVersion < 2) {
        const outbox = db.createObjectStore('outbox', { keyPath: 'seq', autoIncrement: true });
        outbox.createIndex('id', 'id', { unique: true });
      }
    },
    // A newer version, or a deletion, waits for this connection: let go of it.
    blocking(_current, _blocked, event) {
      opening = null;
      (event.target as IDBDatabase).close();
    },
    terminated() {
      opening = null;
    },
  });
}

function forget(db: CompanionDb): void {
  opening = null;
  db.close();
}

// Both names are given for a connection that is closed or closing, by browser and moment.
function isClosed(error: unknown): boolean {
  return (
    error instanceof DOMException &&
    (error.name === 'InvalidStateError' || error.name === 'AbortError')
  );
}
