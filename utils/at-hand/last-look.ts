import { browser } from 'wxt/browser';
import { readBrowserSession } from '../cache/browser-session.ts';
import { asOfNow } from '../cache/token-record.ts';
import { isStarted } from '../lock/browser-start.ts';
import type { ShownToken } from '../outbox/shown-tokens.ts';
import { LAST_LOOK } from './last-look-key.ts';
import { readPins } from './pins.ts';
import type { AtHandOrder } from './put-first.ts';

/** What the popup's list began with, as far as it was in sight. */
export interface LastLook {
  /** Whose list it is. */
  readonly member: string;
  /** What they had pinned: with other pins the list begins otherwise. */
  readonly pins: readonly string[];
  /** Who may create has one button more above the list. */
  readonly mayCreate: boolean;
  readonly tagColors: Readonly<Record<string, string>>;
  readonly rows: readonly Pick<ShownToken, 'token' | 'mark'>[];
  readonly headings: AtHandOrder<unknown>['headings'];
}

/** As the browser keeps it. */
interface KeptLook {
  /** Of the moment before it was read; it is void when there is another by now. */
  readonly generation: string | null;
  readonly look: LastLook;
}

const GENERATION = 'last-look-generation';

/**
 * What the popup's list would begin with, from what it began with last; null where that is not sure.
 * The browser has it in its memory, and answers sooner than it opens a database.
 */
export async function readLook(now = new Date()): Promise<LastLook | null> {
  const [started, kept, generation, pins] = await Promise.all([
    isStarted(),
    // Written by us alone, in a store that ends with the browser.
    readBrowserSession(LAST_LOOK) as Promise<KeptLook | null | undefined>,
    lookGeneration(),
    readPins(),
  ]);
  if (!started || !kept || kept.generation !== generation) return null;
  const { look } = kept;
  if (!isSame(look.pins, pins[look.member] ?? [])) return null;
  return { ...look, rows: look.rows.map((row) => ({ ...row, token: asOfNow(row.token, now) })) };
}

/**
 * Keeps what the popup's list begins with.
 * @param read reads it from the database, after the generation: a change that comes in between makes
 * void what is kept. Null for a popup that opens on something else, of which nothing is kept
 */
export async function keepLook(read: () => Promise<LastLook | null>): Promise<void> {
  const generation = await lookGeneration();
  const look = await read();
  if (look !== null) await keepLookOf(generation, look);
}

/** Keeps what was read from the database after this was the generation, unless there is another one by now. */
export async function keepLookOf(generation: string | null, look: LastLook): Promise<void> {
  if ((await lookGeneration()) !== generation) return;
  const kept: KeptLook = { generation, look };
  await browser.storage.session.set({ [LAST_LOOK]: kept });
  // A lock may have come in between, and must not leave a name behind, not even one that nobody is shown.
  if ((await lookGeneration()) !== generation) await withdrawLook();
}

/**
 * Takes back what was kept, and makes void what is being kept just now. It never rejects: a browser
 * that keeps nothing any more shows nothing, and the database is read in any case.
 */
export async function withdrawLook(): Promise<void> {
  await browser.storage.session
    .set({ [LAST_LOOK]: null, [GENERATION]: crypto.randomUUID() })
    .catch(() => undefined);
}

/**
 * Makes a change that no look from before it may outlive, such as a lock: withdrawn before, should the
 * browser stop us half-way, and after, from who has read the database in between.
 */
export async function withoutLook<T>(change: () => Promise<T>): Promise<T> {
  await withdrawLook();
  try {
    return await change();
  } finally {
    await withdrawLook();
  }
}

/** Is another one after each change that a look must not outlive. */
export async function lookGeneration(): Promise<string | null> {
  const generation = await readBrowserSession(GENERATION);
  return typeof generation === 'string' ? generation : null;
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((id, at) => id === other[at]);
}
