import type { Transaction } from 'kysely';
import type { Keyring } from '../seal/keyring.ts';
import type { Database } from '../store/schema.ts';
import type { Store } from '../store/open-store.ts';

/** What the token calls work with. `now` is a parameter so that tests can stand in another time. */
export interface TokenDeps {
  readonly store: Store;
  readonly keyring: Keyring;
  readonly now: () => Date;
}

export type Trx = Transaction<Database>;
