import { readDraft, writeDraft } from '../drafts/drafts.ts';
import { announce } from '../messaging/news.ts';

/** A token that was copied or revealed here. */
export interface Recent {
  readonly id: string;
  /** In ms since 1970. */
  readonly at: number;
}

/** Among the drafts, which go at the sign-out and with another person's sign-in. */
const KEY = 'recent';
const MOST = 5;

/** The tokens whose values were copied or revealed in this browser, the latest first. */
export async function readRecents(): Promise<readonly Recent[]> {
  return (await readDraft(KEY, isRecents)) ?? [];
}

/** Notes that a token's value was just copied or revealed: which one and when, and nothing else. */
export async function noteRecent(id: string, now = Date.now()): Promise<void> {
  try {
    const before = (await readRecents()).filter((recent) => recent.id !== id);
    await writeDraft(KEY, [{ id, at: now }, ...before].slice(0, MOST));
    announce({ kind: 'recents' });
  } catch {
    // The value was given out, which is what was wanted: the list is a comfort.
  }
}

function isRecents(value: unknown): value is readonly Recent[] {
  return (
    Array.isArray(value) &&
    value.every(
      (entry: unknown) =>
        typeof entry === 'object' &&
        entry !== null &&
        typeof (entry as Recent).id === 'string' &&
        typeof (entry as Recent).at === 'number',
    )
  );
}
