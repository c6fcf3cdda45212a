import type { TokenKind } from '../../contract/token.ts';
import { EXPIRY_CHOICES, expiryMoment, localDay } from '../../utils/tokens/token-form.ts';
import { dayWords } from '../../utils/words/time-words.ts';
import { useNow } from '../state/use-now.ts';
import { DayOrSpan, isSpan } from '../ui/day-or-span.tsx';
import { Field } from '../ui/field.tsx';

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
      label={kind === 'issued' ? 'Expiry' : 'Remind me to replace it'}
      problem={problem}
      hint={hintOf(kind, expiry, now)}
    >
      {(control) => (
        <DayOrSpan
          {...{ control, onChange }}
          choices={EXPIRY_CHOICES}
          value={expiry}
          dayLabel="Day of expiry"
          first={localDay(new Date(now))}
          proposed={localDay(new Date(expiryMoment('30', now) ?? now))}
        />
      )}
    </Field>
  );
}

function hintOf(kind: TokenKind, expiry: string, now: number): string | undefined {
  if (kind === 'front') return 'Front’s own tokens never end by themselves.';
  if (expiry === 'never') return 'Only for what must never stop. Somebody has to remember it.';
  const moment = isSpan(EXPIRY_CHOICES, expiry) ? expiryMoment(expiry, now) : null;
  return moment === null ? undefined : `Ends on ${dayWords(moment)}`;
}
