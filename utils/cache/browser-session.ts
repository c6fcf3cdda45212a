import { browser } from 'wxt/browser';
import { takeEarlyReading } from './early-reading.ts';

let batch: { readonly keys: string[]; readonly answer: Promise<Record<string, unknown>> } | null =
  null;

/**
 * What the browser keeps under a key until it is closed; undefined for nothing. All that is asked for
 * in one turn is read in one go: each reading is a trip to another process, and an opening popup asks
 * for several.
 */
export async function readBrowserSession(key: string): Promise<unknown> {
  batch ??= startBatch();
  if (!batch.keys.includes(key)) batch.keys.push(key);
  return (await batch.answer)[key];
}

function startBatch(): NonNullable<typeof batch> {
  const keys: string[] = [];
  const early = takeEarlyReading();
  const answer = Promise.resolve().then(() => {
    batch = null;
    return early ?? browser.storage.session.get(keys);
  });
  return { keys, answer };
}
