import { createBadge, type Badge, type BadgeOptions } from './badge.ts';
import { decideBadge } from './decide-badge.ts';
import { describeBadge } from './describe-badge.ts';
import { isLightText } from './is-light-text.ts';
import type { Place } from './decide-place.ts';
import { insertHost, isLeftBehind, joinLine, measurePlace } from './place-badge.ts';
import type { Known } from './note-book.ts';
import type { TokenRow } from './read-row-name.ts';
import { createSeenPlaces } from './seen-places.ts';

export interface AnnotateOptions extends BadgeOptions {
  readonly lookUp: (name: string) => Known;
}

/** The badges of the rows that the page shows now. */
export interface RowAnnotator {
  /** Takes this row as it was just read, and mends its badge in this same turn: a wrong badge is never painted. */
  readonly see: (row: Element, token: TokenRow | null) => void;
  /** Drops the rows that have left the page. */
  readonly dropLost: () => void;
  /** Takes these rows as they were just read, and drops all others. */
  readonly keepOnly: (tokens: readonly TokenRow[], areSure: boolean) => void;
  /** Draws these names anew, after news of their notes. */
  readonly redraw: (names: Iterable<string>) => void;
  /** Measures and sets down all badges anew, after the page's boxes have changed. */
  readonly placeAll: () => void;
  /** The row that this node stands in, or null. */
  readonly rowOf: (node: Node) => Element | null;
  readonly isOwn: (node: Node) => boolean;
  /** Looks after one of our own elements that the page has moved, taken out or put back. */
  readonly mend: (host: Node) => void;
  readonly names: () => Iterable<string>;
  /** The name of the row that this node stands in, or null. */
  readonly nameOf: (node: Node) => string | null;
  /** The rows as they were read last, in the order of the page. */
  readonly tokens: () => readonly TokenRow[];
  readonly size: () => number;
  /** Places in a virtual list mean something else from now on. */
  readonly forgetPlaces: () => void;
  readonly clear: () => void;
}

interface Row {
  token: TokenRow;
  badge: Badge | null;
  /** When the page took our badge out, in ms; a page that keeps doing so wins. */
  taken: number[];
}

/** Badges are made for rows in and near the window, in px beyond it. */
const NEAR = '400px 0px';
/** A page may take one badge out this often within `TAKEN_WITHIN_MS`; then the row goes without. */
const MOST_TAKEN = 5;
const TAKEN_WITHIN_MS = 10_000;

