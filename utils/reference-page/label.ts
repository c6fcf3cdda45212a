import { OWN_MARK } from '../settings-page/page-parts.ts';
import type { LabelWords } from './describe-label.ts';
import LABEL_STYLE from './label.css?inline';
import { t } from '../i18n/t.ts';

export interface Label {
  readonly show: (words: LabelWords, dark: boolean) => void;
  readonly remove: () => void;
}

/** What a person can do with the label. */
export interface LabelActs {
  readonly open: () => void;
  readonly hide: () => void;
}

/**
 * Out of the flow, in the corner at the bottom, so that nothing of the page moves. `all` undoes what
 * the page's sheets say, and nothing of them outranks an inline `!important`.
 */
const HOST_STYLE =
  'all:initial;position:fixed;right:16px;bottom:16px;z-index:2147483000;display:block;contain:layout style;'.replaceAll(
    ';',
    '!important;',
  );

/**
 * A label in a closed shadow root: one button that opens our own page, one that hides the label. Both
 * act for a real click or key of the person at the keyboard alone.
 */
export function createLabel(document: Document, acts: LabelActs): Label {
  const make = <Tag extends keyof HTMLElementTagNameMap>(tag: Tag, text = '') => {
    const element = document.createElement(tag);
    element.textContent = text;
    return element;
  };
  const host = make('div');
  host.setAttribute(OWN_MARK, '');
  host.style.cssText = HOST_STYLE;
  const at = make('div');
  const open = make('button');
  const hide = make('button', '×');
  open.className = 'open';
  hide.className = 'hide';
  hide.title = t('reference.hide');
  hide.setAttribute('aria-label', hide.title);
  at.append(open, hide);
  // An element rather than an adopted sheet: Firefox lets a content script adopt none
  // (https://bugzilla.mozilla.org/show_bug.cgi?id=1751346).
  host.attachShadow({ mode: 'closed' }).append(make('style', LABEL_STYLE), at);

  for (const [button, act] of [
    [open, acts.open],
    [hide, acts.hide],
  ] as const) {
    button.type = 'button';
    button.addEventListener('click', (event) => {
      if (event.isTrusted) act();
    });
  }

  return {
    show({ lead, rest, label, state }, dark) {
      at.className = `at ${state}`;
      at.classList.toggle('dark', dark);
      open.setAttribute('aria-label', label);
      open.title = label;
      open.replaceChildren(make('i'), make('b', lead), make('span', rest));
      // Beside the page's body, which is the page's own to draw anew.
      if (!host.isConnected) document.documentElement.append(host);
    },
    remove() {
      host.remove();
    },
  };
}
