import { expiryMoment, localDay } from '../../utils/tokens/token-form.ts';
import { useNow } from '../state/use-now.ts';
import { Field } from '../ui/field.tsx';

const CHOICES: readonly { value: string; words: string }[] = [
  { value: 'never', words: 'No end' },
  { value: '1', words: '1 day' },
  { value: '7', words: '7 days' },
  { value: '30', words: '30 days' },
  { value: '90', words: '90 days' },
];

export const NO_END = 'never';

/** When a grant's choice ends, ISO 8601 UTC; null for no end, undefined when no day was chosen yet. */
export function untilOf(choice: string, now: number): string | null | undefined {
  return choice === '' ? undefined : expiryMoment(choice, now);
}

interface UntilFieldProps {
  readonly until: string;
  readonly onChange: (until: string) => void;
}

/** How long a grant lasts: a span to choose, or a day. */
export function UntilField({ until, onChange }: UntilFieldProps) {
  const now = useNow();
  const chosen = CHOICES.some(({ value }) => value === until) ? until : 'day';
  return (
    <Field label="Until">
      {(control) => (
        <div className="flex flex-wrap gap-2">
          <select
            {...control}
            className="field-box w-auto flex-1"
            value={chosen}
            onChange={({ target }) =>
              onChange(target.value === 'day' ? localDay(new Date(now)) : target.value)
            }
          >
            {CHOICES.map(({ value, words }) => (
              <option key={value} value={value}>
                {words}
              </option>
            ))}
            <option value="day">On a day …</option>
          </select>
          {chosen === 'day' && (
            <input
              type="date"
              aria-label="Last day"
              className="field-box w-auto flex-1"
              min={localDay(new Date(now))}
              value={until}
              onChange={(event) => onChange(event.target.value)}
            />
          )}
        </div>
      )}
    </Field>
  );
}
