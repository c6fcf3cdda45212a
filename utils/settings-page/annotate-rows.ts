import type { TokenNote } from '../messaging/protocol.ts';
import { createBadge, type Badge } from './badge.ts';
import { decideBadge } from './decide-badge.ts';
import { isDark } from './is-dark.ts';
import { insertHost, placeBadge } from './place-badge.ts';
import { readRowName, type TokenRow } from './read-row-name.ts';
import { createSeenPlaces } from './seen-places.ts';

export interface AnnotateOptions {
  readonly document: Document;
  readonly lookUp: (name: string) => readonly TokenNote[];
  readonly onOpen: (id: string) => void;
}

/** The badges of the rows that the page shows now. */
export interface RowAnnotator {
  /** Reads this row anew and mends its badge, in this same turn: a wrong badge is never painted. */
  see(row: Element): void;
  /** Drops the rows that have left the page. */
  dropLost(): void;
  /** Sees these rows and drops all others. */
  keepOnly(elements: readonly Element[]): void;
  /** Draws these names anew, after news of their notes. */
  redraw(names: Iterable<string>): void;
  /** Measures and sets down all badges anew, after the page's boxes have changed. */
  replace(): void;
  /** The row that this node stands in, or null. */
  rowOf(node: Node): Element | null;
  isOwn(node: Node): boolean;
  /** Looks after one of our own elements that the page has moved, taken out or put back. */
  mend(host: Node): void;
  names(): Iterable<string>;
  size(): number;
  /** Places in a virtual list mean something else from now on. */
  forgetPlaces(): void;
  clear(): void;
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
  const { document, lookUp, onOpen } = options;
  const rows = new Map<Element, Row>();
  const rowsOf = new Map<string, Set<Element>>();
  const near = new WeakSet<Element>();
  const hosts = new WeakMap<Node, Element>();
  const places = createSeenPlaces();
  // Its callback comes after layout, so that measuring there forces none.
  const sight = new IntersectionObserver(onSight, { rootMargin: NEAR });

  function onSight(entries: readonly IntersectionObserverEntry[]): void {
    const [first] = entries;
    const dark = first === undefined ? false : isDark(first.target);
    const met: [Row, Badge][] = [];
    for (const { target, isIntersecting } of entries) {
      const row = rows.get(target);
      if (row === undefined) continue;
      if (!isIntersecting) {
        near.delete(target);
        continue;
      }
      near.add(target);
      draw(target, row);
      if (row.badge === null) continue;
      sight.unobserve(target);
      met.push([row, row.badge]);
    }
    for (const [row, badge] of met) placeBadge(row.token, badge, dark);
  }

  function draw(element: Element, row: Row): void {
    const { name } = row.token;
    const count = Math.max(rowsOf.get(name)?.size ?? 0, places.count(name));
    const content = decideBadge(lookUp(name), count);
    if (content === null) {
      row.badge?.remove();
      row.badge = null;
      return;
    }
    if (row.badge === null) {
      if (!near.has(element) || wasTakenTooOften(row)) return;
      row.badge = createBadge(document, onOpen);
      hosts.set(row.badge.host, element);
    }
    row.badge.show(name, content);
    if (!isBeside(row)) insertHost(row.token, row.badge.host);
  }

  function isBeside({ badge, token }: Row): boolean {
    return badge !== null && badge.host.isConnected && token.element.contains(badge.host);
  }

  function wasTakenTooOften(row: Row): boolean {
    const since = Date.now() - TAKEN_WITHIN_MS;
    row.taken = row.taken.filter((moment) => moment > since);
    return row.taken.length >= MOST_TAKEN;
  }

  function see(element: Element): void {
    const token = readRowName(element);
    const row = rows.get(element);
    if (token === null) {
      drop(element);
      return;
    }
    places.see(element, token.name);
    if (row === undefined) {
      rows.set(element, { token, badge: null, taken: [] });
      join(element, token.name);
    } else if (row.token.name !== token.name) {
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

  function redraw(names: Iterable<string>): void {
    for (const name of names) {
      for (const element of rowsOf.get(name) ?? []) {
        const row = rows.get(element);
        if (row === undefined) continue;
        draw(element, row);
        sightAgain(element);
      }
    }
  }

  return {
    see,
    redraw,
    dropLost() {
      for (const element of rows.keys()) if (!element.isConnected) drop(element);
    },
    keepOnly(elements) {
      const kept = new Set(elements);
      for (const element of rows.keys()) if (!kept.has(element)) drop(element);
      for (const element of elements) see(element);
    },
    replace() {
      for (const element of rows.keys()) sightAgain(element);
    },
    rowOf(node) {
      for (let at: Node | null = node; at !== null; at = at.parentNode) {
        if (rows.has(at as Element)) return at as Element;
      }
      return null;
    },
    isOwn: (node) => hosts.has(node),
    mend,
    names: () => rowsOf.keys(),
    size: () => rows.size,
    forgetPlaces: places.forget,
    clear() {
      for (const element of [...rows.keys()]) drop(element);
      sight.disconnect();
    },
  };
}
