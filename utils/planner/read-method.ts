/** A text with the place of an address in it, and where its neighbours end and begin. */
export interface AddressInText {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** End of the address before; 0 for the first. */
  readonly after: number;
  /** Start of the next one, or the text's end. */
  readonly before: number;
}

/** What a text says of the method of a call. `unsaid`: no call is to be seen around the address. */
export type MethodReading = { kind: 'method'; method: string } | { kind: 'unsaid' };

const METHODS = 'get|post|put|patch|delete|head|options';
/** A name of the base that is put before: `BASE + "`. */
const BASE = String.raw`(?:[\w$.[\]()]+\s*[+.]\s*)?[fbru]?["'\x60]?$`;
/** `POST /contacts`, `"PUT", "/contacts"`, `-X POST "…"`. */
const WORD = new RegExp(
  String.raw`\b(?<method>${METHODS.toUpperCase()})\b["'\x60]?\s*[,:]?\s*(?:url\s*=\s*)?${BASE}`,
);
/** `axios.post(`, `requests.delete(`, `HttpPut(`, `Net::HTTP::Post.new(`. */
const CALL = new RegExp(
  String.raw`(?:\b|_|:|http)(?<method>${METHODS})(?:async|json|\.new)?\s*(?:<[^>]{0,80}>)?\(\s*(?:[A-Z][\w.]*\(|url\s*=\s*|uri\s*[=:]\s*)?\s*${BASE}`,
  'i',
);
/** Without a word about the method these get. */
const GETTER = new RegExp(
  String.raw`(?:\bfetch|\burlopen|\baxios|\bwget)\s*(?:\(\s*(?:\{\s*url\s*:\s*)?|\s)\s*${BASE}`,
);
const METHOD_FIELD = new RegExp(
  String.raw`\b(?:method|verb|CURLOPT_CUSTOMREQUEST)["']?\s*(?:[:=,]|=>)\s*["'\x60](?<method>${METHODS})["'\x60]`,
  'i',
);
/** A method is named that can't be read here: a variable, or options that come from elsewhere. */
const UNREADABLE = /\b(?:method|verb|CURLOPT_CUSTOMREQUEST)\b|\.\.\.|\*\*\w/;
/** Options of curl that take nothing, so that others may follow them behind one dash. */
const BUNDLED = '-[sSLkvifgjlnNOqR0-9#]*';
const NEAR_BEFORE = 200;
const NEAR_AFTER = 400;

/** Reads the method of the call that an address belongs to from what stands around it. */
export function readMethod(place: AddressInText): MethodReading {
  const { text, start, end } = place;
  const near = text.slice(Math.max(place.after, start - NEAR_BEFORE), start);
  const said = WORD.exec(near) ?? CALL.exec(near);
  const inCurl = curlCommand(place);
  if (inCurl !== null) {
    const inFlags = curlMethod(inCurl);
    return inFlags === null ? { kind: 'unsaid' } : method(inFlags);
  }
  if (said?.groups?.method !== undefined) return method(said.groups.method);
  const after = callAfter(text.slice(end, Math.min(place.before, end + NEAR_AFTER)));
  const field = METHOD_FIELD.exec(after) ?? METHOD_FIELD.exec(openCall(near));
  if (field?.groups?.method !== undefined) return method(field.groups.method);
  const own = [restOfCall(after), near.slice(near.lastIndexOf('(') + 1)];
  if (own.some((options) => UNREADABLE.test(options))) return { kind: 'unsaid' };
  return GETTER.test(near) ? method('GET') : { kind: 'unsaid' };
}

function method(word: string): MethodReading {
  return { kind: 'method', method: word.toUpperCase() };
}

/** What still belongs to this call: no further than a new call or an empty line. */
function callAfter(text: string): string {
  return text.split(/\n\s*\n|\b(?:fetch|axios|curl)\b/)[0] ?? '';
}

/** What is left of the call's own brackets. */
function restOfCall(text: string): string {
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    if ('([{'.includes(text.charAt(at))) depth += 1;
    else if (')]}'.includes(text.charAt(at))) depth -= 1;
    if (depth < 0 && text.charAt(at) === ')') return text.slice(0, at);
  }
  return text;
}

/** What was begun and not ended before the address: the options of its own call. */
function openCall(text: string): string {
  return text.slice(text.lastIndexOf(')') + 1);
}

/** The command around the address, to its end; null where there is none. */
function curlCommand({ text, start, after, before }: AddressInText): string | null {
  const found = text.slice(after, start).lastIndexOf('curl');
  const at = after + found;
  if (found < 0 || !/^curl(?:\.exe)?\s/.test(text.slice(at, at + 10))) return null;
  if (/[;|\n]/.test(withoutQuoted(text.slice(at, start)))) return null;
  let quote = '';
  for (let index = at; index < before; index += 1) {
    const char = text.charAt(index);
    if (quote !== '') {
      if (char === quote) quote = '';
    } else if (char === '"' || char === "'") quote = char;
    else if (char === '\n' || char === ';' || char === '|') return text.slice(at, index);
  }
  return text.slice(at, before);
}

function withoutQuoted(text: string): string {
  return text.replace(/"[^"]*"|'[^']*'/g, '');
}

/**
 * As `man curl` has it: data makes a POST, unless it is sent in the address or the method is named.
 * @returns null when it is named by what can't be read here, such as a variable
 */
function curlMethod(command: string): string | null {
  const named = NAMED_METHOD.exec(command)?.[1];
  if (named !== undefined) return named;
  const flags = withoutQuoted(command);
  if (CURL.named.test(flags)) return null;
  if (CURL.get.test(flags)) return 'GET';
  if (CURL.head.test(flags)) return 'HEAD';
  if (CURL.post.test(flags)) return 'POST';
  return CURL.put.test(flags) ? 'PUT' : 'GET';
}

const NAMED_METHOD = new RegExp(String.raw`\s(?:${BUNDLED}X\s*|--request[\s=]+)["']?([A-Za-z]+)`);
const CURL = {
  named: new RegExp(String.raw`\s(?:${BUNDLED}X|--request\b)`),
  get: new RegExp(String.raw`\s(?:${BUNDLED}G|--get)\b`),
  head: new RegExp(String.raw`\s(?:${BUNDLED}I|--head)\b`),
  post: new RegExp(String.raw`\s(?:${BUNDLED}[dF]|--data\b|--data-\w+|--json|--form\b)`),
  put: new RegExp(String.raw`\s(?:${BUNDLED}T|--upload-file\b)`),
};
