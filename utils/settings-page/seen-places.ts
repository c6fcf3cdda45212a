/**
 * Names by their place in a virtualised list. Such a list shows a few rows of many, so two tokens
 * of one name may never be in the page together; their places tell them apart.
 */
export interface SeenPlaces {
  /** Records that this row shows this name now. */
  readonly see: (row: Element, name: string) => void;
  /** At how many places of the list the name was seen; 0 where rows tell no place. */
  readonly count: (name: string) => number;
  /** Forgets all: the person sorted, filtered or clicked, so that places mean something else now. */
  readonly forget: () => void;
}

export function createSeenPlaces(): SeenPlaces {
  const nameAt = new Map<string, string>();
  const placesOf = new Map<string, Set<string>>();
  let extent = '';

  function forget(): void {
    nameAt.clear();
    placesOf.clear();
  }

  return {
    see(row, name) {
      const place = placeOf(row);
      if (place === null) return;
      // Another total height is another list: rows were added or taken out.
      const now = row.parentElement?.getAttribute('style') ?? '';
      if (now !== extent) forget();
      extent = now;
      const before = nameAt.get(place);
      if (before === name) return;
      if (before !== undefined) placesOf.get(before)?.delete(place);
      nameAt.set(place, name);
      const places = placesOf.get(name) ?? new Set();
      places.add(place);
      placesOf.set(name, places);
    },
    count: (name) => placesOf.get(name)?.size ?? 0,
    forget,
  };
}

function placeOf(row: Element): string | null {
  const index = row.getAttribute('aria-rowindex') ?? row.getAttribute('aria-posinset');
  if (index !== null) return index;
  const style = row.hasAttribute('style') ? (row as Partial<HTMLElement>).style : undefined;
  if (style?.position !== 'absolute') return null;
  return `${style.top} ${style.transform}`;
}
