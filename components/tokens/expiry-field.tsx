import type { TokenKind } from '../../contract/token.ts';
import { EXPIRY_CHOICES, expiryMoment, localDay } from '../../utils/tokens/token-form.ts';
import { dayWords } from '../../utils/words/time-words.ts';
import { useNow } from '../state/use-now.ts';
import { DayOrSpan, isSpan } from '../ui/day-or-span.tsx';
import { Field } from '../ui/field.tsx';
import { t } from '../../utils/i18n/t.ts';

interface ExpiryFieldProps {
  readonly kind: TokenKind;
  readonly expiry: string;
  readonly onChange: (expiry: string) => void;
  readonly problem: string | null;
}

/** When the token ends: a span to choose, or a day. */
export function ExpiryField({ kind, expiry, onChange, problem }: ExpiryFieldProps) {
  const now = useNow();
  return (
    <Field
      label={kind === 'issued' ? t('common.expiry') : t('tokens.remind')}
      problem={problem}
      hint={hintOf(kind, expiry, now)}
    >
      {(control) => (
        <DayOrSpan
          {...{ control, onChange }}
          choices={EXPIRY_CHOICES.map(({ value, words }) => ({ value, words: t(words) }))}
          value={expiry}
          dayLabel={t('tokens.dayOfExpiry')}
          first={localDay(new Date(now))}
          proposed={localDay(new Date(expiryMoment('30', now) ?? now))}
        />
      )}
    </Field>
  );
}

function hintOf(kind: TokenKind, expiry: string, now: number): string | undefined {
  if (kind === 'front') return t('tokens.frontNeverEnds');
  if (expiry === 'never') return t('tokens.neverHint');
  const moment = isSpan(EXPIRY_CHOICES, expiry) ? expiryMoment(expiry, now) : null;
  return moment === null ? undefined : t('tokens.endsOn', { day: dayWords(moment) });
}
