/** Which token Front's question before a delete is about, as far as it can be told. */
export interface DeletePressed {
  /** @param name of the token whose Delete was pressed; null where that can't be told */
  readonly press: (name: string | null) => void;
  /** The question is no longer there. */
  readonly close: () => void;
  /**
   * What the question is about: what it says itself, else where Delete was pressed.
   * @param named the tokens that it names
   * @returns null where it names several: it is about none that could be told
   */
  readonly about: (named: readonly string[]) => string | null;
  /** For which Delete was pressed last, or null. */
  readonly last: () => string | null;
}

/** Keeps in mind where Delete was pressed, and no longer than that is what the question is about. */
export function createDeletePressed(): DeletePressed {
  let pressed: string | null = null;
  return {
    press(name) {
      // Also when it is not known whose it was: the one that was pressed before is not meant any more.
      pressed = name;
    },
    close() {
      pressed = null;
    },
    about: (named) => (named.length > 1 ? null : (named[0] ?? pressed)),
    last: () => pressed,
  };
}
