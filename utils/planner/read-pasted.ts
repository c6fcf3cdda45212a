import { matchOperation } from '../../contract/match-operation.ts';
import { OPERATIONS, OPERATIONS_BY_ID } from '../../contract/operations.ts';
import { dropValues } from './drop-values.ts';
import { findAddresses, joinPieces, type FoundAddress } from './find-addresses.ts';
import { readMethod } from './read-method.ts';

/** What was made of one call in a pasted text. */
export type Finding =
  | { readonly kind: 'operation'; readonly id: string }
  /** The text does not say the method, and Front has several at this path. */
  | { readonly kind: 'choice'; readonly path: string; readonly ids: readonly string[] }
  /** Front's published operations have no such call. */
  | { readonly kind: 'unknown_call'; readonly call: string }
  /** A link or a name in the manner of Front's reference that no operation has. */
  | { readonly kind: 'unknown_id'; readonly id: string }
  /** A call to somebody else. */
  | { readonly kind: 'elsewhere'; readonly host: string }
  /** A call whose address is a name in the code. */
  | { readonly kind: 'hidden_address'; readonly call: string };

export interface PastedReading {
  /** Each thing once, in the order of the text. */
  readonly findings: readonly Finding[];
  /** The text without credentials: the one that may be shown and kept. */
  readonly text: string;
  /** Credentials that were taken out. */
  readonly dropped: number;
  /** Lines in which nothing was found. */
  readonly passedOver: number;
  /** True where the text was longer than is read. */
  readonly cut: boolean;
}

/** Longest text that is read, in UTF-16 units. */
export const LONGEST_PASTED = 100_000;

const DOCS_HOST = 'dev.frontapp.com';
const CORE_HOST = /^(?:api2|[\w-]+\.api)\.frontapp\.com$/;
const REFERENCE = /^\/reference\/([\w-]+)/;
/** Operation ids are words with hyphens between them. */
const SLUG = /(?<![\w/.\-@])[a-z]+(?:-[a-z0-9]+)+(?![\w/\-@]|\.\w)/g;
const HIDDEN =
  /\b(?:fetch|urlopen|requests\.(?:get|post|put|patch|delete)|httpx\.(?:get|post|put|patch|delete)|axios(?:\.(?:get|post|put|patch|delete))?)\(\s*[A-Za-z_$][\w.$]*\s*[,)]/g;

interface Placed {
  readonly start: number;
  readonly end: number;
  readonly finding: Finding;
}

/**
 * Reads the calls of Front's Core API out of code, commands, links and names of operations, several
 * at once, and says of what it could not read that it could not. Values of tokens are taken out
 * before anything is looked at. Pure.
 */
export function readPasted(pasted: string): PastedReading {
  const { text, dropped } = dropValues(pasted.slice(0, LONGEST_PASTED));
  const joined = joinPieces(text);
  const addresses = findAddresses(joined);
  const placed = addresses.flatMap((address, index) =>
    placedCall(joined, address, addresses[index - 1], addresses[index + 1]),
  );
  const names = [...blanked(joined, addresses).matchAll(SLUG)].flatMap((match) =>
    placedName(joined, match[0], match.index),
  );
  const hidden = [...joined.matchAll(HIDDEN)].map((match): Placed => ({
    start: match.index,
    end: match.index + match[0].length,
    finding: { kind: 'hidden_address', call: match[0].replace(/\s*[,)]$/, ')') },
  }));
  const all = [...placed, ...names, ...hidden].sort((a, b) => a.start - b.start);
  return {
    findings: once(all.map(({ finding }) => finding)),
    text,
    dropped,
    passedOver: linesWithout(joined, all),
    cut: pasted.length > LONGEST_PASTED,
  };
}

function placedCall(
  text: string,
  address: FoundAddress,
  previous: FoundAddress | undefined,
  next: FoundAddress | undefined,
): readonly Placed[] {
  const finding = readAddress(text, address, previous, next);
  return finding === null ? [] : [{ start: address.start, end: address.end, finding }];
}

