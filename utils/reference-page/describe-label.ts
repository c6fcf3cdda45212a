import type { OperationNote } from '../operations/operation-note.ts';
import { number } from '../i18n/locale.ts';
import { t } from '../i18n/t.ts';

export interface LabelWords {
  readonly lead: string;
  readonly rest: string;
  /** The whole of it, for somebody who hears it. */
  readonly label: string;
  readonly state: 'some' | 'none';
}

/** What the label says. */
export function describeLabel({ scope, tokens }: OperationNote): LabelWords {
  const lead = scope ?? t('reference.noScope');
  const rest = tokenWords(tokens);
  return {
    lead,
    rest,
    label:
      scope === null
        ? t('reference.labelNoScope', { tokens: rest })
        : t('reference.label', { scope, tokens: rest }),
    state: tokens.kind === 'count' && tokens.count > 0 ? 'some' : 'none',
  };
}

function tokenWords(tokens: OperationNote['tokens']): string {
  switch (tokens.kind) {
    case 'count':
      return t('reference.tokens', tokens.count, { count: number(tokens.count) });
    case 'signed_out':
      return t('reference.signIn');
    case 'unknown':
      return t('reference.seeTokens');
  }
}
