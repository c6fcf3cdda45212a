import { browser } from 'wxt/browser';

type Stored = Record<string, unknown>;

let reading: Promise<Stored> | null = null;

// The first line that a page runs: the answer is on its way while the rest of its script is begun.
if (typeof document !== 'undefined' && document.getElementById('root') !== null) {
  reading = browser.storage.session.get(null);
  // Whoever asks later wants to know how things are then.
  setTimeout(() => {
    takeEarlyReading()?.catch(() => undefined);
  });
}

/** All that the browser keeps until it is closed, as it was when this page began; null once that is over. */
export function takeEarlyReading(): Promise<Stored> | null {
  const taken = reading;
  reading = null;
  return taken;
}
