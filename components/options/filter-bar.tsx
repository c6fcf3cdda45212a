import { Search } from 'lucide-react';
import { useEffect, useMemo, useRef } from 'react';
import { tagsInUse, type TokenFilter } from '../../utils/tokens/find-tokens.ts';
import { useRegister } from '../state/register.ts';

interface FilterBarProps {
  readonly filter: TokenFilter;
  readonly count: number;
  readonly onChange: (patch: Partial<TokenFilter>) => void;
}

const STATES: readonly { state: TokenFilter['state']; words: string }[] = [
  { state: 'live', words: 'All but deleted' },
  { state: 'active', words: 'Active' },
  { state: 'soon', words: 'Expiring soon' },
  { state: 'expired', words: 'Expired' },
  { state: 'deleted', words: 'Deleted' },
];

/** Search and filters over the list. `/` puts the cursor into the search. */
export function FilterBar({ filter, count, onChange }: FilterBarProps) {
  const tokens = useRegister((state) => state.tokens);
  const tags = useMemo(() => tagsInUse(tokens), [tokens]);
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
          aria-label="Search tokens"
          aria-keyshortcuts="/"
          placeholder="Search by name, purpose, tag or owner"
          className="field-box pl-8"
          value={filter.query}
          onChange={(event) => onChange({ query: event.target.value })}
        />
      </div>
      <select
        aria-label="Kind"
        className="field-box w-auto"
        value={filter.kind}
        onChange={(event) => onChange({ kind: event.target.value as TokenFilter['kind'] })}
      >
        <option value="any">Both kinds</option>
        <option value="issued">Issued here</option>
        <option value="front">Made in Front</option>
      </select>
      <select
        aria-label="State"
        className="field-box w-auto"
        value={filter.state}
        onChange={(event) => onChange({ state: event.target.value as TokenFilter['state'] })}
      >
        {STATES.map(({ state, words }) => (
          <option key={state} value={state}>
            {words}
          </option>
        ))}
      </select>
      <select
        aria-label="Tag"
        className="field-box w-auto max-w-40"
        value={filter.tag}
        onChange={(event) => onChange({ tag: event.target.value })}
      >
        <option value="">Any tag</option>
        {tags.map((tag) => (
          <option key={tag} value={tag}>
            {tag}
          </option>
        ))}
      </select>
      <span className="ml-auto text-xs text-soft" role="status">
        {count === 1 ? '1 token' : `${count} tokens`}
      </span>
    </div>
  );
}
