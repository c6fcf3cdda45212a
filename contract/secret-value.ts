const HIDDEN = '[hidden]';

/**
 * A value that must not be printed. Every way in which JavaScript turns an object into text gives
 * `[hidden]`; the text itself comes out by `openSecret` alone, so a search for that name finds
 * every place that handles a bare value.
 */
export class SecretValue {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  toString(): string {
    return HIDDEN;
  }

  toJSON(): string {
    return HIDDEN;
  }

  [Symbol.toPrimitive](): string {
    return HIDDEN;
  }

  // util.inspect, and so console.log and most loggers, ask for this symbol:
  // https://nodejs.org/api/util.html#utilinspectcustom
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return HIDDEN;
  }

  /** Opens the value. Called through `openSecret`, so that the opening has one name to search for. */
  static open(secret: SecretValue): string {
    return secret.#text;
  }
}

/** The bare text of a secret. Hand it straight to what needs it; keep it in no longer-lived variable. */
export function openSecret(secret: SecretValue): string {
  return SecretValue.open(secret);
}
