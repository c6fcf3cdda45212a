import { readSync } from './token-cache.ts';

/** Front's pages get notes at most this old, in ms; older ones are refreshed for the next look. */
const FRESH_MS = 60_000;

/** Whether the cache was brought up to date a moment ago. A clock that was set back makes it old. */
export async function isCacheFresh(): Promise<boolean> {
  const last = await readSync();
  const age = last === null ? Infinity : Date.now() - Date.parse(last.at);
  return age >= 0 && age < FRESH_MS;
}
