import { foldText, wholeText } from './whole-text.ts';

export type Tooltip =
  /** The tooltip says the whole name, of which the page may show but a part. */
  | { readonly kind: 'name'; readonly name: string; readonly element: Element }
  /** It begins with what the page shows and says more: a longer name, or a remark. */
  | { readonly kind: 'unclear' }
  /** There is none, or it is about something else. */
  | { readonly kind: 'none' };

/**
 * Reads the tooltip (the attribute `title`) that a name may have, where a page cuts names short or
 * builds them of several pieces.
 * @param text the first text of the name
 * @param place what the name stands in
 */
export function readTooltip(text: Text, place: Element): Tooltip {
  for (let at = text.parentElement; at !== null; at = at.parentElement) {
    const title = foldText(at.getAttribute('title') ?? '');
    if (title !== '') return judge(title, at);
    if (at === place) break;
  }
  return { kind: 'none' };
}

function judge(title: string, element: Element): Tooltip {
  const shown = wholeText(element);
  if (isWholeOf(title, shown)) return { kind: 'name', name: title, element };
  return title.startsWith(shown) ? { kind: 'unclear' } : { kind: 'none' };
}

/** True when `shown` is this whole text, or what is left of it around one mark of omission. */
function isWholeOf(whole: string, shown: string): boolean {
  if (shown === whole) return true;
  const [before, after, more] = shown.split(/\s*(?:…|\.{3})\s*/);
  if (before === undefined || after === undefined || more !== undefined) return false;
  return (
    before !== '' &&
    before.length + after.length < whole.length &&
    whole.startsWith(before) &&
    whole.endsWith(after)
  );
}
