import type { Place } from './decide-place.ts';
import BADGE_STYLE from './badge.css?inline';
import type { BadgeWords } from './describe-badge.ts';
import { OWN_MARK } from './page-parts.ts';

export interface Badge {
  /** The one element that stands in the page: without size, without text, its root closed. */
  readonly host: HTMLElement;
  readonly show: (words: BadgeWords) => void;
  /** Sets the badge down, measured from its host; until then it is not seen. */
  readonly put: (place: Place, dark: boolean) => void;
  readonly remove: () => void;
}

/**
 * Out of the flow, without size, and closed to the page's rules: `all` undoes what the page's
 * sheets say, and nothing of them outranks an inline `!important`. `contain` keeps the badge from
 * making anything scroll. `visibility` is inherited, so that a row that the page hides stays hidden.
 */
const HOST_STYLE =
  'all:initial;position:absolute;display:block;width:0;height:0;line-height:0;font-size:0;contain:layout style;visibility:inherit;'.replaceAll(
    ';',
    '!important;',
  );

/** Of these the page's rows need not hear when they happen on a badge. */
const KEPT_IN = 'click dblclick mousedown mouseup pointerdown pointerup keydown keyup'.split(' ');
/** Least distance of the fold-out from the edges of the window, in px. */
const MARGIN = 8;

/**
 * A label beside a token's name, in a closed shadow root. It is a button that can do one thing:
 * `onOpen` with the token's id, and only for a real click or key of the person at the keyboard.
 */
export function createBadge(document: Document, onOpen: (id: string) => void): Badge {
  const make = <Tag extends keyof HTMLElementTagNameMap>(tag: Tag, text = '') => {
    const element = document.createElement(tag);
    element.textContent = text;
    return element;
  };
  const host = make('span');
  host.setAttribute(OWN_MARK, '');
  host.style.cssText = HOST_STYLE;
  const at = make('div');
  const button = make('button');
  button.type = 'button';
  at.append(button);
  // An element rather than an adopted sheet: Firefox lets a content script adopt none
  // (https://bugzilla.mozilla.org/show_bug.cgi?id=1751346), and browsers parse equal ones once.
  host.attachShadow({ mode: 'closed' }).append(make('style', BADGE_STYLE), at);

  let shown: BadgeWords | null = null;
  let card: HTMLElement | null = null;

  const fold = (): void => {
    card?.remove();
    card = null;
    document.removeEventListener('scroll', fold, true);
  };
  const unfold = (): void => {
    if (shown === null || card !== null) return;
    card = make('div');
    card.className = 'card';
    card.popover = 'manual';
    card.append(make('h4', shown.name));
    for (const [label, fact] of shown.facts) {
      const line = make('p');
      line.append(make('i', label), fact);
      card.append(line);
    }
    at.append(card);
    setDown(card, button.getBoundingClientRect());
    document.addEventListener('scroll', fold, { capture: true, passive: true });
  };

  for (const kind of KEPT_IN) at.addEventListener(kind, (event) => event.stopPropagation());
  button.addEventListener('click', (event) => {
    // The row may be a link or a label around the badge: opening the note must not follow it.
    event.preventDefault();
    const id = shown?.opens;
    if (event.isTrusted && id) onOpen(id);
  });
  button.addEventListener('pointerenter', unfold);
  button.addEventListener('focus', unfold);
  button.addEventListener('pointerleave', fold);
  button.addEventListener('blur', fold);
  button.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') fold();
  });

  return {
    host,
    show(words) {
      shown = words;
      fold();
      at.className = `at ${words.state}`;
      button.setAttribute('aria-label', words.label);
      const mark = words.state === 'question' ? '?' : '';
      button.replaceChildren(make('i', mark), make('b', words.lead), make('span', words.rest));
    },
    put({ left, middle, width, form }, dark) {
      at.style.transform = `translate(${left}px, ${middle}px)`;
      at.style.setProperty('--width', `${width}px`);
      at.classList.add('placed');
      at.classList.toggle('dark', dark);
      at.classList.toggle('compact', form === 'compact');
    },
    remove() {
      fold();
      host.remove();
    },
  };
}

/** Above everything (the top layer), below the badge or above it, whichever has the room. */
function setDown(card: HTMLElement, beside: DOMRect): void {
  card.showPopover();
  const { clientWidth, clientHeight } = card.ownerDocument.documentElement;
  const { width, height } = card.getBoundingClientRect();
  const left = Math.min(beside.left, clientWidth - width - MARGIN);
  const below = beside.bottom + 6;
  const top = below + height < clientHeight ? below : beside.top - height - 6;
  card.style.left = `${Math.max(MARGIN, left)}px`;
  card.style.top = `${Math.max(MARGIN, top)}px`;
}
