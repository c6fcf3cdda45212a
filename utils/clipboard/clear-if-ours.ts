import { saltedDigest } from './salted-digest.ts';
import { readByCommand, writeByCommand } from './write-text.ts';

/** What tells whether a text is the one that was copied. */
export interface Fingerprint {
  readonly salt: string;
  readonly digest: string;
}

export type Clearing =
  | 'cleared'
  /** Something else was copied since: it is none of our business. */
  | 'not_ours'
  /** The clipboard can't be read just now, so it is left as it is. */
  | 'unreadable';

/** Clears the clipboard if it still holds the text with this fingerprint. The text leaves this function nowhere. */
export async function clearIfOurs(document: Document, ours: Fingerprint): Promise<Clearing> {
  const text = readByCommand(document);
  if (text === null) return 'unreadable';
  if ((await saltedDigest(ours.salt, text)) !== ours.digest) return 'not_ours';
  // A space, because nothing at all can't be copied.
  return writeByCommand(document, ' ') ? 'cleared' : 'unreadable';
}
