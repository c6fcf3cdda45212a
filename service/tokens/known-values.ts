import { LRUCache } from 'lru-cache';
import { SecretValue } from '../../contract/secret-value.ts';
import type { Keyring } from '../seal/keyring.ts';
import type { IssuedRow } from './issued-rows.ts';
import { issuedOf, type IssuedToken } from './issued-of.ts';

/** More than a company's programs use in one minute. */
const MOST_KNOWN = 500;
/** What was wiped in the database is gone from here, too, after so long. In ms. */
const KNOWN_FOR_MS = 60_000;
/** How much longer at most. Looking at the clock less often than each millisecond costs less. */
const TOLERANCE_MS = 1_000;

interface Known {
  readonly digest: string;
  readonly row: IssuedRow;
  readonly token: IssuedToken;
}

/**
 * What has to be worked out of a value and of its row, kept for a minute: its digest, and the token with
 * the Front token's value opened. It decides on nothing. The row is read for each call, and only when
 * it is the same to the last byte is what was made of it handed out again; so this answers with
 * nothing that the row does not hold. Both are worked out for a handful of calls at a time, when
 * nothing of their code is at hand in the processor, and take ten times as long then as in a loop.
 */
export class KnownValues {
  readonly #keyring: Keyring;
  /** By the bare value, which the process has at hand with each call anyway; those that are found alone. */
  readonly #known = new LRUCache<string, Known>({
    max: MOST_KNOWN,
    ttl: KNOWN_FOR_MS,
    ttlResolution: TOLERANCE_MS,
    // Else one that nobody asks for any more would stay.
    ttlAutopurge: true,
    // Looked up with each call, so that a test can set the clock.
    perf: { now: () => performance.now() },
  });

  constructor(keyring: Keyring) {
    this.#keyring = keyring;
  }

  /** How many are held. */
  get size(): number {
    return this.#known.size;
  }

  /** As `Keyring.lookupDigest`. */
  digestOf(value: string): string {
    return (
      this.#known.get(value)?.digest ?? this.#keyring.lookupDigest(new SecretValue(value)).digest
    );
  }

  /**
   * The token as its row tells of it.
   * @returns null when the row is of an old value that has ended
   * @throws Error when what is sealed in the row was tampered with
   */
  tokenOf(value: string, row: IssuedRow): IssuedToken | null {
    if (row.ends_at !== null && row.ends_at <= row.read_at) {
      this.forget(value);
      return null;
    }
    const known = this.#known.get(value);
    if (known !== undefined && isSame(known.row, row)) {
      return { ...known.token, readAt: row.read_at };
    }
    const token = issuedOf(this.#keyring, row);
    this.#known.set(value, { digest: row.digest, row, token });
    return token;
  }

  /** For a value that was not found. */
  forget(value: string): void {
    this.#known.delete(value);
  }
}

/** All but the time at which it was read; the type has nobody forget a column that is added. */
const COMPARED = Object.keys({
  digest: true,
  id: true,
  name: true,
  scopes: true,
  expires_at: true,
  calls_per_minute: true,
  own_version: true,
  ends_at: true,
  front_id: true,
  front_scopes: true,
  value_version: true,
  key_id: true,
  wrapped_key: true,
  sealed: true,
} satisfies Record<Exclude<keyof IssuedRow, 'read_at'>, true>) as (keyof IssuedRow)[];

function isSame(one: IssuedRow, other: IssuedRow): boolean {
  return COMPARED.every((column) => one[column] === other[column]);
}
