import { withDb, type CompanionDb } from '../cache/companion-db.ts';
import { withoutValues } from './without-values.ts';

/**
 * What a person had typed into a form or search before its page was closed.
 * @param isDraft tells a draft of this version from one that an older version has left
 */
export async function readDraft<T>(
  key: string,
  isDraft: (value: unknown) => value is T,
): Promise<T | null> {
  const record = await withDb((db) => db.get('drafts', key));
  return record !== undefined && isDraft(record.draft) ? record.draft : null;
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
