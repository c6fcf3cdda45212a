import type { Config } from '../config.ts';
import { openStore, type Store } from '../store/open-store.ts';

/** Opens the database for one command, beside a running service if there is one, and closes it after. */
export async function withStore<T>(config: Config, work: (store: Store) => Promise<T>): Promise<T> {
  const store = await openStore(config.database);
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}
