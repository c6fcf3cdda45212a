import type { KeyObject } from 'node:crypto';
import { sql } from 'kysely';
import type { Store } from '../store/open-store.ts';
import { hashOfRow, isSealed, sameText, type AuditHead, type EventRow } from './chain.ts';
import { readHead } from './open-chain.ts';

/** Something in the log that cannot be as the service wrote it. */
export interface Finding {
  /** The row it is about, or the first of those that are gone. */
  readonly seq: number;
  readonly what: string;
}

export interface Verification {
  /** Rows that were read. */
  readonly rows: number;
  /** Of these, those from before there was a chain: nothing vouches for them. */
  readonly unchained: number;
  /** Null when there is none. */
  readonly head: Pick<AuditHead, 'seq' | 'hash'> | null;
  readonly findings: readonly Finding[];
}

/** A head that somebody noted earlier: the log must still run through it. */
export interface ExpectedHead {
  readonly seq: number;
  readonly hash: string;
}

const PAGE = 500;

/**
 * Reads the whole log and checks every link of the chain. It works beside a running service without
 * holding anything up: rows are only ever added, so those up to the head that is read first stand
 * still.
 */
export async function verifyAudit(
  store: Store,
  key: KeyObject,
  expected: ExpectedHead | null,
): Promise<Verification> {
  const head = await readHead(store.db);
  if (head === null) {
    const what = 'the head of the log is gone: nothing says where it ends';
    return { rows: 0, unchained: 0, head, findings: [{ seq: 0, what }] };
  }
  const walk = new ChainWalk(key, head, expected);
  for await (const row of rowsUpTo(store, head.seq)) walk.take(row);
  walk.end();
  return {
    rows: walk.rows,
    unchained: walk.unchained,
    head: { seq: head.seq, hash: head.hash },
    findings: [...walk.findings, ...(await beyondHead(store))],
  };
}

/** Checks one row after another, in the order of their numbers. Pure: it reads no database. */
class ChainWalk {
  readonly #key: KeyObject;
  readonly #head: AuditHead;
  readonly #expected: ExpectedHead | null;
  readonly findings: Finding[] = [];
  rows = 0;
  unchained = 0;
  /** The chained row before; null as its hash when that row is gone. */
  #before: { seq: number; hash: string | null };

  constructor(key: KeyObject, head: AuditHead, expected: ExpectedHead | null) {
    this.#key = key;
    this.#head = head;
    this.#expected = expected;
    this.#before = { seq: head.chained_after, hash: '' };
    if (!isSealed(key, head)) {
      this.#find(head.seq, 'the head of the log was changed, or put back to an earlier one');
    }
  }

  take(row: EventRow): void {
    this.rows += 1;
    if (row.seq <= this.#head.chained_after) this.#takeUnchained(row);
    else this.#takeChained(row);
    if (row.seq === this.#expected?.seq && !sameText(row.hash, this.#expected.hash)) {
      this.#find(row.seq, 'its hash is another than the one that was noted');
    }
  }

  end(): void {
    const { seq, hash } = this.#head;
    this.#missing(this.#before.seq + 1, seq);
    if (this.#before.seq === seq && this.#before.hash !== null && this.#before.hash !== hash) {
      this.#find(seq, 'the head of the log names another hash than the last row has');
    }
    if (this.#expected !== null && this.#expected.seq > seq) {
      this.#missing(seq + 1, this.#expected.seq);
    }
  }

  #takeUnchained(row: EventRow): void {
    this.unchained += 1;
    if (row.hash !== '' || row.seq < 1) {
      this.#find(row.seq, 'it stands among the rows from before the chain, and is none of them');
    }
  }

  #takeChained(row: EventRow): void {
    let { hash: previous } = this.#before;
    if (row.seq > this.#before.seq + 1) {
      this.#missing(this.#before.seq + 1, row.seq - 1);
      previous = null;
    }
    // What a row was linked to is gone with a missing row; from here on the chain is checked again.
    if (previous !== null && !this.#fits(row, previous, 'sealed')) {
      this.#find(
        row.seq,
        this.#fits(row, previous, 'unsealed')
          ? 'it was added after the head of the log had been tampered with: earlier rows may be gone'
          : 'it does not fit the chain: it was edited, moved or inserted, or the row before it was',
      );
    }
    this.#before = { seq: row.seq, hash: row.hash };
  }

  #fits(row: EventRow, previous: string, link: 'sealed' | 'unsealed'): boolean {
    return sameText(hashOfRow(this.#key, row, previous, link), row.hash);
  }

  #missing(from: number, to: number): void {
    if (from > to) return;
    this.#find(from, from === to ? 'the row is missing' : `the rows ${from} to ${to} are missing`);
  }

  #find(seq: number, what: string): void {
    this.findings.push({ seq, what });
  }
}

/**
 * Rows behind the head were added by somebody who could not make the head fit. One statement, so
 * that both are of the same moment.
 */
async function beyondHead(store: Store): Promise<Finding[]> {
  const { rows } = await sql<{ seq: number; last: number | null }>`
    select seq, (select max(seq) from audit_events) as last
    from audit_head where id = 1`.execute(store.db);
  const [now] = rows;
  if (now === undefined) return [{ seq: 0, what: 'the head of the log was taken away just now' }];
  if (now.last === null || now.last <= now.seq) return [];
  return [{ seq: now.last, what: 'it stands behind the head of the log: it was inserted' }];
}

/** All rows up to a number, oldest first, a page in memory at a time. */
async function* rowsUpTo(store: Store, last: number): AsyncGenerator<EventRow> {
  let after: number | null = null;
  for (;;) {
    let select = store.db.selectFrom('audit_events').selectAll().where('seq', '<=', last);
    if (after !== null) select = select.where('seq', '>', after);
    const page = await select.orderBy('seq').limit(PAGE).execute();
    yield* page;
    const end = page.at(-1);
    if (end === undefined || page.length < PAGE) return;
    after = end.seq;
  }
}
