import type { TokenKind } from '../../contract/token.ts';
import { EXPIRY_CHOICES, expiryMoment, localDay } from '../../utils/tokens/token-form.ts';
import { dayWords } from '../../utils/words/time-words.ts';
import { useNow } from '../state/use-now.ts';
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
  const chosen = EXPIRY_CHOICES.some(({ value }) => value === expiry) ? expiry : 'day';
  return (
    <Field
      label={kind === 'issued' ? 'Expiry' : 'Remind me to replace it'}
      problem={problem}
      hint={hintOf(kind, expiry, chosen, now)}
    >
      {(control) => (
        <div className="flex gap-2">
          <select
            {...control}
            className="field-box"
            value={chosen}
            onChange={(event) =>
              onChange(
                event.target.value === 'day'
                  ? localDay(new Date(expiryMoment('30', now) ?? now))
                  : event.target.value,
              )
            }
          >
            {EXPIRY_CHOICES.map(({ value, words }) => (
              <option key={value} value={value}>
                {words}
              </option>
            ))}
            <option value="day">On a day …</option>
          </select>
          {chosen === 'day' && (
            <input
              type="date"
              aria-label="Day of expiry"
              className="field-box"
              min={localDay(new Date(now))}
              value={expiry}
              onChange={(event) => onChange(event.target.value)}
            />
          )}
        </div>
      )}
    </Field>
  );
}

function hintOf(kind: TokenKind, expiry: string, chosen: string, now: number): string | undefined {
  if (kind === 'front') return 'Front’s own tokens never end by themselves.';
  if (expiry === 'never') return 'Only for what must never stop. Somebody has to remember it.';
  const moment = chosen === 'day' ? null : expiryMoment(expiry, now);
  return moment === null ? undefined : `Ends on ${dayWords(moment)}`;
}
