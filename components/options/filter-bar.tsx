import { Search } from 'lucide-react';
import { useEffect, useMemo, useRef, type ReactNode } from 'react';
import {
  countUnused,
  tagsInUse,
  UNUSED_DAYS,
  type TokenFilter,
} from '../../utils/tokens/find-tokens.ts';
import { useRegister } from '../state/register.ts';
import { t, type PlainTextKey } from '../../utils/i18n/t.ts';
import { number } from '../../utils/i18n/locale.ts';
import { tokensWords } from '../../utils/words/count-words.ts';

interface FilterBarProps {
  readonly filter: TokenFilter;
  readonly count: number;
  readonly onChange: (patch: Partial<TokenFilter>) => void;
  readonly now: number;
  /** Views that were saved. */
  readonly views?: ReactNode;
}

const USES = [
  { use: 'unused', words: () => t('options.unused', { days: number(UNUSED_DAYS) }) },
  { use: 'never', words: () => t('options.neverUsed') },
] as const;

const STATES: readonly { state: TokenFilter['state']; words: PlainTextKey }[] = [
  { state: 'live', words: 'options.stateLive' },
  { state: 'active', words: 'options.stateActive' },
  { state: 'soon', words: 'options.stateSoon' },
  { state: 'expired', words: 'options.stateExpired' },
  { state: 'deleted', words: 'options.stateDeleted' },
];

/** Search and filters over the list. `/` puts the cursor into the search. */
export function FilterBar({ filter, count, onChange, now, views }: FilterBarProps) {
  const tokens = useRegister((state) => state.tokens);
  const tags = useMemo(() => tagsInUse(tokens), [tokens]);
  const unused = useMemo(() => countUnused(tokens, now), [tokens, now]);
  const search = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const typing = event.target instanceof HTMLElement && event.target.matches('input, textarea');
      if (event.key !== '/' || typing || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      search.current?.focus();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
  return (
    <div className="mb-3 flex flex-wrap items-center gap-2">
      <div className="relative min-w-0 flex-1 basis-64">
        <Search
          size={16}
          aria-hidden
          className="pointer-events-none absolute top-2.5 left-2.5 text-soft"
        />
        <input
          ref={search}
          type="search"
          aria-label={t('options.search')}
          aria-keyshortcuts="/"
          placeholder={t('options.searchHint')}
          className="field-box pl-8"
          value={filter.query}
          onChange={(event) => onChange({ query: event.target.value })}
        />
      </div>
      <select
        aria-label={t('options.kind')}
        className="field-box w-auto"
        value={filter.kind}
        onChange={(event) => onChange({ kind: event.target.value as TokenFilter['kind'] })}
      >
        <option value="any">{t('options.bothKinds')}</option>
        <option value="issued">{t('tokens.kindIssued')}</option>
        <option value="front">{t('tokens.kindFront')}</option>
      </select>
      <select
        aria-label={t('options.state')}
        className="field-box w-auto"
        value={filter.state}
        onChange={(event) => onChange({ state: event.target.value as TokenFilter['state'] })}
      >
        {STATES.map(({ state, words }) => (
          <option key={state} value={state}>
            {t(words)}
          </option>
        ))}
      </select>
      <select
        aria-label={t('options.tag')}
        className="field-box w-auto max-w-40"
        value={filter.tag}
        onChange={(event) => onChange({ tag: event.target.value })}
      >
        <option value="">{t('options.anyTag')}</option>
        {/* One that no token has any more, such as a merged one: the list is empty for a reason. */}
        {filter.tag !== '' && !tags.includes(filter.tag) && (
          <option value={filter.tag}>{filter.tag}</option>
        )}
        {tags.map((tag) => (
          <option key={tag} value={tag}>
            {tag}
          </option>
        ))}
      </select>
      <div className="flex w-full flex-wrap items-center gap-2">
        <div role="group" aria-label={t('options.use')} className="flex flex-wrap gap-2">
          {USES.map(({ use, words }) => {
            const on = filter.use === use;
            return (
              <button
                key={use}
                type="button"
                aria-pressed={on}
                className={`inline-flex h-7 items-center gap-1.5 rounded-full border px-3 text-xs font-medium ${on ? 'border-accent bg-chosen text-accent' : 'border-edge/60 text-soft hover:bg-hover hover:text-ink'}`}
                onClick={() => onChange({ use: on ? 'any' : use })}
              >
                {words()}
                <span className="tabular-nums">{number(unused[use])}</span>
              </button>
            );
          })}
        </div>
        {filter.use !== 'any' && <span className="text-xs text-soft">{t('options.useNote')}</span>}
        <span className="ml-auto text-xs text-soft" role="status">
          {tokensWords(count)}
        </span>
      </div>
      {views}
    </div>
  );
}
