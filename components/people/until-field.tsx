import { expiryMoment, localDay } from '../../utils/tokens/token-form.ts';
import { useNow } from '../state/use-now.ts';
import { DayOrSpan } from '../ui/day-or-span.tsx';
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
  const today = localDay(new Date(now));
  return (
    <Field label="Until">
      {(control) => (
        <DayOrSpan
          {...{ control, onChange }}
          choices={CHOICES}
          value={until}
          dayLabel="Last day"
          first={today}
          proposed={today}
        />
      )}
    </Field>
  );
}
