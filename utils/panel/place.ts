import type { PanelTarget } from '../front-page/page-facts.ts';

/** One view of the popup or the side panel. */
export type View =
  | { readonly kind: 'list' }
  /** `edits`: its notes are being edited in place. */
  | { readonly kind: 'token'; readonly id: string; readonly edits?: boolean }
  /** `operation` is the call of Front's API that the token is wanted for. */
  | { readonly kind: 'create'; readonly operation?: string }
  | { readonly kind: 'planner' }
  /** The form that records a token which Front shows under this name. */
  | { readonly kind: 'record'; readonly name: string };

/** Where a popup or panel stands, kept so that it opens again where it was left. */
export interface Place {
  readonly query: string;
  readonly view: View;
}

export const START: Place = { query: '', view: { kind: 'list' } };

/** Keys of the drafts in which each keeps its place. */
export const PLACE_DRAFTS = { popup: 'popup', panel: 'panel' } as const;
export type Surface = keyof typeof PLACE_DRAFTS;

/** The view that a label on Front's page leads to. */
export function viewOf(target: PanelTarget): View {
  return target;
}

/** True for a place of this version's shape. */
export function isPlace(value: unknown): value is Place {
  if (typeof value !== 'object' || value === null) return false;
  const { query, view } = value as { query?: unknown; view?: unknown };
  return typeof query === 'string' && isView(view);
}

function isView(value: unknown): value is View {
  if (typeof value !== 'object' || value === null) return false;
  const { kind, id, edits, name, operation } = value as Readonly<Record<string, unknown>>;
  switch (kind) {
    case 'list':
    case 'planner':
      return true;
    case 'create':
      return operation === undefined || typeof operation === 'string';
    case 'token':
      return typeof id === 'string' && (edits === undefined || typeof edits === 'boolean');
    case 'record':
      return typeof name === 'string';
    default:
      return false;
  }
}
