import { create } from 'zustand';
import {
  readRest,
  readSome,
  readStart,
  type CachedToken,
  type Synced,
} from '../../utils/cache/token-cache.ts';
import type { Change } from '../../utils/outbox/change.ts';
import { shownTokens, type ShownToken } from '../../utils/outbox/shown-tokens.ts';
import { isStarted } from '../../utils/lock/browser-start.ts';
import { ask } from '../../utils/messaging/ask.ts';
import { onNews } from '../../utils/messaging/news.ts';
import type { Failure, SessionState } from '../../utils/messaging/protocol.ts';

/** The register as this page knows it: read from the cache at once, then kept in step by news. */
export interface RegisterState {
  readonly session: SessionState;
  /** Live tokens by name, then deleted ones. */
  readonly tokens: readonly ShownToken[];
  /** What this person changed and the service has yet to take, and what they put aside. */
  readonly changes: readonly Change[];
  /** False while only the first rows have been read. */
  readonly complete: boolean;
  readonly synced: Synced | null;
  readonly sync: { kind: 'idle' } | { kind: 'running' } | { kind: 'failed'; failure: Failure };
}

/** What is read of the list before the first paint. */
export interface FirstRead {
  /** How many rows the page has room for. */
  readonly rows: number;
  /** Ids of the tokens that stand before the others there, wherever they are in the list. */
  readonly before?: (member: string) => Promise<readonly string[]>;
}

/** No window shows more rows at once. */
const WHOLE_WINDOW: FirstRead = { rows: 40 };

export const useRegister = create<RegisterState>()(() => ({
  session: { kind: 'not_connected' },
  tokens: [],
  changes: [],
  complete: false,
  synced: null,
  sync: { kind: 'idle' },
}));

/** Reads what the first paint needs. */
export async function readRegister(read = WHOLE_WINDOW): Promise<void> {
  useRegister.setState(await registerNow(read));
}

/** What the first paint would show now, for whoever doesn't show it. */
export async function registerNow(read: FirstRead): Promise<Omit<RegisterState, 'sync'>> {
  const { session, synced, first, changes } = await readUnlocked(read);
  return {
    session,
    synced,
    changes,
    tokens: shownTokens(first, changes, new Date()),
    complete: (synced?.count ?? 0) <= first.length,
  };
}

/** What is stored, once the background has locked what the start of the browser asks to lock. */
async function readUnlocked(read: FirstRead): ReturnType<typeof readStart> {
  const [started, start] = await Promise.all([isStarted(), readFirst(read)]);
  if (started) return start;
  await ask('session.get', null);
  const late = await readFirst(read);
  const { session } = late;
  // A background that does not answer has locked nothing: so the page does not show it.
  const unsure = !(await isStarted()) && 'me' in session;
  return unsure
    ? { session: { ...session, kind: 'locked' }, synced: null, first: [], changes: [] }
    : late;
}

async function readFirst({ rows, before }: FirstRead): ReturnType<typeof readStart> {
  const start = await readStart(rows);
  const { session, first, synced } = start;
  const isWhole = (synced?.count ?? 0) <= first.length;
  if (isWhole || before === undefined || session.kind === 'locked' || !('me' in session)) {
    return start;
  }
  const read = new Set(first.map(({ token }) => token.id));
  const ids = (await before(session.me.id)).filter((id) => !read.has(id));
  // They come after those that were read, as in the list.
  return ids.length === 0 ? start : { ...start, first: [...first, ...(await readSome(ids))] };
}

/** Reads the rest, listens to news until `signal` aborts, and asks the service what is new. */
export async function followRegister(signal: AbortSignal): Promise<void> {
  onNews((news) => {
    // Readings that overlap end in the same state; the last one to finish read the newest.
    if (news.kind === 'session') readRegister().then(readAll).catch(hideAll);
    if (news.kind === 'tokens') void readSoon();
  }, signal);
  // Back on the network: reading the list has what waits sent as well.
  addEventListener('online', () => void refreshRegister(), { signal });
  // Also where all was read: a lock between that and the listening told nobody here.
  await readAll();
  await refreshRegister();
}

/** Whether somebody has locked or left can't be told: so nothing is shown that they may have left. */
function hideAll(): void {
  const { session } = useRegister.getState();
  if (!('me' in session)) return;
  useRegister.setState({ session: { ...session, kind: 'locked' }, tokens: [], complete: false });
}

/** After these the background knows of a lock or an end that this page was not told of. */
const OVER: ReadonlySet<string> = new Set(['locked', 'not_signed_in', 'not_connected']);

let soon: Promise<void> | null = null;
let once: Promise<void> | null = null;

/** While the cache is read, news that come together lead to one more reading: an import makes thousands of them. */
function readSoon(): Promise<void> {
  if (soon !== null) {
    once ??= soon.then(() => {
      once = null;
      return readSoon();
    });
    return once;
  }
  soon = readAll().finally(() => {
    soon = null;
  });
  return soon;
}

let reading = 0;

/** Reads the whole cache anew, and shows it when it is all here. */
async function readAll(): Promise<void> {
  const mine = ++reading;
  // Changes first: one that arrives between the two is then shown twice for a moment, and never lost.
  const { session, synced, changes } = await readStart(0);
  const read: CachedToken[] = [];
  if (session.kind !== 'locked') {
    for await (const some of readRest(0)) read.push(...some);
  }
  if (mine !== reading) return;
  const tokens = shownTokens(read, changes, new Date());
  useRegister.setState({ session, synced, changes, tokens, complete: true });
}

/** Asks the background to bring the cache up to date. */
export async function refreshRegister(): Promise<void> {
  if (useRegister.getState().session.kind !== 'signed_in') return;
  useRegister.setState({ sync: { kind: 'running' } });
  const answer = await ask('tokens.refresh', null);
  if (answer.ok) {
    if (answer.value.changed) await readAll();
    const { synced } = await readStart(0);
    useRegister.setState({ sync: { kind: 'idle' }, synced });
  } else {
    useRegister.setState({ sync: { kind: 'failed', failure: answer.failure } });
    if (OVER.has(answer.failure.code)) await readAll();
  }
}

/** Id of the person whose register this is, locked or not; null when nobody is signed in. */
export function personOf({ session }: Pick<RegisterState, 'session'>): string | null {
  return 'me' in session ? session.me.id : null;
}

/** True for an admin who is signed in. */
export function isAdmin(state: Pick<RegisterState, 'session'>): boolean {
  return state.session.kind === 'signed_in' && state.session.me.role === 'admin';
}
