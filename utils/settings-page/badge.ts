import type { BadgeContent } from './decide-badge.ts';
import type { Place } from './decide-place.ts';
import BADGE_STYLE from './badge.css?inline';
import { describeBadge, type BadgeWords } from './describe-badge.ts';
import { OWN_MARK } from './page-parts.ts';

export interface Badge {
  /** The one element that stands in the page: without size, without text, its root closed. */
  readonly host: HTMLElement;
  show(name: string, content: BadgeContent): void;
  /** Sets the badge down; until then it is not seen. */
  put(place: Place, dark: boolean): void;
  remove(): void;
}

/**
 * Out of the flow, without size, and closed to the page's rules: `all` undoes what the page's
 * sheets say, and nothing of them outranks an inline `!important`. `contain` keeps the badge from
 * making anything scroll. `visibility` is inherited, so that a row that the page hides stays hidden.
 */
const HOST_STYLE = [
  'all: initial',
  'position: absolute',
  'display: block',
  'width: 0',
  'height: 0',
  'contain: layout style',
  'visibility: inherit',
]
  .map((rule) => `${rule} !important`)
  .join(';');

/** Of these the page's rows need not hear when they happen on a badge. */
const KEPT_IN = 'click dblclick mousedown mouseup pointerdown pointerup keydown keyup'.split(' ');

const sheets = new WeakMap<Document, CSSStyleSheet>();

/**
 * A label beside a token's name, in a closed shadow root. It is a button that can do one thing:
 * `onOpen` with the token's id, and only for a real click or key of the person at the keyboard.
 */
export function createBadge(document: Document, onOpen: (id: string) => void): Badge {
  const host = document.createElement('span');
  host.setAttribute(OWN_MARK, '');
  host.style.cssText = HOST_STYLE;
  const root = host.attachShadow({ mode: 'closed' });
  dress(root, document);
  const at = make(document, 'div', 'at');
  const button = make(document, 'button', '');
  button.type = 'button';
  at.append(button);
  root.append(at);

  let shown: { name: string; content: BadgeContent } | null = null;
  let card: HTMLElement | null = null;

  for (const kind of KEPT_IN) root.addEventListener(kind, (event) => event.stopPropagation());
  button.addEventListener('click', (event) => {
    // The row may be a link or a label around the badge: opening the note must not follow it.
    event.preventDefault();
    if (!event.isTrusted || shown?.content.kind !== 'note') return;
    onOpen(shown.content.note.id);
  });
  const fold = (): void => {
    card?.remove();
    card = null;
    document.removeEventListener('scroll', fold, true);
  };
  const unfold = (): void => {
    if (shown === null || card !== null) return;
    card = drawCard(document, shown.name, shown.content);
    at.append(card);
    setDown(card, button.getBoundingClientRect());
    document.addEventListener('scroll', fold, { capture: true, passive: true });
  };
  button.addEventListener('pointerenter', unfold);
  button.addEventListener('focus', unfold);
  button.addEventListener('pointerleave', fold);
  button.addEventListener('blur', fold);
  button.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') fold();
  });

  return {
    host,
    show(name, content) {
      shown = { name, content };
      fold();
      const words = describeBadge(name, content, Date.now());
      at.className = `at ${words.state}`;
      button.setAttribute('aria-label', words.label);
      button.replaceChildren(...drawLine(document, words));
    },
    put(place, dark) {
      const stands = host.getBoundingClientRect();
      at.style.transform = `translate(${place.left - stands.left}px, ${place.middle - stands.top}px)`;
      at.style.setProperty('--width', `${place.width}px`);
      at.classList.add('placed');
      at.classList.toggle('dark', dark);
      at.classList.toggle('compact', place.form === 'compact');
    },
    remove() {
      fold();
      host.remove();
    },
  };
}

function dress(root: ShadowRoot, document: Document): void {
  try {
    let sheet = sheets.get(document);
    if (sheet === undefined) {
      sheet = new CSSStyleSheet();
      sheet.replaceSync(BADGE_STYLE);
      sheets.set(document, sheet);
    }
    root.adoptedStyleSheets = [sheet];
  } catch {
    // Firefox lets a content script adopt no sheet (https://bugzilla.mozilla.org/1751346).
    const style = document.createElement('style');
    style.textContent = BADGE_STYLE;
    root.append(style);
  }
}

function drawLine(document: Document, { state, lead, rest }: BadgeWords): HTMLElement[] {
  return [
    make(document, 'i', '', state === 'question' ? '?' : ''),
    make(document, 'b', '', lead),
    make(document, 'span', '', rest),
  ];
}

function drawCard(document: Document, name: string, content: BadgeContent): HTMLElement {
  const words = describeBadge(name, content, Date.now());
  const card = make(document, 'div', 'card');
  card.popover = 'manual';
  card.append(make(document, 'h4', '', name));
  for (const [label, fact] of words.facts) {
    const line = make(document, 'p', '');
    line.append(make(document, 'i', '', `${label}: `), fact);
    card.append(line);
  }
  if (content.kind === 'note') {
    card.append(make(document, 'p', '', 'Click to open it in Front Token Companion.'));
  }
  return card;
}

/** Above everything (the top layer), below the badge or above it, whichever has the room. */
function setDown(card: HTMLElement, beside: DOMRect): void {
  card.showPopover();
  const view = card.ownerDocument.documentElement;
  const size = card.getBoundingClientRect();
  const left = Math.max(8, Math.min(beside.left, view.clientWidth - size.width - 8));
  const below = beside.bottom + 6;
  const top = below + size.height < view.clientHeight ? below : beside.top - size.height - 6;
  card.style.left = `${left}px`;
  card.style.top = `${Math.max(8, top)}px`;
}

function make<Tag extends keyof HTMLElementTagNameMap>(
  document: Document,
  tag: Tag,
  className: string,
  text = '',
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  element.className = className;
  if (text !== '') element.textContent = text;
  return element;
}
