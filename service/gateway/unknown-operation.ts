import { OPERATIONS, type Operation } from '../../contract/operations.ts';

const MOST_NEAR = 3;
/** Letters that may be wrong in the first part of a path; a third of it at most. */
const MOST_WRONG = 2;

/**
 * What to tell of a method and path that are in no row: which methods the path does take, or which
 * paths come near. Paths are told as templates of the table and never as they came: people paste
 * values into the wrong place.
 */
export function explainUnknown(method: string, segments: readonly string[]): string {
  const here = OPERATIONS.filter(
    ({ path }) =>
      sharedParts(path, segments) === segments.length && partsOf(path).length === segments.length,
  );
  if (here.length > 0) {
    const paths = [...new Set(here.map(({ path }) => path))].join(' and ');
    return `The Core API has no ${method} ${paths} that this gateway knows. There is: ${list(here)}.`;
  }
  const none = 'No operation of the Core API that this gateway knows has this path.';
  const near = nearest(method, segments);
  const help =
    near.length > 0
      ? `Near it: ${list(near)}.`
      : 'Paths begin right after /front, such as /front/conversations.';
  return `${none} ${help}`;
}

function list(operations: readonly Operation[]): string {
  return operations.map(({ method, path, id }) => `${method} ${path} (${id})`).join(', ');
}

/** Those that share most of the path; else those whose first part is nearly the same. */
function nearest(method: string, segments: readonly string[]): Operation[] {
  const byShared = OPERATIONS.map((operation) => ({
    operation,
    shared: sharedParts(operation.path, segments),
  }));
  const most = Math.max(...byShared.map(({ shared }) => shared));
  const [first = ''] = segments;
  const near =
    most > 0
      ? byShared.filter(({ shared }) => shared === most).map(({ operation }) => operation)
      : OPERATIONS.filter(({ path }) => isNearly(partsOf(path)[0] ?? '', first.toLowerCase()));
  const unlike = ({ path, method: other }: Operation): number =>
    Math.abs(partsOf(path).length - segments.length) * 2 + (other === method ? 0 : 1);
  return near.sort((a, b) => unlike(a) - unlike(b)).slice(0, MOST_NEAR);
}

function partsOf(path: string): string[] {
  return path.slice(1).split('/');
}

/** How many parts from the beginning fit. */
function sharedParts(path: string, segments: readonly string[]): number {
  const parts = partsOf(path);
  let at = 0;
  while (at < parts.length && at < segments.length) {
    const part = parts[at] ?? '';
    if (part !== segments[at] && !part.startsWith('{')) break;
    at += 1;
  }
  return at;
}

/** True where a few letters are wrong, missing or too many (Levenshtein). */
function isNearly(known: string, given: string): boolean {
  const most = Math.min(MOST_WRONG, Math.floor(known.length / 3));
  if (Math.abs(known.length - given.length) > most) return false;
  let row = Array.from({ length: given.length + 1 }, (_, at) => at);
  for (let i = 1; i <= known.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= given.length; j += 1) {
      const change = (row[j - 1] ?? 0) + (known[i - 1] === given[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return (row[given.length] ?? Infinity) <= most;
}
