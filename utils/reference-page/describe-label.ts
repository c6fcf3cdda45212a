import type { OperationNote } from '../operations/operation-note.ts';

export interface LabelWords {
  readonly lead: string;
  readonly rest: string;
  /** The whole of it, for somebody who hears it. */
  readonly label: string;
  readonly state: 'some' | 'none';
}

/** What the label says. */
export function describeLabel({ scope, tokens }: OperationNote): LabelWords {
  const lead = scope ?? 'No scope needed';
  const rest = tokenWords(tokens);
  const needs = scope === null ? 'This call needs no scope' : `This call needs the scope ${scope}`;
  return {
    lead,
    rest,
    label: `${needs}: ${rest}. Open the Front Token Companion.`,
    state: tokens.kind === 'count' && tokens.count > 0 ? 'some' : 'none',
  };
}

function tokenWords(tokens: OperationNote['tokens']): string {
  switch (tokens.kind) {
    case 'count':
      return tokens.count === 0 ? 'none of your tokens yet' : `${tokens.count} of your tokens`;
    case 'signed_out':
      return 'sign in to see your tokens';
    case 'unknown':
      return 'see your tokens';
  }
}
