import { browser } from 'wxt/browser';
import { readBrowserSession } from '../cache/browser-session.ts';

/**
 * Pinned tokens: ids alone, by who pinned them, in the order in which they were pinned. In Firefox
 * content scripts can read this store, and a token's id tells them nothing. They outlive a sign-out.
 */
export type Pins = Readonly<Record<string, readonly string[]>>;

const KEY = 'pins';
/** More are no longer at hand. */
const MOST = 20;

/**
 * Everybody's pins of this browser; whatever else stands in the store is left out. Read from the copy
 * that the browser keeps while it runs, where there is one: an opening popup waits for this, and
 * Firefox opens a database of its own for the lasting store.
 */
export async function readPins(): Promise<Pins> {
  const copy = await readBrowserSession(KEY);
  return copy === undefined ? readLastingPins() : soundPins(copy);
}

/** Makes that copy, at the start of the background. */
export async function copyPins(): Promise<void> {
  if ((await readBrowserSession(KEY)) !== undefined) return;
  await browser.storage.session.set({ [KEY]: await readLastingPins() });
}

async function readLastingPins(): Promise<Pins> {
  return soundPins((await browser.storage.local.get(KEY))[KEY]);
}

function soundPins(stored: unknown): Pins {
  if (typeof stored !== 'object' || stored === null) return {};
  const sound = Object.entries(stored as Record<string, unknown>).filter(
    (entry): entry is [string, string[]] =>
      Array.isArray(entry[1]) && entry[1].every((id) => typeof id === 'string'),
  );
  return Object.fromEntries(sound);
}

/** What changed under each key of a store. */
type Changes = Readonly<Record<string, { readonly newValue?: unknown }>>;

/** True for a change of the browser's storage that is one of pins. */
export function isPinsChange(changes: Changes, area: string): boolean {
  return area === 'local' && KEY in changes;
}

/** Brings the copy in step with a change of pins: the page that made it may be gone before it can. */
export async function copyChangedPins(changes: Changes): Promise<void> {
  await browser.storage.session.set({ [KEY]: soundPins(changes[KEY]?.newValue) });
}

/** Pins a token for this member, or lets go of it. @returns everybody's pins afterwards */
export async function togglePin(member: string, id: string): Promise<Pins> {
  const pins = await readLastingPins();
  const mine = pins[member] ?? [];
  const changed = mine.includes(id) ? mine.filter((pin) => pin !== id) : [...mine, id];
  const after = { ...pins, [member]: changed.slice(-MOST) };
  await browser.storage.local.set({ [KEY]: after });
  // The background does so as well; whoever opens the popup anew at once need not wait for it.
  await browser.storage.session.set({ [KEY]: after });
  return after;
}
