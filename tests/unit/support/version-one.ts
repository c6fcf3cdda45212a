import { openDB, type IDBPDatabase } from 'idb';
import { DB_NAME } from '../../../utils/cache/companion-db.ts';

/** The extension's database as version 1 made it, open and empty. Written out: what it was must not follow what is. */
export function openVersionOne(): Promise<IDBPDatabase> {
  return openDB(DB_NAME, 1, {
    upgrade(db) {
      db.createObjectStore('state', { keyPath: 'name' });
      const tokens = db.createObjectStore('tokens', { keyPath: 'id' });
      tokens.createIndex('order', 'order');
      tokens.createIndex('pageName', 'pageName');
      db.createObjectStore('drafts', { keyPath: 'key' });
      db.createObjectStore('keys');
    },
  });
}