/** Null for what only looks like an address: a path of files, a comment, an ending tag. */
function readAddress(
  text: string,
  address: FoundAddress,
  previous: FoundAddress | undefined,
  next: FoundAddress | undefined,
): Finding | null {
  const { host, path, isCore, start, end } = address;
  if (host === DOCS_HOST) {
    const id = REFERENCE.exec(path)?.[1];
    if (id === undefined) return { kind: 'elsewhere', host };
    return OPERATIONS_BY_ID.has(id) ? { kind: 'operation', id } : { kind: 'unknown_id', id };
  }
  const onCore = host === null ? isCore : CORE_HOST.test(host);
  // A base address alone, such as `https://api2.frontapp.com` in a constant, calls nothing.
  if (path === '') return host === null || onCore ? null : { kind: 'elsewhere', host };
  const isGateway = host !== null && isCore && text.slice(start, end).includes('/front/');
  if (host !== null && !onCore && !isGateway) return { kind: 'elsewhere', host };
  const said = readMethod({
    text,
    start,
    end,
    after: previous?.end ?? 0,
    before: next?.start ?? text.length,
  });
  if (!onCore && !isGateway && said.kind === 'unsaid') return null;
  return said.kind === 'unsaid' ? atPath(path) : callOf(said.method, path);
}

function callOf(method: string, path: string): Finding {
  const operation = matchOperation(method, segmentsOf(path));
  return operation === null
    ? { kind: 'unknown_call', call: `${method} ${path}` }
    : { kind: 'operation', id: operation.id };
}

function atPath(path: string): Finding {
  const methods = [...new Set(OPERATIONS.map(({ method }) => method))];
  const ids = methods.flatMap((method) => matchOperation(method, segmentsOf(path))?.id ?? []);
  const [only] = ids;
  if (only === undefined) return { kind: 'unknown_call', call: path };
  // Whoever names a path alone means to read it; that something is to be changed is not guessed.
  const isRead = ids.length === 1 && OPERATIONS_BY_ID.get(only)?.method === 'GET';
  return isRead ? { kind: 'operation', id: only } : { kind: 'choice', path, ids };
}

function segmentsOf(path: string): readonly string[] {
  return path.slice(1).split('/');
}

/** A name that stands alone on its line was meant as one of an operation; any other word may be anything. */
function placedName(text: string, name: string, start: number): readonly Placed[] {
  const end = start + name.length;
  if (OPERATIONS_BY_ID.has(name)) {
    return [{ start, end, finding: { kind: 'operation', id: name } }];
  }
  const stop = text.indexOf('\n', end);
  const line = text.slice(text.lastIndexOf('\n', start) + 1, stop < 0 ? text.length : stop);
  return line.trim() === name ? [{ start, end, finding: { kind: 'unknown_id', id: name } }] : [];
}

function once(findings: readonly Finding[]): readonly Finding[] {
  return [...new Map(findings.map((finding) => [JSON.stringify(finding), finding])).values()];
}

/** The text with slashes in the place of addresses, which hold words of their own: a name right beside one belongs to it. */
function blanked(text: string, addresses: readonly FoundAddress[]): string {
  let at = 0;
  const parts: string[] = [];
  for (const { start, end } of addresses) {
    parts.push(text.slice(at, start), '/'.repeat(end - start));
    at = end;
  }
  return parts.join('') + text.slice(at);
}

/** Both are in the order of the text, so one pass does. */
function linesWithout(text: string, placed: readonly Placed[]): number {
  let at = 0;
  let count = 0;
  let next = 0;
  for (const line of text.split('\n')) {
    const stop = at + line.length;
    let has = false;
    for (let one = placed[next]; one !== undefined && one.start <= stop; one = placed[next]) {
      has = true;
      // One that goes on in the next line counts there too.
      if (one.end > stop) break;
      next += 1;
    }
    if (!has && !/^[\s{}()[\],;]*$/.test(line)) count += 1;
    at = stop + 1;
  }
  return count;
}
