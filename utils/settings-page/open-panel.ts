import type { PanelTarget } from '../front-page/page-facts.ts';
import { askBackground } from './ask-background.ts';

/** Has the extension show this place, on one of its own surfaces. It shows, and does nothing else. */
export function openPanel(target: PanelTarget): void {
  // The answer is the page that opens; a failure to open it is told there or not at all.
  void askBackground('panel.open', target);
}
