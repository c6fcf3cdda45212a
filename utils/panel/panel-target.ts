import { browser } from 'wxt/browser';
import type { PanelTarget } from '../front-page/page-facts.ts';

/** Kept by the browser for its session, in the extension's own pages alone. It names a place, never a value. */
const KEY = 'panel-target';

interface Kept {
  readonly target: PanelTarget;
  /** The window in whose panel it is meant to be shown. */
  readonly windowId: number;
}

/** Tells the panel of a window what to show: the open one at once, else the one that opens next. */
export async function sendPanelTarget(target: PanelTarget, windowId: number): Promise<void> {
  const kept: Kept = { target, windowId };
  await browser.storage.session.set({ [KEY]: kept });
}

/** What this window's panel was asked to show; it is answered once. */
export async function takePanelTarget(windowId: number): Promise<PanelTarget | null> {
  const kept = (await browser.storage.session.get(KEY))[KEY] as Kept | undefined;
  if (kept?.windowId !== windowId) return null;
  await browser.storage.session.remove(KEY);
  return kept.target;
}

/** Hears, until `signal` aborts, that something is to be taken. */
export function onPanelTarget(listener: () => void, signal: AbortSignal): void {
  if (signal.aborted) return;
  const hear = (changes: Readonly<Record<string, { newValue?: unknown }>>): void => {
    if (changes[KEY]?.newValue !== undefined) listener();
  };
  browser.storage.session.onChanged.addListener(hear);
  signal.addEventListener('abort', () => browser.storage.session.onChanged.removeListener(hear), {
    once: true,
  });
}
