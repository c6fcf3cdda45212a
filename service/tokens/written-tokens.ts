import type { Kysely } from 'kysely';
import { LRUCache } from 'lru-cache';
import type { Database } from '../store/schema.ts';
import { SHOWN_COLUMNS, statusOf, tokenOf, type ShownRow, type TokenRow } from './token-row.ts';

/** Enough for some 60,000 tokens with short notes; what was listed last stays. */
const MOST_BYTES = 64 * 1024 * 1024;

/** What a list has to read of a token to know whether it was written before just like this. */
export interface TokenHead {
  readonly id: string;
  /** Goes up with each change and with the delete. */
  readonly version: number;
  /** Goes up with each use, and `lastUsedAt` with it. */
  readonly call_count: number;
}

interface Written {
  readonly row: Pick<TokenRow, 'version' | 'call_count' | 'deleted_at' | 'expires_at'>;
  /** Differs by the clock alone, when the token has expired since. */
  readonly status: string;
  readonly json: Buffer;
}

/**
 * Tokens as the wire tells them, in JSON, kept from one list to the next: a page of fifty that is
 * asked for again costs one narrow query instead of reading and writing a thousand fields. Nothing
 * is told from memory alone. The database says at each list which tokens there are and in which
 * version, so a change made by another replica shows at once.
 */
export class WrittenTokens {
  readonly #written = new LRUCache<string, Written>({
    maxSize: MOST_BYTES,
    sizeCalculation: ({ json }) => json.byteLength + 512,
  });

  /** The tokens of one page, each as JSON in UTF-8, in the order of `heads`. */
  async read(
    db: Kysely<Database>,
    heads: readonly TokenHead[],
    now: Date,
  ): Promise<readonly Buffer[]> {
    const page = new Map<string, Buffer>();
    const missing: string[] = [];
    for (const head of heads) {
      const written = this.#written.get(head.id);
      if (written !== undefined && isCurrent(written, head, now)) page.set(head.id, written.json);
      else missing.push(head.id);
    }
    if (missing.length > 0) {
      const rows = await db
        .selectFrom('tokens')
        .select(SHOWN_COLUMNS)
        .where('id', 'in', missing)
        .execute();
      for (const row of rows) page.set(row.id, this.#write(row, now));
    }
    return heads.flatMap(({ id }) => page.get(id) ?? []);
  }

  #write(row: ShownRow, now: Date): Buffer {
    const { version, call_count, deleted_at, expires_at } = row;
    const token = tokenOf(row, now);
    const json = Buffer.from(JSON.stringify(token));
    this.#written.set(row.id, {
      row: { version, call_count, deleted_at, expires_at },
      status: token.status,
      json,
    });
    return json;
  }
}

function isCurrent({ row, status }: Written, head: TokenHead, now: Date): boolean {
  return (
    row.version === head.version &&
    row.call_count === head.call_count &&
    status === statusOf(row, now)
  );
}
