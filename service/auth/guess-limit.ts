const WINDOW_MS = 60_000;
const GUESSES_A_WINDOW = 10;

/** Counts wrong guesses of this process; ten a minute are nothing against 59 random bits. */
export class GuessLimit {
  #wrong: number[] = [];

  /** False while too many wrong guesses lie in the last minute. */
  allows(now: number): boolean {
    this.#wrong = this.#wrong.filter((at) => at > now - WINDOW_MS);
    return this.#wrong.length < GUESSES_A_WINDOW;
  }

  countWrong(now: number): void {
    this.#wrong.push(now);
  }
}
