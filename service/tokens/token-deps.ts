import type { Transaction } from 'kysely';
import type { Keyring } from '../seal/keyring.ts';
import type { Database } from '../store/schema.ts';
import type { Store } from '../store/open-store.ts';
import type { WrittenTokens } from './written-tokens.ts';

/** What the token calls work with. `now` is a parameter so that tests can stand in another time. */
export interface TokenDeps {
  readonly store: Store;
  readonly keyring: Keyring;
  readonly written: WrittenTokens;
  /** Origin under which people know the service; no slash at the end. */
  readonly publicUrl: string;
  /** Where Front's Core API is, as `FRONT_API_URL` says. */
  readonly frontApiUrl: string;
  readonly now: () => Date;
  /** Told of the headers with which Front answers a question of our own: such calls count at Front. */
  readonly onFrontAsked?: (headers: Readonly<Record<string, string>>) => void;
  /** Told after a delete is kept, so that calls still under way in this process end at once. */
  readonly onDeleted?: (tokenId: string) => void;
  /** Told after anything else was kept that calls under way may stand on no longer. */
  readonly onValueEnded?: () => void;
}

export type Trx = Transaction<Database>;
