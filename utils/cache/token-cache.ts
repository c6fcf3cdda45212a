import type { IDBPTransaction } from 'idb';
import type { Token } from '../../contract/token.ts';
import { ownerOf } from '../outbox/change-owner.ts';
import type { Change } from '../outbox/change.ts';
import { ownChanges } from '../outbox/read-change.ts';
import type { SessionState } from '../messaging/protocol.ts';
import { epochOf } from '../session/session-store.ts';
import { sessionStateOf } from '../session/stored-session.ts';
import { withDb, type CompanionSchema, type TokenRecord } from './companion-db.ts';
import { readState } from './read-state.ts';
import type { SyncState } from './sync-state.ts';
import { asOfNow, tokenRecord } from './token-record.ts';

export interface CachedToken {
  readonly token: Token;
  /** Folded name, purpose, tags, owner and environment: what a search looks at. */
  readonly search: string;
}

export interface Synced {
  /** ISO 8601 moment of the last sync that succeeded. */
  readonly at: string;
  readonly count: number;
}

const CHUNK = 1_000;

/**
 * Who is signed in and the first tokens of the list, live ones first and by name; none while the
 * extension is locked. One transaction, so that a popup paints at once and what it paints belongs
 * together.
 * @param count how many tokens fit on the first screen
 */
export async function readStart(count: number): Promise<{
  session: SessionState;
  synced: Synced | null;
  first: readonly CachedToken[];
  /** What this person changed and the service has yet to take. */
  changes: readonly Change[];
}> {
  return withDb(async (db) => {
    const tx = db.transaction(['state', 'tokens', 'outbox'], 'readonly');
    const [session, sync, records, outbox] = await Promise.all([
      readState(tx, 'session'),
      readState(tx, 'sync'),
      tx.objectStore('tokens').index('order').getAll(null, count),
      tx.objectStore('outbox').getAll(),
    ]);
    await tx.done;
    if (session?.kind === 'locked') {
      return { session: sessionStateOf(session), synced: null, first: [], changes: [] };
    }
    const owner = ownerOf(session);
    return {
      session: sessionStateOf(session),
      synced: sync === undefined ? null : { at: sync.at, count: sync.count },
      first: cachedOf(records),
      changes: owner === null ? [] : ownChanges(outbox, owner),
    };
  });
}

/**
 * The list after the first `after` tokens, in chunks of about a thousand, in order. Each chunk is a
 * transaction of its own; when something changes between two of them, the news `tokens` follows.
 */
export async function* readRest(after: number): AsyncGenerator<readonly CachedToken[]> {
  let range = await withDb(async (db) => {
    if (after <= 0) return null;
    const cursor = await db.transaction('tokens').store.index('order').openKeyCursor();
    const last = after === 1 ? cursor : await cursor?.advance(after - 1);
    return last ? IDBKeyRange.lowerBound(last.key, true) : undefined;
  });
  if (range === undefined) return;
  for (;;) {
    const from = range;
    const records = await withDb((db) => db.getAllFromIndex('tokens', 'order', from, CHUNK));
    const last = records.at(-1);
    if (last === undefined) return;
    yield cachedOf(records);
    if (records.length < CHUNK) return;
    range = IDBKeyRange.lowerBound(last.order, true);
  }
}

/** The tokens with these ids, in the list's order; those that are not there are left out. */
export async function readSome(ids: readonly string[]): Promise<readonly CachedToken[]> {
  const records = await withDb((db) => {
    const { store } = db.transaction('tokens');
    return Promise.all(ids.map((id) => store.get(id)));
  });
  const found = records.filter((record) => record !== undefined);
  return cachedOf(found.sort((a, b) => (a.order < b.order ? -1 : 1)));
}

/** One token from the cache; null when it is not there. */
export async function readCachedToken(id: string): Promise<Token | null> {
  const record = await withDb((db) => db.get('tokens', id));
  return record === undefined ? null : asOfNow(record.token, new Date());
}

