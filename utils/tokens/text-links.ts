import { isWebAddress } from './is-web-address.ts';

/** A piece of a note: plain text, or an address that can be opened. */
export type TextPart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'link'; readonly text: string };

const ADDRESS = /https?:\/\/[^\s<>"“”„`]+/giu;
/** What ends a sentence, or closes a bracket that was opened before the address. */
const ENDING: ReadonlySet<string> = new Set(".,;:!?'’)]}…");

/**
 * Finds the addresses in a note. Nothing else in it means anything: no other scheme, no markup. An
 * address with a name or a password before its host, which reads like another host, stays text. Pure.
 */
export function textLinks(text: string): readonly TextPart[] {
  const parts: TextPart[] = [];
  let from = 0;
  for (const match of text.matchAll(ADDRESS)) {
    const address = withoutEnding(match[0]);
    if (!isOpenable(address)) continue;
    if (match.index > from) parts.push({ kind: 'text', text: text.slice(from, match.index) });
    parts.push({ kind: 'link', text: address });
    from = match.index + address.length;
  }
  if (from < text.length) parts.push({ kind: 'text', text: text.slice(from) });
  return parts;
}

/** A bracket at the end belongs to the address when it was opened in it, as Wikipedia’s are. */
function withoutEnding(address: string): string {
  let end = address.length;
  // From the end: a pattern would begin anew at each dot of a text that is full of them.
  while (ENDING.has(address.charAt(end - 1))) end -= 1;
  const ending = address.slice(end);
  const bare = address.slice(0, end);
  const isOpened = ending.startsWith(')') && bare.split('(').length > bare.split(')').length;
  return isOpened ? `${bare})` : bare;
}

function isOpenable(address: string): boolean {
  if (!isWebAddress(address) || !URL.canParse(address)) return false;
  const { username, password } = new URL(address);
  return username === '' && password === '';
}