export function createRowAnnotator(options: AnnotateOptions): RowAnnotator {
  const { lookUp } = options;
  const rows = new Map<Element, Row>();
  const rowsOf = new Map<string, Set<Element>>();
  const near = new WeakSet<Element>();
  const hosts = new WeakMap<Node, Element>();
  const seen = createSeenPlaces();
  /** True when each row is a token's for sure. */
  let sure = false;
  // Its callback comes after layout, so that measuring there forces none.
  const sight = new IntersectionObserver(onSight, { rootMargin: NEAR });

  /**
   * Reads first, then writes, and what is written is measured with the next frame: so none of it
   * makes the browser lay out the page once more.
   */
  function onSight(entries: readonly IntersectionObserverEntry[]): void {
    const places: [Badge, Place | null][] = [];
    const left: [TokenRow, Badge][] = [];
    const bare: [Element, Row][] = [];
    for (const { target, isIntersecting } of entries) {
      const row = rows.get(target);
      if (row === undefined) continue;
      if (!isIntersecting) {
        near.delete(target);
        continue;
      }
      near.add(target);
      const { token, badge } = row;
      if (badge === null) bare.push([target, row]);
      else if (isLeftBehind(badge.host)) left.push([token, badge]);
      else {
        places.push([badge, measurePlace(token, badge.host)]);
        sight.unobserve(target);
      }
    }
    const [first] = entries;
    const dark = first !== undefined && isLightText(getComputedStyle(first.target).color);
    for (const [badge, place] of places) if (place) badge.put(place, dark);
    for (const [token, { host }] of left) {
      joinLine(token, host);
      sightAgain(token.element);
    }
    for (const [element, row] of bare) {
      draw(element, row);
      if (row.badge !== null) sightAgain(element);
    }
  }

  function draw(element: Element, row: Row): void {
    const { name } = row.token;
    const { notes, mayAdd } = lookUp(name);
    if (row.badge === null && !near.has(element)) return;
    const content = decideBadge({
      notes,
      rows: Math.max(rowsOf.get(name)?.size ?? 0, seen.count(name)),
      isCertain: row.token.isCertain,
      mayAdd: mayAdd && sure,
    });
    if (content === null) {
      row.badge?.remove();
      row.badge = null;
      return;
    }
    if (row.badge === null) {
      if (wasTakenTooOften(row)) return;
      row.badge = createBadge(options);
      hosts.set(row.badge.host, element);
    }
    row.badge.show(describeBadge(name, content, Date.now()));
    if (!isBeside(row)) insertHost(row.token, row.badge.host);
  }

  function isBeside({ badge, token }: Row): boolean {
    return badge !== null && token.element.contains(badge.host);
  }

  function wasTakenTooOften(row: Row): boolean {
    const since = Date.now() - TAKEN_WITHIN_MS;
    row.taken = row.taken.filter((moment) => moment > since);
    return row.taken.length >= MOST_TAKEN;
  }

  function see(element: Element, token: TokenRow | null): void {
    const row = rows.get(element);
    if (token === null) {
      drop(element);
      return;
    }
    seen.see(element, token.name);
    if (row === undefined) {
      rows.set(element, { token, badge: null, taken: [] });
      join(element, token.name);
    } else if (row.token.name !== token.name || row.token.isCertain !== token.isCertain) {
      leave(element, row.token.name);
      row.token = token;
      row.taken = [];
      // Gone before the next paint even if nothing is known of the new name yet.
      row.badge?.remove();
      row.badge = null;
      join(element, token.name);
    } else {
      row.token = token;
      restore(element, row);
    }
    sightAgain(element);
  }

  /** Puts the badge back that the page has taken out. */
  function restore(element: Element, row: Row): void {
    if (row.badge === null || isBeside(row)) return;
    row.taken.push(Date.now());
    row.badge.remove();
    row.badge = null;
    draw(element, row);
  }

  function mend(host: Node): void {
    const element = hosts.get(host);
    const row = element === undefined ? undefined : rows.get(element);
    if (element === undefined) return;
    if (row?.badge?.host === host) restore(element, row);
    // One that we took down ourselves, and the page put back.
    else (host as Element).remove();
  }

  function sightAgain(element: Element): void {
    sight.unobserve(element);
    sight.observe(element);
  }

  function join(element: Element, name: string): void {
    const same = rowsOf.get(name) ?? new Set();
    same.add(element);
    rowsOf.set(name, same);
    redraw([name]);
  }

  function leave(element: Element, name: string): void {
    const same = rowsOf.get(name);
    same?.delete(element);
    if (same?.size === 0) rowsOf.delete(name);
    else redraw([name]);
  }

  function drop(element: Element): void {
    const row = rows.get(element);
    if (row === undefined) return;
    rows.delete(element);
    sight.unobserve(element);
    row.badge?.remove();
    leave(element, row.token.name);
  }

  function rowOf(node: Node): Element | null {
    for (let at: Node | null = node; at !== null; at = at.parentNode) {
      if (rows.has(at as Element)) return at as Element;
    }
    return null;
  }

  function redraw(names: Iterable<string>): void {
    for (const name of names) {
      for (const element of rowsOf.get(name) ?? []) {
        const row = rows.get(element);
        if (row === undefined) continue;
        draw(element, row);
        // The others are being watched already, or are none of ours.
        if (row.badge !== null) sightAgain(element);
      }
    }
  }

  return {
    see,
    redraw,
    dropLost() {
      for (const element of rows.keys()) if (!element.isConnected) drop(element);
    },
    keepOnly(tokens, areSure) {
      const isOther = sure !== areSure;
      sure = areSure;
      const kept = new Set(tokens.map((token) => token.element));
      for (const element of rows.keys()) if (!kept.has(element)) drop(element);
      for (const token of tokens) see(token.element, token);
      if (isOther) redraw([...rowsOf.keys()]);
    },
    placeAll() {
      for (const element of rows.keys()) sightAgain(element);
    },
    rowOf,
    nameOf(node) {
      const row = rowOf(node);
      return row === null ? null : (rows.get(row)?.token.name ?? null);
    },
    tokens: () => [...rows.values()].map(({ token }) => token).sort(inPageOrder),
    isOwn: (node) => hosts.has(node),
    mend,
    names: () => rowsOf.keys(),
    size: () => rows.size,
    forgetPlaces: seen.forget,
    clear() {
      for (const element of [...rows.keys()]) drop(element);
      sight.disconnect();
    },
  };
}

function inPageOrder(one: TokenRow, other: TokenRow): number {
  const place = one.element.compareDocumentPosition(other.element);
  return (place & Node.DOCUMENT_POSITION_FOLLOWING) !== 0 ? -1 : 1;
}
