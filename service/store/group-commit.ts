import { setImmediate as nextTurn } from 'node:timers/promises';
import { CompiledQuery, type Kysely, type Transaction } from 'kysely';
import { AtCommit } from './at-commit.ts';
import type { Database } from './schema.ts';

/** Works that wait share one commit, up to so many: reads come between two commits. */
const MOST_AT_ONCE = 32;

/** After so many turns of the event loop without a new call, nobody else is on the way. */
const QUIET_TURNS = 3;
const MOST_TURNS = 24;

const SAVEPOINT = CompiledQuery.raw('savepoint work');
const ROLL_BACK = CompiledQuery.raw('rollback to work');
const RELEASE = CompiledQuery.raw('release work');
const UNFLUSHED = CompiledQuery.raw('pragma synchronous = NORMAL');
const FLUSHED = CompiledQuery.raw('pragma synchronous = FULL');

type Work = (trx: Transaction<Database>) => Promise<unknown>;

/**
 * What an acknowledged work outlives: `power_loss` is flushed to the disk before it is acknowledged;
 * `crash` outlives this process alone, and is on the disk some seconds later. The latter is for
 * counts, which nobody waits for: a flush blocks every call for as long as the disk takes.
 */
export type Durability = 'power_loss' | 'crash';

interface Waiting {
  readonly work: Work;
  readonly durability: Durability;
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Group commit for SQLite, whose one writer would otherwise flush the disk for every call by itself.
 * Works that came in while the last commit was under way run one after another in the next
 * transaction, each in a savepoint of its own: one that throws is undone alone, and each is
 * acknowledged only after the commit that holds it. When that commit fails, all of them failed.
 */
export class GroupCommit {
  readonly #db: Kysely<Database>;
  readonly #queue: Waiting[] = [];
  #running = false;
  /** How the connection commits; null when a change of it failed, and nobody knows. */
  #durability: Durability | null = 'power_loss';

  constructor(db: Kysely<Database>) {
    this.#db = db;
  }

  /** Works that no transaction has taken yet. */
  get waiting(): number {
    return this.#queue.length;
  }

  run<T>(
    work: (trx: Transaction<Database>) => Promise<T>,
    durability: Durability = 'power_loss',
  ): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      // `resolve` gets what this very work returned; the queue holds works of many types.
      this.#queue.push({
        work,
        durability,
        resolve: resolve as (result: unknown) => void,
        reject,
      });
      // Nobody waits for the loop itself: it rejects the works and never itself.
      if (!this.#running) void this.#drain();
    });
  }

  /**
   * SQLite blocks the event loop, so calls that have arrived are still lying in their sockets. They
   * come in over a few turns (head, body, sign-in); as long as they do, the commit waits for them.
   * A call by itself waits for a fraction of a millisecond.
   */
  async #gather(): Promise<void> {
    let quietTurns = 0;
    for (let turn = 0; turn < MOST_TURNS && quietTurns < QUIET_TURNS; turn++) {
      const before = this.#queue.length;
      if (before >= MOST_AT_ONCE) return;
      await nextTurn();
      quietTurns = this.#queue.length > before ? 0 : quietTurns + 1;
    }
  }

  async #drain(): Promise<void> {
    this.#running = true;
    while (this.#queue.length > 0) {
      await this.#gather();
      let batch: Waiting[] = [];
      try {
        const settle = await this.#db.connection().execute(async (connection) => {
          // Taken only now: while this one waited for the connection, more have come in.
          batch = this.#queue.splice(0, MOST_AT_ONCE);
          await this.#commitAs(connection, durabilityOf(batch));
          try {
            return await connection.transaction().execute((trx) => runAll(trx, batch));
          } finally {
            // A failure here is not the batch's, which is committed: the next one tries again, or fails.
            await this.#commitAs(connection, 'power_loss').catch(() => undefined);
          }
        });
        for (const tell of settle) tell();
      } catch (error) {
        // Nothing was begun: whoever waits is told, or they would wait for ever.
        if (batch.length === 0) batch = this.#queue.splice(0);
        for (const { reject } of batch) reject(error);
      }
    }
    this.#running = false;
  }

  /** With `synchronous=NORMAL` a commit is in the write-ahead log, and the system flushes it in its own time. */
  async #commitAs(connection: Kysely<Database>, durability: Durability): Promise<void> {
    if (this.#durability === durability) return;
    this.#durability = null;
    await connection.executeQuery(durability === 'crash' ? UNFLUSHED : FLUSHED);
    this.#durability = durability;
  }
}

/** One that must outlive more than a crash takes those beside it along. */
function durabilityOf(batch: readonly Waiting[]): Durability {
  return batch.every(({ durability }) => durability === 'crash') ? 'crash' : 'power_loss';
}

async function runAll(
  trx: Transaction<Database>,
  batch: readonly Waiting[],
): Promise<(() => void)[]> {
  const atCommit = AtCommit.begin(trx);
  const ends =
    batch.length === 1 ? await runAlone(trx, batch) : await runTogether(trx, batch, atCommit);
  await atCommit.write(trx);
  return ends;
}

/** Without a savepoint: the transaction is undone when the only work in it throws. */
async function runAlone(
  trx: Transaction<Database>,
  batch: readonly Waiting[],
): Promise<(() => void)[]> {
  const settle: (() => void)[] = [];
  for (const { work, resolve } of batch) {
    const result = await work(trx);
    settle.push(() => resolve(result));
  }
  return settle;
}

async function runTogether(
  trx: Transaction<Database>,
  batch: readonly Waiting[],
  atCommit: AtCommit,
): Promise<(() => void)[]> {
  const settle: (() => void)[] = [];
  for (const { work, resolve, reject } of batch) {
    const mark = atCommit.mark();
    await trx.executeQuery(SAVEPOINT);
    try {
      const result = await work(trx);
      settle.push(() => resolve(result));
    } catch (error) {
      await trx.executeQuery(ROLL_BACK);
      atCommit.back(mark);
      settle.push(() => reject(error));
    }
    await trx.executeQuery(RELEASE);
  }
  return settle;
}
