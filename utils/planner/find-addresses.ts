import { OPERATIONS } from '../../contract/operations.ts';

/** An address of an HTTP call, as it stands in pasted text. */
export interface FoundAddress {
  readonly start: number;
  readonly end: number;
  /** Host of a whole address, lower case; null where a base was left out or is a name in the code. */
  readonly host: string | null;
  /** Without host, query and slash at the end; begins with a slash. */
  readonly path: string;
  /** Whether its first segment is one of the Core API's. */
  readonly isCore: boolean;
}

/** A name in the code instead of text, in the ways of a dozen languages. */
const PLACE = String.raw`\$\{[^{}\n]{0,80}\}|#\{[^{}\n]{0,80}\}|\{\{[^{}\n]{0,80}\}\}|\{[^{}\n]{0,80}\}|<[\w .-]{1,80}>|%[sd]|\$\w+`;
const SEGMENT = String.raw`(?:${PLACE}|[\w\-.~%!*+=:@&])+`;
const SEGMENTS = String.raw`(?:\/${SEGMENT})+`;
const WHOLE = String.raw`https?:\/\/(?<host>[\w.-]+(?::\d+)?)(?<path>${SEGMENTS})?\/?`;
const BARE = String.raw`(?<![\w.:/\-]|[}>]\w{0,9})(?:${PLACE})?(?<bare>${SEGMENTS})\/?`;
/** `client.get('contacts')`: a path without its slash, right in a call. */
const SLASHLESS = String.raw`(?<=\b(?:get|post|put|patch|delete)\(\s*[fbr]?["'\x60])(?<less>[a-z_]+(?:${SEGMENTS})?)`;
const ADDRESS = new RegExp([WHOLE, SLASHLESS, BARE].join('|'), 'gi');

/** First segments of the Core API's paths. */
const ROOTS: ReadonlySet<string> = new Set(OPERATIONS.map(({ path }) => path.split('/')[1] ?? ''));
/** The service's gateway has Front's paths below this one. */
const GATEWAY = '/front/';

/** Finds what may be the address of a call, in the order of the text. */
export function findAddresses(text: string): readonly FoundAddress[] {
  return [...text.matchAll(ADDRESS)].flatMap((match) => {
    const { host, path, bare, less } = match.groups ?? {};
    const given = bare ?? (less === undefined ? (path ?? '') : `/${less}`);
    const read = belowGateway(tidy(given));
    const isCore = ROOTS.has(read.split('/')[1] ?? '');
    if (less !== undefined && !isCore) return [];
    return {
      start: match.index,
      end: match.index + match[0].length,
      host: host?.toLowerCase() ?? null,
      path: read,
      isCore,
    };
  });
}

const NO_END_OF_A_PATH: ReadonlySet<string> = new Set('.:!*&=');

/**
 * The dot of a sentence and the colon of a heading belong to no path. Read from its end, since a
 * pattern would begin anew at each dot of a path that is full of them.
 */
function tidy(path: string): string {
  let end = path.length;
  while (NO_END_OF_A_PATH.has(path.charAt(end - 1))) end -= 1;
  return path.slice(0, end);
}

function belowGateway(path: string): string {
  const below = path.slice(GATEWAY.length - 1);
  return path.startsWith(GATEWAY) && ROOTS.has(below.split('/')[1] ?? '') ? below : path;
}

/**
 * Writes a text so that one call stands in one piece: broken lines joined, and texts that a program
 * puts together with names between them, such as `"/contacts/" + id + "/notes"`, in braces.
 */
export function joinPieces(text: string): string {
  return text
    .replace(/\\\r?\n/g, '  ')
    .replace(
      /["'`]\s{0,4}[+.]\s{0,4}([\w$][\w$.[\]()]{0,80}?)\s{0,4}[+.]\s{0,4}["'`](?=[/?])/g,
      '{$1}',
    )
    .replace(/(\/)(["'`])\s{0,4}[+.]\s{0,4}([\w$][\w$.[\]]{0,80})/g, '$1{$3}$2');
}
