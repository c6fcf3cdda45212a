import { saidBy } from './evidence.ts';
import { LABELS } from './labels.ts';
import { INTERACTIVE, OWN_MARK } from './page-parts.ts';
import { foldText, wholeText } from './whole-text.ts';

/** Front's question before it deletes a token. */
export interface DeleteDialog {
  readonly element: Element;
  /** Front's own button that does it. */
  readonly button: Element;
}

const DIALOG = 'dialog[open],[role=dialog],[role=alertdialog],[popover]';

/** Finds an open dialog with a button that deletes. */
export function findDeleteDialog(document: Document): DeleteDialog | null {
  for (const element of document.querySelectorAll(DIALOG)) {
    if (element.closest(`[${OWN_MARK}],[hidden]`) !== null) continue;
    const button = [...element.querySelectorAll(INTERACTIVE)].find((one) =>
      LABELS.delete.test(saidBy(one)),
    );
    if (button !== undefined) return { element, button };
  }
  return null;
}

/**
 * Which of these tokens the dialog names: those whose name is the whole text of an element in it, or
 * stands in it between quotation marks.
 */
export function namedIn(dialog: Element, names: Iterable<string>): readonly string[] {
  const texts = new Set([...dialog.querySelectorAll('*')].map((element) => wholeText(element)));
  const said = foldText(dialog.textContent);
  return [...new Set(names)].filter(
    (name) => texts.has(name) || new RegExp(`["“„«']${escape(name)}["”“»']`).test(said),
  );
}

function escape(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
