import { BASE62, randomBase62 } from '../../contract/token-value.ts';
import { drawRandom } from '../seal/draw-random.ts';

const TIME_DIGITS = 8;
const RANDOM_DIGITS = 8;

/**
 * Draws an id: the prefix, the time in ms (8 base62) and 47 random bits (8 base62). Ids that are made
 * one after another stand side by side in every index that begins with one, so that a commit writes
 * a few full pages instead of many half empty ones, as with UUIDv7 (RFC 9562 §5.7). Nothing is kept
 * secret by an id.
 */
export function newId(prefix: string, now: Date = new Date()): string {
  let rest = now.getTime();
  let time = '';
  for (let i = 0; i < TIME_DIGITS; i++) {
    time = BASE62.charAt(rest % 62) + time;
    rest = Math.floor(rest / 62);
  }
  return prefix + time + randomBase62(RANDOM_DIGITS, drawRandom);
}
