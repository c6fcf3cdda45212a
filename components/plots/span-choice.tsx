import { t } from '../../utils/i18n/t.ts';

interface SpanChoiceProps<T> {
  readonly choices: readonly { readonly span: T; readonly words: string }[];
  readonly chosen: T;
  readonly onChoose: (span: T) => void;
}

/** Which time a plot shows: one of a few, side by side. */
export function SpanChoice<T extends string | number>(props: SpanChoiceProps<T>) {
  const { choices, chosen, onChoose } = props;
  return (
    <div role="group" aria-label={t('plots.time')} className="flex gap-1">
      {choices.map(({ span, words }) => (
        <button
          key={span}
          type="button"
          aria-pressed={span === chosen}
          className={`h-7 rounded-lg px-2.5 text-xs font-medium ${span === chosen ? 'bg-chosen text-accent' : 'text-soft hover:bg-hover hover:text-ink'}`}
          onClick={() => onChoose(span)}
        >
          {words}
        </button>
      ))}
    </div>
  );
}
