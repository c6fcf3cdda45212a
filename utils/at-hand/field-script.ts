/** Why a value is not put into a field, as the script in the page sees it. */
export type FieldFault =
  /** What was clicked takes no text, or the focus is elsewhere. */
  | 'not_a_field'
  /** It can't be seen, so nobody can have meant it. */
  | 'hidden'
  /** It is another field, or another page, than the one that was clicked. */
  | 'other_field'
  /** It takes fewer characters than a value has. */
  | 'too_short'
  /** It did not take the value. */
  | 'not_taken';

export type FieldStep =
  /** Remembers the field that was clicked. */
  | { readonly kind: 'mark'; readonly mark: string; readonly targetElementId: number | null }
  /** Puts the value into that field, if it is still the one that has the focus. */
  | {
      readonly kind: 'fill';
      readonly mark: string;
      readonly origin: string;
      readonly value: string;
    };

export type FieldAnswer =
  /** `origin` is that of the frame, as the browser itself counts it: `null` for a sandboxed one. */
  | { readonly kind: 'done'; readonly origin: string }
  | { readonly kind: 'fault'; readonly fault: FieldFault };

/**
 * Runs in the frame that was clicked, in our own world there: what it remembers, and the value, are
 * out of the page's reach until the value stands in the field. It may use nothing from this module.
 *
 * Neither browser of ours may trust the page: it can move the focus, hide the field or swap it between
 * the click and the answer of the service. So the field is remembered as the very element, and looked
 * at anew before it is written to.
 */
export function actOnField(step: FieldStep): FieldAnswer {
  interface Memory {
    companionField?: { readonly mark: string; readonly field: WeakRef<Element> };
  }
  const memory = globalThis as unknown as Memory;
  const TEXT_TYPES = new Set(['text', 'password', 'search', 'url', 'tel', 'email']);
  const LEAST_PX = 8;
  const fault = (why: FieldFault): FieldAnswer => ({ kind: 'fault', fault: why });

  const focused = (): Element | null => {
    let active = document.activeElement;
    while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
    return active;
  };
  const isPlain = (element: Element): element is HTMLInputElement | HTMLTextAreaElement =>
    element instanceof HTMLTextAreaElement ||
    (element instanceof HTMLInputElement && TEXT_TYPES.has(element.type));
  const takesText = (element: Element): element is HTMLElement =>
    isPlain(element)
      ? !element.disabled && !element.readOnly
      : element instanceof HTMLElement && element.isContentEditable;
  const isSeen = (element: HTMLElement): boolean => {
    const { left, top, right, bottom, width, height } = element.getBoundingClientRect();
    const inView = right > 0 && bottom > 0 && left < innerWidth && top < innerHeight;
    return (
      width >= LEAST_PX &&
      height >= LEAST_PX &&
      inView &&
      element.checkVisibility({ opacityProperty: true, visibilityProperty: true })
    );
  };
  /** Firefox names the element that was clicked; Chrome does not. It may stand within the field. */
  const wasClicked = (field: Element, id: number | null): boolean => {
    const { browser } = globalThis as {
      browser?: { menus?: { getTargetElement?: (id: number) => Element | null } };
    };
    const clicked = id === null ? null : browser?.menus?.getTargetElement?.(id);
    return !clicked || field === clicked || field.contains(clicked);
  };

  const field = focused();
  if (step.kind === 'mark') {
    delete memory.companionField;
    if (field === null || !takesText(field)) return fault('not_a_field');
    if (!wasClicked(field, step.targetElementId)) return fault('other_field');
    if (!isSeen(field)) return fault('hidden');
    memory.companionField = { mark: step.mark, field: new WeakRef(field) };
    return { kind: 'done', origin: window.origin };
  }

  const marked = memory.companionField;
  delete memory.companionField;
  if (marked?.mark !== step.mark || window.origin !== step.origin) return fault('other_field');
  if (field === null || marked.field.deref() !== field) return fault('other_field');
  if (!takesText(field)) return fault('not_a_field');
  if (!isSeen(field)) return fault('hidden');
  const { value } = step;
  if (!isPlain(field)) {
    // Editors hear of it as of typing, and it can be undone. Deprecated, and without a successor.
    // eslint-disable-next-line @typescript-eslint/no-deprecated
    document.execCommand('insertText', false, value);
    return field.textContent.includes(value)
      ? { kind: 'done', origin: step.origin }
      : fault('not_taken');
  }
  const start = field.selectionStart;
  const end = field.selectionEnd;
  const after =
    start === null || end === null
      ? value
      : field.value.slice(0, start) + value + field.value.slice(end);
  // A person could not type more; what is cut off would look like a value and be none.
  if (field.maxLength >= 0 && after.length > field.maxLength) return fault('too_short');
  // Ours is the browser's own setter: a framework that has put its own before it, as React does,
  // notices at the event that the value is another one.
  if (start === null || end === null) field.value = value;
  else field.setRangeText(value, start, end, 'end');
  const happened = { bubbles: true, composed: true };
  field.dispatchEvent(new InputEvent('input', { ...happened, inputType: 'insertFromPaste' }));
  field.dispatchEvent(new Event('change', happened));
  return field.value.includes(value) ? { kind: 'done', origin: step.origin } : fault('not_taken');
}
