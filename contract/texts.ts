import * as z from 'zod/mini';
import { holdsTokenValue } from './holds-token-value.ts';

/** A moment, ISO 8601 in UTC with milliseconds, as `Date.prototype.toISOString` writes it. */
export const moment = z.iso.datetime({ precision: 3 });
/** A moment that a caller sends: seconds or milliseconds, always UTC. Stored with milliseconds. */
export const givenMoment = z.iso.datetime();

/** What can be wrong with a text, to be read behind “This”. The extension says it in its reader’s language. */
export const TEXT_FAULTS = {
  unkept: 'holds a character that cannot be kept',
  value: 'holds a token’s value. Notes are read by the whole team: take the value out',
  hidden: 'holds a hidden character that changes the order of what is read',
  lines: 'must be one line of text',
  unseen: 'holds nothing that can be seen',
} as const;

// PostgreSQL cannot store NUL, and half a surrogate pair comes back as another character.
export const storable = z.refine<string>((text) => text.isWellFormed() && !text.includes('\0'), {
  error: TEXT_FAULTS.unkept,
});
export const noValue = z.refine<string>((text) => !holdsTokenValue(text), {
  error: TEXT_FAULTS.value,
});
// Embeddings, overrides and isolates turn the text beside a note around too ("Trojan Source").
export const inOrder = z.refine<string>((text) => !/[\u202a-\u202e\u2066-\u2069]/.test(text), {
  error: TEXT_FAULTS.hidden,
});
// Control characters break logs, CSV and the page beside which the name is shown.
// eslint-disable-next-line no-control-regex
const singleLine = z.regex(/^[^\u0000-\u001f\u007f\u2028\u2029]*$/, TEXT_FAULTS.lines);

// Spaces, joiners, marks and the fillers of Hangul and Braille: a name of these alone shows nothing.
const SEEN = /[^\s\p{Cf}\p{M}\u115f\u1160\u2800\u3164\uffa0]/u;
export const visible = z.refine<string>((text) => SEEN.test(text), {
  error: TEXT_FAULTS.unseen,
});

/** One line that people read, of 1 to `max` UTF-16 units after trimming. */
export const line = (max: number) =>
  z
    .string()
    .check(
      z.trim(),
      z.minLength(1),
      z.maxLength(max),
      singleLine,
      inOrder,
      storable,
      visible,
      noValue,
    );
/** Text of several lines, which may be empty. */
export const lines = (max: number) =>
  z.string().check(z.trim(), z.maxLength(max), inOrder, storable, noValue);
/** A text that is looked for, as it stands in a query. */
export const sought = (max: number) => z.string().check(z.maxLength(max), storable);
