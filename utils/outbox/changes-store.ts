import type { IDBPTransaction } from 'idb';
import { withDb, type CompanionSchema } from '../cache/companion-db.ts';
import { readState } from '../cache/read-state.ts';
import { failed } from '../messaging/failed.ts';
import type { StoredSession } from '../session/stored-session.ts';
import type { Change } from './change.ts';
import { ownerOf } from './change-owner.ts';
import { ownChanges } from './read-change.ts';
import type { NewChange, Write } from './writes.ts';
import { t } from '../i18n/t.ts';

/** The outbox as it stands, and in whose name. */
export interface Outlook {
  readonly session: StoredSession | undefined;
  /** The changes of who is signed in, in order. */
  readonly mine: readonly Change[];
}

/** Where changes are kept. The background is its only writer; each method is one transaction. */
export interface ChangesStore {
  look(): Promise<Outlook>;
  /**
   * Keeps a change, written to the disk before it resolves. The draft that it was made from goes in
   * the same step. A change that is known by its id already stays as it is.
   * @param by id of the person who made it
   * @throws Failed `not_kept` when the browser can't keep it, `not_signed_in`, or `other_author` when
   *   somebody else is signed in by now; then nothing has changed
   */
  add(change: Unowned, by: string, draft: string | null): Promise<void>;
  /** Reads the changes of who is signed in and keeps what `decide` makes of them. @returns how they stand then */
  apply(decide: (mine: readonly Change[]) => readonly Write[]): Promise<readonly Change[]>;
}

/** A change whose owner is whoever is signed in when it is kept. */
export type Unowned = NewChange extends infer One
  ? One extends NewChange
    ? Omit<One, 'owner'>
    : never
  : never;

export function createChangesStore(): ChangesStore {
  return { look, add, apply };
}

const STORES = ['state', 'outbox', 'drafts'] as const;
type Tx = IDBPTransaction<CompanionSchema, typeof STORES, 'readwrite'>;

function look(): Promise<Outlook> {
  return withDb(async (db) => {
    const tx = db.transaction(['state', 'outbox']);
    const [session, records] = await Promise.all([
      readState(tx, 'session'),
      tx.objectStore('outbox').getAll(),
    ]);
    const owner = ownerOf(session);
    return { session, mine: owner === null ? [] : ownChanges(records, owner) };
  });
}

async function add(change: Unowned, by: string, draft: string | null): Promise<void> {
  try {
    await write(async (tx) => {
      const owner = ownerOf(await readState(tx, 'session'));
      if (owner === null) throw failed('not_signed_in', t('outbox.signInFirst'));
      if (owner.member !== by) {
        throw failed('other_author', t('outbox.otherAuthor'));
      }
      const outbox = tx.objectStore('outbox');
      if ((await outbox.index('id').getKey(change.id)) !== undefined) return;
      const record = { ...change, owner };
      await outbox.add(record);
      if (draft !== null) await tx.objectStore('drafts').delete(draft);
    });
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
    throw failed('not_kept', t('outbox.notKept'));
  }
}

function apply(decide: (mine: readonly Change[]) => readonly Write[]): Promise<readonly Change[]> {
  return write(async (tx) => {
    const owner = ownerOf(await readState(tx, 'session'));
    if (owner === null) return [];
    const outbox = tx.objectStore('outbox');
    const writes = decide(ownChanges(await outbox.getAll(), owner));
    for (const one of writes) await keep(tx, one);
    return ownChanges(await outbox.getAll(), owner);
  });
}

/** One transaction that is on the disk when it has ended, and has left nothing when it failed. */
function write<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  return withDb(async (db) => {
    const tx = db.transaction(STORES, 'readwrite', { durability: 'strict' });
    try {
      const result = await work(tx);
      await tx.done;
      return result;
    } catch (error) {
      // What failed first is told; that the transaction ended for it is no news.
      tx.done.catch(() => undefined);
      abort(tx);
      throw error;
    }
  });
}

function abort(tx: Tx): void {
  try {
    tx.abort();
  } catch {
    // It has ended by itself.
  }
}

async function keep(tx: Tx, one: Write): Promise<void> {
  const outbox = tx.objectStore('outbox');
  switch (one.kind) {
    case 'put':
      await outbox.put(one.change);
      return;
    case 'add':
      await outbox.add(one.change);
      return;
    case 'remove':
      return outbox.delete(one.seq);
    case 'move_draft': {
      const drafts = tx.objectStore('drafts');
      const draft = await drafts.get(one.from);
      if (draft === undefined) return;
      await drafts.delete(one.from);
      // What was begun under the token's own id is the newer one.
      if ((await drafts.get(one.to)) === undefined) {
        await drafts.put({ key: one.to, draft: draft.draft });
      }
    }
  }
}
