import { createBadge, type Badge, type BadgeOptions } from './badge.ts';
import type { BadgeWords } from './describe-badge.ts';
import { isLightText } from './is-light-text.ts';
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

/** The labels on Front's pages of one token, of a new one, and on its question before a delete. */
export function createLabelAnnotator(options: BadgeOptions): LabelAnnotator {
  const shown = new Map<string, Shown>();
  const hosts = new WeakSet<Node>();
  // Its callback comes after layout, so that measuring there forces none.
  const sight = new IntersectionObserver((entries) => {
    const places = [...shown.values()].flatMap((one) => {
      if (!entries.some(({ target }) => target === one.label.spot.element)) return [];
      return [[one, measureLabel(one.label.spot, one.badge.host)] as const];
    });
    for (const [{ label, badge }, place] of places) {
      const { element } = label.spot;
      if (place === null) continue;
      badge.put(place, isLightText(getComputedStyle(element.parentElement ?? element).color));
      if (label.unfoldBeside !== undefined) badge.keepUnfolded(label.unfoldBeside);
      sight.unobserve(element);
    }
  });

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
      before.badge.host.previousSibling === spot.element;
    if (isThere && before.said === said) return;
    if (!isThere) drop(key);
    const badge = isThere ? before.badge : createBadge(options);
    hosts.add(badge.host);
    badge.show(words);
    if (!isThere) insertLabel(spot, badge.host);
    shown.set(key, { label, badge, said });
    sight.unobserve(spot.element);
    sight.observe(spot.element);
  }

  return {
    keep(labels) {
      const keys = new Set(labels.map(({ key }) => key));
      for (const key of [...shown.keys()]) if (!keys.has(key)) drop(key);
      for (const label of labels) show(label);
    },
    placeAll() {
      for (const { label } of shown.values()) {
        sight.unobserve(label.spot.element);
        sight.observe(label.spot.element);
      }
    },
    isOwn: (node) => hosts.has(node),
  };
}
