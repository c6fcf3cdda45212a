import type { Kysely } from 'kysely';
import type { Database } from './schema.ts';

/** Something that changes with every work of a transaction and is written once, before its commit. */
export interface LastWrite<State> {
  write(trx: Kysely<Database>, state: State): Promise<void>;
}

type States = ReadonlyMap<LastWrite<unknown>, unknown>;

const open = new WeakMap<Kysely<Database>, AtCommit>();

/**
 * What the works that share one transaction leave for its end. A work that is undone takes back what
 * it left: `mark` before it, `back` after.
 */
export class AtCommit {
  #states: States = new Map();

  /** Begins for a transaction; whoever does so also calls `write` before the commit. */
  static begin(trx: Kysely<Database>): AtCommit {
    const begun = new AtCommit();
    open.set(trx, begun);
    return begun;
  }

  /** Null in a transaction that nobody ends with `write`: there, write at once. */
  static of(trx: Kysely<Database>): AtCommit | null {
    return open.get(trx) ?? null;
  }

  get<State>(what: LastWrite<State>): State | undefined {
    // Kept by the very object that says what its state is.
    return this.#states.get(what) as State | undefined;
  }

  set<State>(what: LastWrite<State>, state: State): void {
    this.#states = new Map(this.#states).set(what, state);
  }

  mark(): States {
    return this.#states;
  }

  back(to: States): void {
    this.#states = to;
  }

  async write(trx: Kysely<Database>): Promise<void> {
    for (const [what, state] of this.#states) await what.write(trx, state);
  }
}
