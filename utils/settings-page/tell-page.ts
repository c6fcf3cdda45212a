import type { PageFacts } from '../front-page/page-facts.ts';
import type { SettingsPage } from './read-settings-page.ts';
import type { TokenRow } from './read-row-name.ts';
import { readDiagnostic } from './read-diagnostic.ts';
import { isWholeList } from './read-wholeness.ts';

export interface TellOptions {
  readonly document: Document;
  readonly send: (facts: PageFacts | null) => void;
  /** Told when a whole list came without this token, for which Front's Delete was pressed before. */
  readonly onDeleted: (name: string) => void;
}

export interface PageTeller {
  /** The page shows this now; it is told once nothing has changed for a while. */
  readonly saw: (page: SettingsPage | null, rows: () => readonly TokenRow[]) => void;
  /** Front's Delete was pressed for this token. */
  readonly pressedDelete: (name: string) => void;
  readonly stop: () => void;
}

/** A page that has not changed for so long has settled, in ms. */
const SETTLED_MS = 2_000;
/** After so long a delete that was pressed has nothing to do with what is missing, in ms. */
const DELETE_WITHIN_MS = 10 * 60_000;
const MOST_NAMES = 5_000;
const NO_TOKENS = /\b(?:no|keine?)\b[^.]{0,40}\btokens?\b/i;

/** Tells the background what the page shows, each thing once. */
export function createPageTeller({ document, send, onDeleted }: TellOptions): PageTeller {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let told = 'null';
  let pressed: { readonly name: string; readonly at: number } | null = null;

  function tell(page: SettingsPage | null, rows: readonly TokenRow[]): void {
    if (document.hidden) return;
    const facts = factsOf(document, page, rows);
    const text = JSON.stringify(facts);
    if (text !== told) {
      told = text;
      send(facts);
    }
    if (pressed === null || facts?.kind !== 'list' || !facts.isWhole) return;
    const { name, at } = pressed;
    pressed = null;
    if (Date.now() - at < DELETE_WITHIN_MS && !facts.names.includes(name)) onDeleted(name);
  }

  return {
    saw(page, rows) {
      clearTimeout(timer);
      timer = setTimeout(() => tell(page, rows()), SETTLED_MS);
    },
    pressedDelete(name) {
      pressed = { name, at: Date.now() };
    },
    stop: () => clearTimeout(timer),
  };
}

function factsOf(
  document: Document,
  page: SettingsPage | null,
  rows: readonly TokenRow[],
): PageFacts | null {
  if (page === null) return null;
  const { list, details, create, dialog, part } = page;
  if (create !== null) return { kind: 'create', name: create.field.value.trim().slice(0, 120) };
  if (details !== null) return { kind: 'details', name: details.name };
  if (list !== null) {
    const names = rows.map(({ name }) => name);
    const isWhole = dialog === null && names.length <= MOST_NAMES && isWholeList(list, rows, part);
    return { kind: 'list', names: names.slice(0, MOST_NAMES), isWhole };
  }
  // No rows because there are none, or none that fit what was looked for: no more can be said of it.
  if (dialog !== null || NO_TOKENS.test(part.textContent)) return null;
  return { kind: 'unrecognised', diagnostic: readDiagnostic(document) };
}
