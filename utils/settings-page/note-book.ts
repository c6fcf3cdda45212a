import type { NotesAnswer, Result, TokenNote } from '../messaging/protocol.ts';
import { foldText } from './whole-text.ts';

export interface NoteBookOptions {
  readonly ask: (names: readonly string[]) => Promise<Result<NotesAnswer>>;
  /** Called when the notes of these names are known, or have changed. */
  readonly onNews: (names: readonly string[]) => void;
  readonly now?: () => number;
}

/** What is known of one name. */
export interface Known {
  readonly notes: readonly TokenNote[];
  /** True when it is in no register for sure, and whoever looks may record it. */
  readonly mayAdd: boolean;
}

export interface NoteBook {
  /** Notes of one name as far as known. A name that is new or old is asked for with the next batch. */
  readonly lookUp: (name: string) => Known;
  /** Asks again for the names that were answered longer than `maxAge` ms ago. */
  readonly refresh: (names: Iterable<string>, maxAge: number) => void;
  /** Knows nothing any more, and tells so: somebody has locked, or is somebody else. */
  readonly forget: () => void;
}

interface Entry extends Known {
  readonly at: number;
}

/** Known and unknown names stay so for this long, in ms; then the next look asks anew. */
const FRESH_MS = 60_000;
/** After a failure (signed out, offline) the background is left alone for this long, in ms. */
const FAILURE_PAUSE_MS = 15_000;
const NAMES_PER_MESSAGE = 500;
const NOTHING: Known = { notes: [], mayAdd: false };

/**
 * Notes by name. Names are gathered for one turn of the event loop and asked in one message; a
 * name without a note is remembered as such.
 */
export function createNoteBook({ ask, onNews, now = Date.now }: NoteBookOptions): NoteBook {
  const known = new Map<string, Entry>();
  /** Names on their way, or about to be. */
  const asked = new Set<string>();
  let batch: string[] = [];
  let pausedUntil = 0;
  /** Goes up when all is forgotten: what was asked before is not for whoever is here now. */
  let turn = 0;

  function want(name: string): void {
    if (asked.has(name) || now() < pausedUntil) return;
    asked.add(name);
    if (batch.push(name) === 1) queueMicrotask(send);
  }

  function send(): void {
    const names = batch;
    batch = [];
    for (let at = 0; at < names.length; at += NAMES_PER_MESSAGE) {
      // Not awaited: the answer comes back through onNews, and a failure is an answer too.
      void request(names.slice(at, at + NAMES_PER_MESSAGE));
    }
  }

  async function request(names: readonly string[]): Promise<void> {
    const mine = turn;
    const answer = await ask(names);
    if (mine !== turn) return;
    for (const name of names) asked.delete(name);
    if (!answer.ok) {
      pausedUntil = now() + FAILURE_PAUSE_MS;
      // Whoever may not be told has no use of what was told before.
      if (answer.failure.code !== 'refused') drop();
      return;
    }
    const { notes: all } = answer.value;
    const byName = Map.groupBy(all, (note) => foldText(note.name));
    const news: string[] = [];
    for (const name of names) {
      const notes = byName.get(name) ?? [];
      const mayAdd = answer.value.mayAdd && notes.length === 0;
      const before = known.get(name) ?? NOTHING;
      known.set(name, { notes, mayAdd, at: now() });
      if (before.mayAdd !== mayAdd || JSON.stringify(before.notes) !== JSON.stringify(notes)) {
        news.push(name);
      }
    }
    if (news.length > 0) onNews(news);
  }

  function drop(): void {
    turn += 1;
    const names = [...known.keys()];
    known.clear();
    asked.clear();
    batch = [];
    if (names.length > 0) onNews(names);
  }

  return {
    forget() {
      pausedUntil = 0;
      drop();
    },
    lookUp(name) {
      const entry = known.get(name);
      if (entry === undefined || now() - entry.at > FRESH_MS) want(name);
      return entry ?? NOTHING;
    },
    refresh(names, maxAge) {
      for (const name of names) {
        if (now() - (known.get(name)?.at ?? 0) > maxAge) want(name);
      }
    },
  };
}
