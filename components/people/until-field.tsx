import { expiryMoment, localDay } from '../../utils/tokens/token-form.ts';
import { useNow } from '../state/use-now.ts';
import { DayOrSpan } from '../ui/day-or-span.tsx';
import { Field } from '../ui/field.tsx';
import { t, type PlainTextKey } from '../../utils/i18n/t.ts';

const CHOICES: readonly { value: string; words: PlainTextKey }[] = [
  { value: 'never', words: 'people.untilNever' },
  { value: '1', words: 'people.day1' },
  { value: '7', words: 'people.days7' },
  { value: '30', words: 'people.days30' },
  { value: '90', words: 'people.days90' },
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
    <Field label={t('people.untilField')}>
      {(control) => (
        <DayOrSpan
          {...{ control, onChange }}
          choices={CHOICES.map(({ value, words }) => ({ value, words: t(words) }))}
          value={until}
          dayLabel={t('people.lastDay')}
          first={today}
          proposed={today}
        />
      )}
    </Field>
  );
}