/** How far the cache is in step; null before the first sync. */
export async function readSync(): Promise<SyncState | null> {
  return (await withDb((db) => readState(db.transaction('state'), 'sync'))) ?? null;
}

/** What a writer of the cache began with. When the session is another by now, nothing is written. */
export interface CacheWrite {
  /** Of the sign-in at the beginning; null when there was none. */
  readonly epoch: string | null;
}

/**
 * Puts the whole list in place of what was there, in one transaction that touches only what differs.
 * @returns whether anything did
 */
export async function replaceAll(
  tokens: readonly Token[],
  sync: Omit<SyncState, 'count'>,
  write: CacheWrite,
): Promise<{ changed: boolean }> {
  return writeTokens(write, async (tx) => {
    const store = tx.objectStore('tokens');
    const before = new Map((await store.getAll()).map((record) => [record.id, record]));
    let changed = false;
    for (const token of tokens) {
      const record = before.get(token.id);
      before.delete(token.id);
      if (isCurrent(record, token)) continue;
      changed = true;
      await store.put(tokenRecord(token));
    }
    for (const { id, token } of before.values()) {
      // Created here after the list's end was read: it is not missing from it, but newer.
      if (sync.newest !== null && token.updatedAt > sync.newest) continue;
      changed = true;
      await store.delete(id);
    }
    await putSync(tx, sync, await store.count());
    return changed;
  });
}

/**
 * Adds tokens that are new or changed. A token that the cache has in a later version stays as it is.
 * @param sync left out when this was no sync, but the outcome of one change
 */
export async function mergeTokens(
  tokens: readonly Token[],
  sync: Omit<SyncState, 'count'> | null,
  write: CacheWrite,
): Promise<{ changed: boolean }> {
  return writeTokens(write, async (tx) => {
    const store = tx.objectStore('tokens');
    let changed = false;
    for (const token of tokens) {
      const before = await store.get(token.id);
      if (isCurrent(before, token)) continue;
      changed = true;
      await store.put(tokenRecord(token));
    }
    const kept = sync ?? (await readState(tx, 'sync'));
    if (kept !== undefined) await putSync(tx, kept, await store.count());
    return changed;
  });
}

/** Keeps one token as the service just told it. */
export async function putToken(token: Token, write: CacheWrite): Promise<{ changed: boolean }> {
  return mergeTokens([token], null, write);
}

/** Takes out a token that the service does not know. */
export async function removeToken(id: string, write: CacheWrite): Promise<{ changed: boolean }> {
  return writeTokens(write, async (tx) => {
    const store = tx.objectStore('tokens');
    if ((await store.get(id)) === undefined) return false;
    await store.delete(id);
    return true;
  });
}

type WriteTx = IDBPTransaction<CompanionSchema, ['state', 'tokens'], 'readwrite'>;

async function writeTokens(
  write: CacheWrite,
  work: (tx: WriteTx) => Promise<boolean>,
): Promise<{ changed: boolean }> {
  return withDb(async (db) => {
    const tx = db.transaction(['state', 'tokens'], 'readwrite');
    // Signed out, or signed in anew, while the service was being asked: this belongs to the past.
    const epoch = epochOf(await readState(tx, 'session'));
    const changed = epoch !== null && epoch === write.epoch && (await work(tx));
    await tx.done;
    return { changed };
  });
}

async function putSync(
  tx: WriteTx,
  { at, fullAt, newest }: Omit<SyncState, 'count'>,
  count: number,
): Promise<void> {
  await tx.objectStore('state').put({ name: 'sync', value: { at, fullAt, newest, count } });
}

/** True when the cache has this token as it is, or a later version, which a change has brought meanwhile. */
function isCurrent(record: TokenRecord | undefined, token: Token): boolean {
  if (record === undefined) return false;
  if (record.token.version > token.version) return true;
  return JSON.stringify(record.token) === JSON.stringify(token);
}

function cachedOf(records: readonly TokenRecord[]): CachedToken[] {
  const now = new Date();
  return records.map(({ token, search }) => ({ token: asOfNow(token, now), search }));
}
