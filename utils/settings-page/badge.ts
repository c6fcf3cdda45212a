import type { PanelTarget } from '../front-page/page-facts.ts';
import type { Place } from './decide-place.ts';
import BADGE_STYLE from './badge.css?inline';
import type { BadgeWords } from './describe-badge.ts';
import { judgeClick } from './judge-click.ts';
import { OWN_MARK } from './page-parts.ts';
import { readClick } from './read-click.ts';
import type { IsMove } from './watch-hand.ts';

export interface Badge {
  /** The one element that stands in the page: without size, without text, its root closed. */
  readonly host: HTMLElement;
  readonly show: (words: BadgeWords) => void;
  /** Sets the badge down, measured from its host; until then it is not seen. */
  readonly put: (place: Place, dark: boolean) => void;
  /** Shows nothing until it is set down again. */
  readonly lift: () => void;
  /** Shows the fold-out without being pointed at, below this box or above it, until the badge goes. */
  readonly keepUnfolded: (beside: Element) => void;
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

export interface BadgeOptions {
  readonly document: Document;
  readonly onOpen: (target: PanelTarget) => void;
  readonly isMove: IsMove;
}

/** Of these the page's rows need not hear when they happen on a badge. */
const KEPT_IN = 'click dblclick mousedown mouseup pointerdown pointerup keydown keyup'.split(' ');
/** Least distance of the fold-out from the edges of the window, in px. */
const MARGIN = 8;

/**
 * A label beside a token's name, in a closed shadow root. It is a button that can do one thing:
 * `onOpen` with what it is about, and only for a real click or key of the person at the keyboard.
 */
export function createBadge({ document, onOpen, isMove }: BadgeOptions): Badge {
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
  /** What the fold-out stays beside for as long as the badge lives. */
  let kept: Element | null = null;
  /** When the badge came to be seen, in ms of the page's own clock; Infinity before. */
  let seenAt = Infinity;
  /** Where the badge stood when the person's hand last moved over it. */
  let touched: DOMRect | null = null;

  const fold = (): void => {
    if (kept?.isConnected === true) return;
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
    setDown(card, (kept ?? button).getBoundingClientRect());
    document.addEventListener('scroll', fold, { capture: true, passive: true });
  };

  for (const kind of KEPT_IN) at.addEventListener(kind, (event) => event.stopPropagation());
  button.addEventListener('click', (event) => {
    // The row may be a link or a label around the badge: opening the note must not follow it.
    event.preventDefault();
    const target = shown?.opens;
    if (!target) return;
    const verdict = judgeClick({
      ...readClick(event, host, button),
      seenFor: event.timeStamp - seenAt,
      movedBy: event.detail === 0 ? 0 : movedBy(touched, button.getBoundingClientRect()),
    });
    if (verdict === 'real') onOpen(target);
  });
  for (const kind of ['pointermove', 'pointerdown'] as const) {
    button.addEventListener(kind, (event) => {
      const isTouch = kind === 'pointerdown' && event.pointerType !== 'mouse';
      if (event.isTrusted && (isTouch || isMove(event))) touched = button.getBoundingClientRect();
    });
  }
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
      seenAt = Math.min(seenAt, performance.now());
      at.classList.toggle('dark', dark);
      at.classList.toggle('compact', form === 'compact');
    },
    lift() {
      at.classList.remove('placed');
      seenAt = Infinity;
    },
    keepUnfolded(beside) {
      kept = beside;
      unfold();
    },
    remove() {
      kept = null;
      fold();
      host.remove();
    },
  };
}

function movedBy(before: DOMRect | null, now: DOMRect): number {
  if (before === null) return Infinity;
  return Math.max(Math.abs(before.left - now.left), Math.abs(before.top - now.top));
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
