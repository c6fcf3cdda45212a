import type { PanelTarget } from './page-facts.ts';

/** The view of the options page for what a label is about. */
export function viewOf(target: PanelTarget): `#/${string}` {
  switch (target.kind) {
    case 'token':
      return `#/tokens/${target.id}`;
    case 'record':
      return `#/tokens/new/${encodeURIComponent(target.name)}`;
    case 'planner':
      return '#/tokens/new';
  }
}
