import { saidBy } from './evidence.ts';
import { LABELS } from './labels.ts';
import { INTERACTIVE, OWN_MARK } from './page-parts.ts';
import { wholeText } from './whole-text.ts';

/** Front's form for a new token. */
export interface CreateForm {
  /** The field for the token's name. */
  readonly field: HTMLInputElement;
  /** Narrowest element that holds the field and the button that creates. */
  readonly form: Element;
  /** True when it covers another page. */
  readonly isDialog: boolean;
}

const TEXT_FIELD = 'input:not([type]),input[type=text]';
const DIALOG = 'dialog,[role=dialog]';

/**
 * Finds the form by its button “Create” and the text field before it: the one labelled as a name, or
 * the only one. Where it can't be told which field is the name's there is no form.
 */
export function findCreateForm(document: Document, part: Element): CreateForm | null {
  for (const dialog of document.querySelectorAll(DIALOG)) {
    const found = findIn(dialog);
    if (found !== null) return { ...found, isDialog: true };
  }
  const found = findIn(part);
  return found === null ? null : { ...found, isDialog: false };
}

function findIn(within: Element): Omit<CreateForm, 'isDialog'> | null {
  for (const button of within.querySelectorAll(INTERACTIVE)) {
    if (!LABELS.create.test(saidBy(button)) || button.closest(`[${OWN_MARK}],[hidden]`) !== null) {
      continue;
    }
    for (let form = button.parentElement; form !== null; form = form.parentElement) {
      const fields = [...form.querySelectorAll<HTMLInputElement>(TEXT_FIELD)];
      if (fields.length > 0) {
        const field = fields.find(isNameField) ?? (fields.length === 1 ? fields[0] : undefined);
        return field === undefined ? null : { field, form };
      }
      if (form === within) break;
    }
  }
  return null;
}

function isNameField(field: HTMLInputElement): boolean {
  const labels = [...(field.labels ?? [])].map((label) => wholeText(label));
  return [...labels, field.getAttribute('aria-label') ?? '', field.placeholder].some((label) =>
    LABELS.name.test(label),
  );
}
