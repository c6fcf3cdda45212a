import { sql } from 'kysely';
import { firstDay, KEPT_DAYS } from '../usage/kept-days.ts';
import { proposeScopes } from '../usage/propose-scopes.ts';
import { recordedSince } from '../usage/recorded-since.ts';
import type { CountedCalls } from '../usage/scope-of-call.ts';
import { withinTime } from '../store/within-time.ts';
import type { TokenDeps } from '../tokens/token-deps.ts';
import type { TokenRow } from '../tokens/token-row.ts';

/** Calls of less than a month say little about what a token needs. */
const RECORD_DAYS = 30;
const DAY_MS = 24 * 60 * 60_000;
/** Whoever asks waits this long at most for the calls of many tokens; of the others nothing is said yet. */
const ANSWER_AFTER_MS = 2_000;
/** Tokens whose calls are read in one go; others have their turn in between. */
const SLICE = 200;

export interface UnusedScopes {
  readonly scopes: readonly string[];
  readonly since: string;
}

type Head = Pick<TokenRow, 'id' | 'version' | 'call_count' | 'scopes'>;

interface Judged {
  readonly version: number;
  readonly callCount: number;
  readonly unused: readonly string[];
}

/**
 * Permissions that no counted call of a token asked for. What was found is kept in memory by the
 * token's version and number of calls, so that from one look to the next only tokens that were used
 * or changed meanwhile are read again.
 */
export class UnusedScopesReader {
  readonly #deps: TokenDeps;
  readonly #judged = new Map<string, Judged>();
  #judging: Promise<void> | null = null;

  constructor(deps: TokenDeps) {
    this.#deps = deps;
  }

  /** By token; tokens that use all they may, and those with too short a record, are not here. */
  async read(now: Date): Promise<ReadonlyMap<string, UnusedScopes>> {
    const { db } = this.#deps.store;
    const base = await recordedSince(db, '', now);
    const enough = new Date(now.getTime() - RECORD_DAYS * DAY_MS).toISOString();
    const heads = await db
      .selectFrom('tokens')
      .select(['id', 'version', 'call_count', 'scopes', 'created_at'])
      .where('kind', '=', 'issued')
      .where('deleted_at', 'is', null)
      .where('call_count', '>', 0)
      .where('created_at', '<=', enough)
      .execute();
    const old = base <= enough ? heads : [];
    const stale = old.filter((head) => {
      const known = this.#judged.get(head.id);
      return known?.version !== head.version || known.callCount !== head.call_count;
    });
    // One at a time; whoever comes meanwhile waits for the same.
    this.#judging ??= this.#judgeAll(stale, now).finally(() => {
      this.#judging = null;
    });
    // It goes on by itself; a failure after that time is met again by the next look.
    await withinTime(this.#judging, ANSWER_AFTER_MS);
    this.#forget(new Set(old.map(({ id }) => id)));
    const found = new Map<string, UnusedScopes>();
    for (const { id, created_at, version, call_count } of old) {
      const known = this.#judged.get(id);
      const scopes =
        known?.version === version && known.callCount === call_count ? known.unused : [];
      if (scopes.length > 0)
        found.set(id, { scopes, since: created_at > base ? created_at : base });
    }
    return found;
  }

  async #judgeAll(stale: readonly Head[], now: Date): Promise<void> {
    for (let at = 0; at < stale.length; at += SLICE) {
      await this.#judge(stale.slice(at, at + SLICE), now);
      // SQLite answers within this thread: calls that came meanwhile go first.
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  async #judge(heads: readonly Head[], now: Date): Promise<void> {
    const rows = await this.#deps.store.db
      .selectFrom('usage_days')
      .select(['token_id', 'operation', 'outcome'])
      // PostgreSQL's sum of bigints is a numeric, which comes as a text.
      .select(sql<number>`cast(sum(calls) as bigint)`.as('calls'))
      .select((eb) => eb.fn.max('last_at').as('lastAt'))
      .where(
        'token_id',
        'in',
        heads.map(({ id }) => id),
      )
      .where('day', '>=', firstDay(now, KEPT_DAYS))
      .groupBy(['token_id', 'operation', 'outcome'])
      .execute();
    const calls = new Map<string, CountedCalls[]>();
    for (const { token_id, operation, ...row } of rows) {
      const list = calls.get(token_id) ?? [];
      list.push({ ...row, operation: operation === '' ? null : operation });
      calls.set(token_id, list);
    }
    for (const { id, version, call_count: callCount, scopes } of heads) {
      const proposal = proposeScopes(JSON.parse(scopes) as string[], calls.get(id) ?? []);
      // Where it is not known what a call was for, nobody says that a permission was not asked for.
      const sure = proposal.undecided === 0 && proposal.used.length > 0;
      this.#judged.set(id, { version, callCount, unused: sure ? proposal.unused : [] });
    }
  }

  #forget(live: ReadonlySet<string>): void {
    for (const id of this.#judged.keys()) if (!live.has(id)) this.#judged.delete(id);
  }
}
