import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const SCRIPT = 'watch.js';

/**
 * Copies a built extension and has its popup tell when an element was painted (what `?watch=` selects)
 * and when it was there to be worked with.
 * Firefox's remote protocol runs nothing of ours before an extension's page, so the page has to.
 * @returns the copy's folder
 */
export function withWatch(built: string, copy: string): string {
  cpSync(built, copy, { recursive: true });
  const popup = path.join(copy, 'popup.html');
  const html = readFileSync(popup, 'utf8');
  const watched = html.replace('<head>', `<head><script src="/${SCRIPT}"></script>`);
  if (watched === html) throw new Error(`${popup} has no <head> to put a script into`);
  writeFileSync(popup, watched);
  writeFileSync(path.join(copy, SCRIPT), `(${watch.toString()})();\n`);
  return copy;
}

// Runs in the page, before its own scripts.
function watch(): void {
  const selector = new URLSearchParams(location.search).get('watch');
  if (selector === null) return;
  const scope = window as { painted?: number; ready?: number };
  const lookFor = (wanted: string, name: 'painted' | 'ready'): void => {
    // Not by frames: a page that is asked for them makes them, and its own wait for the next one.
    const observer = new MutationObserver(() => {
      if (document.querySelector(wanted) === null) return;
      observer.disconnect();
      requestAnimationFrame(() => {
        // A message posted in a frame is delivered after that frame has been painted.
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => (scope[name] = performance.now());
        port2.postMessage(null);
      });
    });
    observer.observe(document, { childList: true, subtree: true });
  };
  lookFor(selector, 'painted');
  // What the popup shows ahead of React is inert; React draws into its root.
  lookFor(`#root ${selector}`, 'ready');
}
