interface Place<T> {
  readonly value: T;
  isLeft: boolean;
  before: Place<T> | null;
  after: Place<T> | null;
}

/**
 * What is under way, in the order in which it began: a list that each of its members can leave from
 * anywhere. Not a `Map`: one that is added to and taken from all the time gets a new table every few
 * dozen changes, and a table that was left after it had grown old holds on to all that was in it then.
 * With 10,000 calls a second so nearly every answer lived on until the next full collection, and
 * moving them about took a quarter of the processor time (`npm run bench -- gateway`).
 */
export class UnderWay<T> {
  #first: Place<T> | null = null;
  #last: Place<T> | null = null;
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** The one that began first; null where none is under way. */
  get first(): T | null {
    return this.#first === null ? null : this.#first.value;
  }

  /** @returns takes it out again; more than once does no harm */
  add(value: T): () => void {
    const place: Place<T> = { value, isLeft: false, before: this.#last, after: null };
    if (this.#last === null) this.#first = place;
    else this.#last.after = place;
    this.#last = place;
    this.#size += 1;
    return () => this.#remove(place);
  }

  /** Takes out the one that began first. */
  removeFirst(): void {
    if (this.#first !== null) this.#remove(this.#first);
  }

  /** As they are now: whoever goes through them may end some. */
  all(): T[] {
    const values: T[] = [];
    for (let place = this.#first; place !== null; place = place.after) values.push(place.value);
    return values;
  }

  #remove(place: Place<T>): void {
    if (place.isLeft) return;
    place.isLeft = true;
    const { before, after } = place;
    if (before === null) this.#first = after;
    else before.after = after;
    if (after === null) this.#last = before;
    else after.before = before;
    // One that is old already must not keep those alive that came after it.
    place.before = place.after = null;
    this.#size -= 1;
  }
}
