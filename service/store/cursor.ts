import { createHash } from 'node:crypto';
import { ERRORS } from '../../contract/errors.ts';
import { Refusal } from '../refusal.ts';

/** Where a page of a list ended: the sort key and the id of its last row. */
export interface Position {
  readonly key: string;
  readonly id: string;
}

/**
 * Writes a cursor: opaque to callers, and bound to the question that it continues (`question` is any
 * JSON value), so that it cannot be mixed with another sort or filter.
 */
export function writeCursor(question: unknown, position: Position): string {
  return Buffer.from(JSON.stringify([mark(question), position.key, position.id])).toString(
    'base64url',
  );
}

/**
 * Reads a cursor.
 * @throws Refusal `bad_cursor` when this list, asked this way, did not give it out
 */
export function readCursor(question: unknown, cursor: string): Position {
  const parts = parse(cursor);
  if (parts === null || parts[0] !== mark(question)) throw badCursor();
  return { key: parts[1], id: parts[2] };
}

/** What is said of every cursor that a list cannot have given out. */
export function badCursor(): Refusal {
  return Refusal.of('bad_cursor', 'cursor', ERRORS.bad_cursor.message);
}

// PostgreSQL takes no NUL, and a caller can write anything into the text that a cursor is.
function isStorableText(part: unknown): boolean {
  return typeof part === 'string' && !part.includes('\0');
}

function mark(question: unknown): string {
  return createHash('sha256').update(JSON.stringify(question)).digest('base64url').slice(0, 12);
}

function parse(cursor: string): [string, string, string] | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    const fits = Array.isArray(value) && value.length === 3 && value.every(isStorableText);
    return fits ? (value as [string, string, string]) : null;
  } catch {
    // Not JSON: the caller refuses it.
    return null;
  }
}
