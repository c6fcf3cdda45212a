import { createBadge, type Badge, type BadgeOptions } from './badge.ts';
import type { BadgeWords } from './describe-badge.ts';
import { isLightText } from './is-light-text.ts';
import { isLeftBehind, joinLine } from './place-badge.ts';
import { insertLabel, measureLabel, type LabelSpot } from './place-label.ts';

/** A label that belongs to no row of a list. */
export interface Label {
  /** Tells it from the page's other labels. */
  readonly key: string;
  readonly spot: LabelSpot;
  readonly words: BadgeWords;
  /** What its fold-out stays open beside; left out for one that opens when it is pointed at. */
  readonly unfoldBeside?: Element;
}

export interface LabelAnnotator {
  /** Shows these labels and no others. */
  readonly keep: (labels: readonly Label[]) => void;
  readonly placeAll: () => void;
  readonly isOwn: (node: Node) => boolean;
}

interface Shown {
  readonly label: Label;
  readonly badge: Badge;
  readonly said: string;
}

/** A page that scrolls has come to rest so long after its last step, in ms. */
const AFTER_SCROLL_MS = 120;

/** The labels on Front's pages of one token, of a new one, and on its question before a delete. */
export function createLabelAnnotator(options: BadgeOptions): LabelAnnotator {
  const shown = new Map<string, Shown>();
  const hosts = new WeakSet<Node>();
  let scrolling: ReturnType<typeof setTimeout> | undefined;
  // Its callback comes after layout, so that measuring there forces none.
  const sight = new IntersectionObserver((entries) => {
    const seen = [...shown.values()].filter(({ label }) =>
      entries.some(({ target }) => target === label.spot.element),
    );
    const left = seen.filter(
      ({ label, badge }) => label.spot.kind === 'after_text' && isLeftBehind(badge.host),
    );
    const places = seen
      .filter((one) => !left.includes(one))
      .map((one) => [one, measureLabel(one.label.spot, one.badge.host)] as const);
    for (const { label, badge } of left) {
      joinLine({ nameElement: label.spot.element }, badge.host);
      sightAgain(label.spot.element);
    }
    for (const [{ label, badge }, place] of places) {
      const { element } = label.spot;
      if (place === null) continue;
      badge.put(place, isLightText(getComputedStyle(element.parentElement ?? element).color));
      if (label.unfoldBeside !== undefined) badge.keepUnfolded(label.unfoldBeside);
      sight.unobserve(element);
    }
  });

  /** Beside a button nothing can be put into its line, so that what doesn't scroll with it has to wait. */
  function onScroll(): void {
    for (const { label, badge } of shown.values()) if (label.spot.kind === 'beside') badge.lift();
    clearTimeout(scrolling);
    scrolling = setTimeout(placeAll, AFTER_SCROLL_MS);
  }

  function placeAll(): void {
    for (const { label } of shown.values()) sightAgain(label.spot.element);
  }

  function sightAgain(element: Element): void {
    sight.unobserve(element);
    sight.observe(element);
  }

  function drop(key: string): void {
    const one = shown.get(key);
    if (one === undefined) return;
    sight.unobserve(one.label.spot.element);
    one.badge.remove();
    shown.delete(key);
  }

  function show(label: Label): void {
    const { key, spot, words } = label;
    const said = JSON.stringify(words);
    const before = shown.get(key);
    const isThere =
      before !== undefined &&
      before.label.spot.element === spot.element &&
      (before.badge.host.previousSibling === spot.element ||
        before.badge.host.parentNode === spot.element);
    if (isThere && before.said === said) return;
    if (!isThere) drop(key);
    const badge = isThere ? before.badge : createBadge(options);
    hosts.add(badge.host);
    badge.show(words);
    if (!isThere) insertLabel(spot, badge.host);
    shown.set(key, { label, badge, said });
    sightAgain(spot.element);
  }

  return {
    keep(labels) {
      if (labels.length === 0 || shown.size === 0) {
        const listen = labels.length === 0 ? 'removeEventListener' : 'addEventListener';
        document[listen]('scroll', onScroll, { capture: true, passive: true });
      }
      const keys = new Set(labels.map(({ key }) => key));
      for (const key of [...shown.keys()]) if (!keys.has(key)) drop(key);
      for (const label of labels) show(label);
    },
    placeAll,
    isOwn: (node) => hosts.has(node),
  };
}
