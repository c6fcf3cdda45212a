import { withDb } from '../cache/companion-db.ts';
import { withoutValues } from './without-values.ts';

interface Queue {
  /** What to do next, when something came while a write was in flight. Only the latest counts. */
  next: (() => Promise<unknown>) | null;
  running: Promise<void>;
}

const queues = new Map<string, Queue>();

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
 * Keeps a draft, at once. While a write is in flight the latest draft waits and those before it are
 * passed over. A text with the value of a token in it, pasted into the wrong field, is left out.
 * @returns when this draft, or a later one, is kept
 */
export function writeDraft(key: string, draft: unknown): Promise<void> {
  const kept = withoutValues(draft);
  return enqueue(key, () => withDb((db) => db.put('drafts', { key, draft: kept })));
}

/** Drops a draft whose form was sent or put aside. A write still waiting is dropped with it. */
export function dropDraft(key: string): Promise<void> {
  return enqueue(key, () => withDb((db) => db.delete('drafts', key)));
}

function enqueue(key: string, work: () => Promise<unknown>): Promise<void> {
  const queue = queues.get(key);
  if (queue !== undefined) {
    queue.next = work;
    return queue.running;
  }
  const created: Queue = { next: work, running: Promise.resolve() };
  queues.set(key, created);
  created.running = drain(key, created);
  return created.running;
}

async function drain(key: string, queue: Queue): Promise<void> {
  try {
    for (let work = queue.next; work !== null; work = queue.next) {
      queue.next = null;
      await work();
    }
  } finally {
    queues.delete(key);
  }
}
