import type { FieldControl } from './field.tsx';
import { t } from '../../utils/i18n/t.ts';

interface DayOrSpanProps {
  /** What makes the select the field’s own. */
  readonly control: FieldControl;
  /** Spans by what they are kept as. */
  readonly choices: readonly { readonly value: string; readonly words: string }[];
  /** One of the choices, or a day as `YYYY-MM-DD`; empty while none is chosen. */
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** What the field of the day is called by a screen reader. */
  readonly dayLabel: string;
  /** The first day that can be chosen, and the one that stands there at first. */
  readonly first: string;
  readonly proposed: string;
}

/** A span to choose, or “On a day …” with a field for it. */
export function DayOrSpan(props: DayOrSpanProps) {
  const { control, choices, value, onChange, dayLabel, first, proposed } = props;
  const onDay = !isSpan(choices, value);
  return (
    <div className="flex flex-wrap gap-2">
      <select
        {...control}
        className="field-box w-auto flex-1"
        value={onDay ? 'day' : value}
        onChange={({ target }) => onChange(target.value === 'day' ? proposed : target.value)}
      >
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.words}
          </option>
        ))}
        <option value="day">{t('ui.onADay')}</option>
      </select>
      {onDay && (
        <input
          type="date"
          aria-label={dayLabel}
          className="field-box w-auto flex-1"
          min={first}
          value={value}
          onChange={({ target }) => onChange(target.value)}
        />
      )}
    </div>
  );
}

/** Whether it is one of the spans, and no day. */
export function isSpan(choices: DayOrSpanProps['choices'], value: string): boolean {
  return choices.some((choice) => choice.value === value);
}
