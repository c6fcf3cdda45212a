interface PastedCounts {
  /** Calls that were read. */
  readonly read: number;
  readonly passedOver: number;
  readonly cut: boolean;
}

/** What was made of a pasted text, in a sentence or two. */
export function pastedWords({ read, passedOver, cut }: PastedCounts): string {
  const calls =
    read === 0
      ? 'No call of Front’s could be read.'
      : `${read === 1 ? 'One call' : `${read} calls`} read.`;
  const lines =
    passedOver === 0
      ? ''
      : ` ${passedOver === 1 ? 'One line' : `${passedOver} lines`} without one ${passedOver === 1 ? 'was' : 'were'} passed over.`;
  return `${calls}${lines}${cut ? ' The text is too long; its end was not read.' : ''}`;
}
