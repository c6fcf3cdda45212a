/**
 * The text of an element as a person reads it: white space folded, composed characters. Names are
 * compared in this form only, so that a line break in the page's source makes no difference, and
 * nothing else is forgiven.
 */
export function wholeText(node: Node): string {
  return foldText(node.textContent ?? '');
}

/** True when it says anything at all. Far cheaper than its whole text, and asked of every node. */
export function hasText(node: Node): boolean {
  return /\S/.test(node.textContent ?? '');
}

export function foldText(text: string): string {
  // Matches nothing in most texts, which is what makes it quick.
  return text
    .replace(/\s{2,}|[^\S ]/g, ' ')
    .trim()
    .normalize('NFC');
}
