import { isIPv6 } from 'node:net';

const WINDOW_MS = 60_000;
/** Ten a minute are nothing against 59 random bits. */
const GUESSES_FROM_ONE_PLACE = 10;
/** So many that a stranger with a few addresses does not lock everybody else out. */
const GUESSES_ALTOGETHER = 300;

/**
 * Counts wrong guesses of the last minute in this process, by the place they come from, so that a
 * stranger who guesses does not keep the right person out. Altogether there is a limit too, for
 * somebody with many addresses; it also bounds what is remembered here.
 */
export class GuessLimit {
  #wrong: { readonly at: number; readonly place: string }[] = [];

  /** False while too many wrong guesses lie in the last minute. */
  allows(address: string | null, now: number): boolean {
    this.#wrong = this.#wrong.filter(({ at }) => at > now - WINDOW_MS);
    if (this.#wrong.length >= GUESSES_ALTOGETHER) return false;
    const place = placeOf(address);
    const from = this.#wrong.filter((guess) => guess.place === place);
    return from.length < GUESSES_FROM_ONE_PLACE;
  }

  countWrong(address: string | null, now: number): void {
    this.#wrong.push({ at: now, place: placeOf(address) });
  }
}

/** Whoever has one IPv6 address has its whole /64 (RFC 6177): they count as one place. */
function placeOf(address: string | null): string {
  if (address === null) return 'unknown';
  if (!isIPv6(address) || address.includes('.')) return address;
  const [head = '', tail] = address.split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const gap = tail === undefined ? [] : Array<string>(8 - before.length - after.length).fill('0');
  return [...before, ...gap, ...after].slice(0, 4).join(':');
}
