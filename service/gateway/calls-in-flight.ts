import type { ServerResponse } from 'node:http';
import { performance } from 'node:perf_hooks';
import type { Log } from '../http/log.ts';
import type { Store } from '../store/open-store.ts';
import { TOO_LATE, withinTime } from '../store/within-time.ts';
import { findStanding } from '../tokens/find-standing.ts';
import type { IssuedToken } from '../tokens/issued-of.ts';
import { UnderWay } from './under-way.ts';

const LOOK_EVERY_MS = 1_000;
/** After so long without an answer of the database nobody knows what still stands. */
const UNSEEN_FOR_MS = 5_000;

/** What a call stands on. */
export type CallStanding = Pick<
  IssuedToken,
  'id' | 'digest' | 'expiresAt' | 'outgoingUntil' | 'readAt'
>;

/** Answers that were broken off here, and not by whoever was reading them. */
const cutOff = new WeakSet<ServerResponse>();

/** True when an answer was broken off because its token no longer stands, or nobody could know. */
export function wasCut(response: ServerResponse): boolean {
  return cutOff.has(response);
}

interface Call {
  readonly response: ServerResponse;
  readonly tokenId: string;
  readonly digest: string;
  /** When its token or value ends by itself, on the clock of this process that only goes forwards. */
  readonly endsAt: number;
}

/**
 * The calls whose answer is still on its way. They end with what they stand on: the token's delete
 * or expiry, the end of an old value's grace, the delete of the Front token behind it. At once where
 * that was done in this process, within a second where another replica did it; and when the
 * database can't be asked for five seconds, since nobody could say that they may go on.
 */
export class CallsInFlight {
  readonly #store: Store;
  readonly #log: Log;
  readonly #calls = new UnderWay<Call>();
  /** How many of them each token has. */
  readonly #ofToken = new Map<string, number>();
  #timer: NodeJS.Timeout | null = null;
  /** When the next look is due, on the same clock as `endsAt`. */
  #lookAt = 0;
  #looking: Promise<void> | null = null;
  #seenAt = 0;
  #closed = false;

  constructor(store: Store, log: Log) {
    this.#store = store;
    this.#log = log;
  }

  /**
   * Keeps a call in view.
   * @returns to be called once, when its connection closes or its answer is out: the response's `close`
   */
  add(token: CallStanding, response: ServerResponse): () => void {
    // Its `close` has been, and nobody would take it out again.
    if (response.destroyed) return () => undefined;
    // The row that it came with was just read.
    if (this.#calls.size === 0) this.#seenAt = performance.now();
    const { id: tokenId, digest } = token;
    const endsAt = endOf(token);
    const leave = this.#calls.add({ response, tokenId, digest, endsAt });
    this.#ofToken.set(tokenId, this.of(tokenId) + 1);
    // Most calls are over before the next look, and leave it as it is.
    if (this.#timer === null || endsAt < this.#lookAt) this.#lookLater();
    return () => {
      leave();
      const left = this.of(tokenId) - 1;
      if (left > 0) this.#ofToken.set(tokenId, left);
      else this.#ofToken.delete(tokenId);
    };
  }

  /** Breaks off every call of a token. A broken connection is the one honest sign in mid-answer. */
  cut(tokenId: string): void {
    this.#cutWhere((call) => call.tokenId === tokenId);
  }

  /** Calls in view of one token. */
  of(tokenId: string): number {
    return this.#ofToken.get(tokenId) ?? 0;
  }

  /** Calls in view, of all tokens. */
  get size(): number {
    return this.#calls.size;
  }

  close(): void {
    this.#closed = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  /** Cuts what stands no longer. Never rejects; whoever asks while it is under way waits for a new look. */
  async look(): Promise<void> {
    while (this.#looking !== null) await this.#looking;
    this.#looking = this.#look().finally(() => (this.#looking = null));
    await this.#looking;
  }

  #cutWhere(ends: (call: Call) => boolean): void {
    for (const call of this.#calls.all()) if (ends(call)) breakOff(call.response);
  }

  #lookLater(): void {
    if (this.#closed || this.#calls.size === 0) return;
    if (this.#timer !== null) clearTimeout(this.#timer);
    const now = performance.now();
    let wait = LOOK_EVERY_MS;
    for (const { endsAt } of this.#calls.all()) wait = Math.min(wait, endsAt - now);
    this.#lookAt = now + wait;
    this.#timer = setTimeout(
      () => {
        this.#timer = null;
        // Nobody waits for it; it never rejects.
        void this.look().then(() => this.#lookLater());
      },
      // A timer may fire early by a millisecond; then it looks again, and not in a tight loop.
      Math.max(wait, 5),
    );
  }

  async #look(): Promise<void> {
    const seen = this.#calls.all();
    if (seen.length === 0) return;
    try {
      const digests = [...new Set(seen.map(({ digest }) => digest))];
      const standing = await withinTime(
        findStanding(this.#store, digests, new Date()),
        UNSEEN_FOR_MS,
      );
      if (standing === TOO_LATE) throw new Error('the database does not answer');
      this.#seenAt = performance.now();
      for (const { response, digest } of seen) if (!standing.has(digest)) breakOff(response);
    } catch (error) {
      this.#log.error({ err: error }, 'calls in flight could not be checked; trying again');
      if (performance.now() - this.#seenAt >= UNSEEN_FOR_MS) this.#cutWhere(() => true);
    }
  }
}

function breakOff(response: ServerResponse): void {
  cutOff.add(response);
  response.destroy();
}

/** By the database's time of its reading, so that a wrong clock here does not matter. */
function endOf({ expiresAt, outgoingUntil, readAt }: CallStanding): number {
  if (expiresAt === null && outgoingUntil === null) return Infinity;
  const ends = [expiresAt, outgoingUntil].flatMap((at) => (at === null ? [] : [Date.parse(at)]));
  return performance.now() + Math.min(...ends) - Date.parse(readAt);
}
