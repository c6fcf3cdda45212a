/** One way of reading a text, with the way back to the text's lines. */
export interface TextView {
  readonly text: string;
  /** The line, from 1, in which the character at `index` stands. */
  lineOf(index: number): number;
  /** Lines were joined here: what follows a value may be glued to it. */
  readonly joined: boolean;
}

/** Encodings within encodings are undone this often: a URL in a JSON in a log line. */
const LAYERS = 3;

/**
 * The ways in which a value may stand in a text: as it is; percent-encoded (in URLs) or escaped (in JSON
 * and source); and broken over lines, by a mail program, a terminal, a diff or a quoted string.
 */
export function textViews(text: string): readonly TextView[] {
  const lines = text.split(/\r\n|\r|\n/);
  const plain = viewOf(lines, '\n', false);
  const decoded = lines.map(decode);
  const views = [plain];
  if (decoded.some((line, i) => line !== lines[i])) views.push(viewOf(decoded, '\n', false));
  if (lines.length > 1) views.push(viewOf(decoded.map(unwrap), '', true));
  return views;
}

function viewOf(lines: readonly string[], between: string, joined: boolean): TextView {
  const starts: number[] = [];
  let at = 0;
  for (const line of lines) {
    starts.push(at);
    at += line.length + between.length;
  }
  return {
    text: lines.join(between),
    joined,
    lineOf(index) {
      let low = 0;
      let high = starts.length - 1;
      while (low < high) {
        const middle = Math.ceil((low + high) / 2);
        if ((starts[middle] ?? 0) <= index) low = middle;
        else high = middle - 1;
      }
      return low + 1;
    },
  };
}

/** Percent-encoding (RFC 3986), and escapes of JSON and of source, of plain characters alone. */
function decode(line: string): string {
  let text = line;
  for (let layer = 0; layer < LAYERS; layer += 1) {
    const next = text
      .replace(/%([2-7][0-9a-f])/gi, (_, hex: string) => charOf(hex))
      .replace(/\\u00([2-7][0-9a-f])/gi, (_, hex: string) => charOf(hex))
      .replace(/\\x([2-7][0-9a-f])/gi, (_, hex: string) => charOf(hex))
      .replace(/&#(?:x([2-7][0-9a-f])|(\d{2,3}));/gi, (whole, hex?: string, decimal?: string) =>
        hex !== undefined ? charOf(hex) : (plainChar(Number(decimal)) ?? whole),
      )
      // Quoted-printable (RFC 2045) writes an `=` so; nothing else of a value is ever encoded in it.
      .replace(/=3D/g, '=')
      .replace(/\\([/_.-])/g, '$1');
    if (next === text) break;
    text = next;
  }
  return text;
}

function charOf(hex: string): string {
  return String.fromCharCode(parseInt(hex, 16));
}

function plainChar(code: number): string | null {
  return code >= 0x20 && code < 0x7f ? String.fromCharCode(code) : null;
}

const LEFT_OF_A_PIECE = new Set(' \t+->|#*\'"`');
const RIGHT_OF_A_PIECE = new Set(' \t\\+=,;\'"`|');

/**
 * Takes off what stands at the ends of a line that was broken: marks of a diff or a reply, quotes, a
 * backslash, indent. By hand: a pattern would read a line of blanks anew from each of them.
 */
function unwrap(line: string): string {
  let start = 0;
  while (LEFT_OF_A_PIECE.has(line.charAt(start))) start += 1;
  let end = line.length;
  while (end > start) {
    const last = line.charAt(end - 1);
    if (RIGHT_OF_A_PIECE.has(last)) end -= 1;
    // An escaped end of line.
    else if ((last === 'n' || last === 'r') && line.charAt(end - 2) === '\\') end -= 2;
    else break;
  }
  return line.slice(start, Math.max(end, start));
}
