import { nameKey } from '../../contract/fold.ts';

/** Why a name will not tell anybody what the token is for. */
export type NameFault =
  { kind: 'too_short' } | { kind: 'generic' } | { kind: 'near'; name: string };

/** Words that say nothing about where a token is used. */
const EMPTY_WORDS = new Set(
  (
    'a an and api access auth demo dev final for front frontapp integration key keys main misc my new ' +
    'of old our prod production secret staging temp test testing the this tmp token tokens use used x y z'
  ).split(' '),
);
const SHORTEST = 10;
const FEWEST_WORDS = 2;
/** Two names this few typed characters apart are taken for one another. */
const NEAR_EDITS = 2;

/**
 * Judges a token's name: a name is all that Front shows, and who reads it in two years has to know
 * what the token is for. Pure and quick enough for every keystroke.
 * @param others names of the other tokens that are not deleted
 * @returns null for a good name, and for none at all
 */
export function judgeName(name: string, others: readonly string[]): NameFault | null {
  const key = nameKey(name);
  if (key === '') return null;
  const near = others.find((other) => isNear(key, nameKey(other)));
  if (near !== undefined) return { kind: 'near', name: near };
  const words = wordsOf(key);
  if (words.every((word) => EMPTY_WORDS.has(word) || /^\d+$/.test(word)))
    return { kind: 'generic' };
  if (key.length < SHORTEST || words.length < FEWEST_WORDS) return { kind: 'too_short' };
  return null;
}

export interface NameParts {
  readonly name: string;
  readonly purpose: string;
  readonly environment: string;
}
const LONGEST_PURPOSE = 40;

/**
 * Proposes `<system> – <purpose> – <environment>` from what was typed already.
 * @returns null when too little was typed to fill each part
 */
export function proposeName({ name, purpose, environment }: NameParts): string | null {
  const parts = name
    .split(/\s+[–—-]\s+/)
    .map((part) => part.trim())
    .filter((part) => part !== '' && !isEmptyWord(part));
  const system = parts[0] ?? systemIn(purpose);
  const does = parts[1] ?? shortened(purpose, system);
  if (system === null || does === null || environment.trim() === '') return null;
  const proposal = `${system} – ${does} – ${environment.trim()}`;
  return nameKey(proposal) === nameKey(name) ? null : proposal;
}

function isEmptyWord(part: string): boolean {
  return wordsOf(nameKey(part)).every((word) => EMPTY_WORDS.has(word) || /^\d+$/.test(word));
}

/** A name inside the purpose: a capitalised word that does not begin a sentence. */
function systemIn(purpose: string): string | null {
  return /[^.!?\s]\s+(\p{Lu}[\p{L}\d]*(?:\s\p{Lu}[\p{L}\d]*)?)/u.exec(purpose)?.[1] ?? null;
}

function shortened(purpose: string, system: string | null): string | null {
  const sentence = purpose.split(/[.!?\n]/)[0] ?? '';
  const without = system === null ? sentence : withoutSystem(sentence, system);
  let text = '';
  for (const word of without.split(/\s+/)) {
    if (text.length + word.length > LONGEST_PURPOSE) break;
    text = `${text} ${word}`.trim();
  }
  text = text.replace(/\s+(?:a|an|and|by|for|from|in|into|of|on|or|the|to|with)$/i, '');
  if (text === '') return null;
  return text.charAt(0).toLowerCase() + text.slice(1);
}

/** “Copies contacts from Zendesk every night” without its system is “Copies contacts every night”. */
function withoutSystem(sentence: string, system: string): string {
  const at = sentence.indexOf(system);
  if (at < 0) return sentence;
  const before = sentence
    .slice(0, at)
    .replace(/\s+(?:at|from|for|in|into|of|on|to|with)\s+$/i, ' ');
  return before + sentence.slice(at + system.length);
}

function wordsOf(key: string): string[] {
  return key.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
}

function isNear(a: string, b: string): boolean {
  if (a === b) return true;
  if (squeeze(a) === squeeze(b)) return true;
  // In short names and in numbered ones two characters make all the difference.
  if (Math.min(a.length, b.length) < SHORTEST || Math.abs(a.length - b.length) > NEAR_EDITS) {
    return false;
  }
  return digitsOf(a) === digitsOf(b) && editsWithin(a, b, NEAR_EDITS);
}

function squeeze(key: string): string {
  return wordsOf(key).join('');
}

function digitsOf(key: string): string {
  return key.replace(/\D+/g, ' ').trim();
}

/** Levenshtein distance at most `most`, by the band of the table that can still hold it. */
function editsWithin(a: string, b: string, most: number): boolean {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const above = row[j] ?? 0;
      const left = next[j - 1] ?? 0;
      const corner = row[j - 1] ?? 0;
      const cost = a[i - 1] === b[j - 1] ? corner : 1 + Math.min(above, left, corner);
      next.push(cost);
      if (cost < least) least = cost;
    }
    if (least > most) return false;
    row = next;
  }
  return (row[b.length] ?? 0) <= most;
}
