import type { ClickFacts } from './judge-click.ts';

/** The least that an element and all around it may let through for what is in it to be seen. */
const LEAST_OPACITY = 0.6;
/** The button's own height is 18 px; anything far from it was scaled. */
const HEIGHTS = [14, 24] as const;
const PICTURES = 'img,svg,canvas,video,iframe,embed,object,picture';

/** What the page shows around a label in the moment of a click; but for how it came there. */
export function readClick(
  event: MouseEvent,
  host: HTMLElement,
  button: HTMLElement,
): Pick<ClickFacts, 'isTrusted' | 'isHit' | 'isPaintedOver' | 'isPlain'> {
  const { isTrusted } = event;
  // Cheap first, and nothing at all for what a script has made: a page could send thousands.
  if (!isTrusted) return { isTrusted, isHit: false, isPaintedOver: false, isPlain: false };
  const { ownerDocument: document } = host;
  const isKey = event.detail === 0;
  const { left, top, width, height } = button.getBoundingClientRect();
  const x = isKey ? left + width / 2 : event.clientX;
  const y = isKey ? top + height / 2 : event.clientY;
  const isHit =
    document.elementFromPoint(x, y) === host && (!isKey || document.activeElement === host);
  const isPlain = height >= HEIGHTS[0] && height <= HEIGHTS[1] && isShownPlainly(host);
  return {
    isTrusted,
    isHit,
    isPlain,
    isPaintedOver: isHit && isPlain && isPaintedOver(host, x, y),
  };
}

function isShownPlainly(host: HTMLElement): boolean {
  let opacity = 1;
  for (let at: Element | null = host; at !== null; at = parentOf(at)) {
    const style = getComputedStyle(at);
    opacity *= Number(style.opacity || 1);
    if (opacity < LEAST_OPACITY || style.visibility === 'hidden') return false;
    const isBent =
      isSet(style.filter) ||
      isSet(style.clipPath) ||
      isSet(style.maskImage) ||
      (style.mixBlendMode || 'normal') !== 'normal';
    if (isBent) return false;
  }
  return true;
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== '' && value !== 'none';
}

function parentOf(element: Element): Element | null {
  if (element.parentElement !== null) return element.parentElement;
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? root.host : null;
}

/**
 * True when something is painted over this point which the browser passes over when it looks for what
 * was clicked on. Goes through the whole page: to be asked at a click alone.
 */
function isPaintedOver(host: HTMLElement, x: number, y: number): boolean {
  const holds = (element: Element): boolean => {
    const { left, right, top, bottom } = element.getBoundingClientRect();
    return left <= x && x <= right && top <= y && y <= bottom;
  };
  const covers = (element: Element): boolean => {
    if (element === host) return false;
    const root = shadowOf(element);
    if (root !== null && coversIn(root)) return true;
    if (element.contains(host)) return paintsBefore(element);
    if (!holds(element)) return false;
    const style = getComputedStyle(element);
    return style.pointerEvents === 'none' && isPainted(element, style);
  };
  const coversIn = (within: ParentNode): boolean => [...within.querySelectorAll('*')].some(covers);
  return coversIn(host.ownerDocument);
}

/** What holds the label may paint over it by a part that its sheet makes. */
function paintsBefore(element: Element): boolean {
  return ['::before', '::after'].some((part) => {
    const style = getComputedStyle(element, part);
    return (
      isSet(style.content) &&
      style.content !== 'normal' &&
      /absolute|fixed/.test(style.position) &&
      style.pointerEvents === 'none' &&
      Number(style.opacity || 1) > 0.1 &&
      (style.content.length > 2 || hasGround(style))
    );
  });
}

function isPainted(element: Element, style: CSSStyleDeclaration): boolean {
  if (style.visibility !== 'visible' || Number(style.opacity || 1) <= 0.1) return false;
  if (element.matches(PICTURES) || hasGround(style)) return true;
  return [...element.childNodes].some(
    (node) => node.nodeType === Node.TEXT_NODE && /\S/.test(node.textContent ?? ''),
  );
}

function hasGround(style: CSSStyleDeclaration): boolean {
  const isClear = /^(?:transparent|rgba\(.*, 0\)|)$/.test(style.backgroundColor);
  return !isClear || isSet(style.backgroundImage) || isSet(style.backdropFilter);
}

interface DomOfExtensions {
  openOrClosedShadowRoot(element: Element): ShadowRoot | null;
}

/** Extensions may look into closed roots: https://developer.chrome.com/docs/extensions/reference/api/dom */
function shadowOf(element: Element): ShadowRoot | null {
  if (element.shadowRoot !== null) return element.shadowRoot;
  // Only elements with a name of their own, and a few of HTML's, can have one.
  if (!element.localName.includes('-') && !element.matches('div,span,section,article,aside')) {
    return null;
  }
  const inFirefox = (element as { openOrClosedShadowRoot?: ShadowRoot | null })
    .openOrClosedShadowRoot;
  if (inFirefox !== undefined) return inFirefox;
  const { chrome } = globalThis as { chrome?: { dom?: DomOfExtensions } };
  return chrome?.dom?.openOrClosedShadowRoot(element) ?? null;
}
