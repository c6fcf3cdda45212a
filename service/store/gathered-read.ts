const MOST_AT_ONCE = 500;
/** A database that answers within so many ms is near. */
const NEAR_MS = 5;

interface Asked<Row> {
  readonly resolve: (row: Row | undefined) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Puts what many callers ask for at the same moment into one query. It is no cache: every question is
 * answered by a query that began after it was asked, so that an answer is as fresh as one of one's
 * own. A caller by itself waits for one turn of the event loop.
 */
export class GatheredRead<Row> {
  readonly #read: (keys: readonly string[]) => Promise<ReadonlyMap<string, Row>>;
  #waiting = new Map<string, Asked<Row>[]>();
  #underWay = 0;
  #scheduled = false;
  /** When the newest query began, and how long the newest answer took, ms. */
  #begun = 0;
  #took = 0;
  readonly #clock: () => number;

  /** @param clock ms, by a clock that nobody sets */
  constructor(
    read: (keys: readonly string[]) => Promise<ReadonlyMap<string, Row>>,
    clock: () => number = () => performance.now(),
  ) {
    this.#read = read;
    this.#clock = clock;
  }

  /** @throws what the query throws, to each who was in it */
  get(key: string): Promise<Row | undefined> {
    return new Promise((resolve, reject) => {
      const asked = this.#waiting.get(key);
      if (asked === undefined) this.#waiting.set(key, [{ resolve, reject }]);
      else asked.push({ resolve, reject });
      this.#schedule();
    });
  }

  #schedule(): void {
    if (this.#scheduled || this.#waiting.size === 0 || !this.#mayAsk()) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      // It rejects those who asked, and never itself.
      void this.#ask();
    });
  }

  /**
   * A near database is asked one query at a time, with the more in each, which costs both sides less. One
   * that is far away, or does not answer just now, is asked two: to wait for the one before takes long.
   */
  #mayAsk(): boolean {
    if (this.#underWay === 0) return true;
    const isNear = this.#took < NEAR_MS && this.#clock() - this.#begun < NEAR_MS;
    return !isNear && this.#underWay === 1;
  }

  async #ask(): Promise<void> {
    const batch = new Map([...this.#waiting].slice(0, MOST_AT_ONCE));
    for (const key of batch.keys()) this.#waiting.delete(key);
    this.#underWay += 1;
    const begun = (this.#begun = this.#clock());
    try {
      const rows = await this.#read([...batch.keys()]);
      for (const [key, asked] of batch) for (const one of asked) one.resolve(rows.get(key));
    } catch (error) {
      for (const asked of batch.values()) for (const one of asked) one.reject(error);
    } finally {
      this.#underWay -= 1;
      this.#took = this.#clock() - begun;
      this.#schedule();
    }
  }
}
