import { withDb, type CompanionDb, type CompanionSchema } from '../cache/companion-db.ts';
import { withoutValues } from './without-values.ts';

/**
 * What a person had typed into a form or search before its page was closed.
 * @param isDraft tells a draft of this version from one that an older version has left
 */
export async function readDraft<T>(
  key: string,
  isDraft: (value: unknown) => value is T,
): Promise<T | null> {
  const draft = (await readInTurn(key))?.draft;
  return isDraft(draft) ? draft : null;
}

type DraftRecord = CompanionSchema['drafts']['value'];

let turn: {
  readonly keys: Set<string>;
  readonly records: Promise<Map<string, DraftRecord>>;
} | null = null;

/** All that is asked for in one turn is read in one transaction: an opening popup waits for two. */
async function readInTurn(key: string): Promise<DraftRecord | undefined> {
  turn ??= startTurn();
  turn.keys.add(key);
  return (await turn.records).get(key);
}

function startTurn(): NonNullable<typeof turn> {
  const keys = new Set<string>();
  const records = Promise.resolve().then(() => {
    turn = null;
    return withDb(async (db) => {
      const { store } = db.transaction('drafts');
      const found = await Promise.all([...keys].map((one) => store.get(one)));
      return new Map(
        found.flatMap((record) => (record === undefined ? [] : [[record.key, record]])),
      );
    });
  });
  return { keys, records };
}

/**
 * Keeps a draft, at once. A text with the value of a token in it, pasted into the wrong field, is
 * left out.
 * @returns when this draft is kept
 */
export function writeDraft(key: string, draft: unknown): Promise<void> {
  const kept = withoutValues(draft);
  return sendOff((drafts) => drafts.put({ key, draft: kept }));
}

/** Drops a draft whose form was sent or put aside. */
export function dropDraft(key: string): Promise<void> {
  return sendOff((drafts) => drafts.delete(key));
}

type DraftsStore = ReturnType<typeof openDrafts>['store'];

/**
 * Hands one change to the database whole, commit and all, without waiting for an answer to it or to
 * those before: a popup may be gone a moment after the last key. The database keeps the order
 * (https://www.w3.org/TR/IndexedDB/#transaction-scheduling), so the latest wins.
 */
function sendOff(change: (drafts: DraftsStore) => Promise<unknown>): Promise<void> {
  return withDb(async (db) => {
    const transaction = openDrafts(db);
    const changed = change(transaction.store);
    transaction.commit();
    await Promise.all([changed, transaction.done]);
  });
}

function openDrafts(db: CompanionDb) {
  return db.transaction('drafts', 'readwrite');
}
