import { openAuditChain, type AuditChain } from '../audit/open-chain.ts';
import type { Config } from '../config.ts';
import { openKeyring } from '../seal/keyring.ts';
import { openStore, type Store } from '../store/open-store.ts';

/**
 * Opens the database for one command, beside a running service if there is one, and closes it after.
 * What a command does is on record like all else, and the log can be written with the master key alone.
 */
export async function withStore<T>(
  config: Config,
  work: (store: Store, chain: AuditChain) => Promise<T>,
): Promise<T> {
  const store = await openStore(config.database);
  try {
    const keyring = await openKeyring(store, config.masterKeyFile);
    return await work(store, await openAuditChain(store, keyring));
  } finally {
    await store.close();
  }
}
