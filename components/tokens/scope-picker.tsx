import { Check, X } from 'lucide-react';
import { useId, useState } from 'react';
import { foldForSearch } from '../../contract/fold.ts';
import { ISSUABLE_SCOPES } from '../../contract/scopes.ts';
import { presetOf, SCOPE_PRESETS } from '../../utils/tokens/scope-presets.ts';
import { scopeWords } from '../../utils/words/scope-words.ts';
import { Field } from '../ui/field.tsx';
import { t } from '../../utils/i18n/t.ts';
import { number } from '../../utils/i18n/locale.ts';

interface ScopePickerProps {
  readonly scopes: readonly string[];
  readonly onChange: (scopes: readonly string[]) => void;
  readonly problem: string | null;
}

const SHOWN_MATCHES = 6;

/** Permissions in little room: a preset to start from, a search to add single ones, chips to take them away. */
export function ScopePicker({ scopes, onChange, problem }: ScopePickerProps) {
  const [query, setQuery] = useState('');
  const addId = useId();
  const matches = query.trim() === '' ? [] : findScopes(query).slice(0, SHOWN_MATCHES);
  const toggle = (scope: string): void =>
    onChange(scopes.includes(scope) ? scopes.filter((one) => one !== scope) : [...scopes, scope]);
  const preset = presetOf(scopes);
  return (
    <div className="flex flex-col gap-2">
      <Field
        label={t('tokens.may')}
        problem={problem}
        {...(preset === null ? {} : { hint: t(preset.detail) })}
      >
        {(control) => (
          <select
            {...control}
            className="field-box"
            value={preset?.id ?? (scopes.length === 0 ? '' : 'own')}
            onChange={(event) => {
              const chosen = SCOPE_PRESETS.find(({ id }) => id === event.target.value);
              if (chosen !== undefined) onChange(chosen.scopes);
            }}
          >
            <option value="" disabled hidden>
              {t('tokens.chooseMay')}
            </option>
            {SCOPE_PRESETS.map(({ id, name }) => (
              <option key={id} value={id}>
                {t(name)}
              </option>
            ))}
            <option value="own" disabled hidden>
              {t('tokens.ownChoice', { count: number(scopes.length) })}
            </option>
          </select>
        )}
      </Field>
      <div className="relative">
        <input
          id={addId}
          aria-label={t('tokens.addPermission')}
          placeholder={t('tokens.addPermissionPlaceholder')}
          className="field-box"
          autoComplete="off"
          value={query}
          onChange={(event) => setQuery(event.target.value)}
          onKeyDown={(event) => {
            const [first] = matches;
            if (event.key === 'Enter') {
              event.preventDefault();
              if (first !== undefined) toggle(first);
              setQuery('');
            } else if (event.key === 'Escape' && query !== '') {
              event.preventDefault();
              event.stopPropagation();
              setQuery('');
            }
          }}
        />
        {query.trim() !== '' && (
          <ul className="floating absolute inset-x-0 top-full z-20 mt-1 overflow-hidden rounded-lg border border-line bg-paper">
            {matches.map((scope) => (
              <li key={scope}>
                <button
                  type="button"
                  aria-pressed={scopes.includes(scope)}
                  className="flex w-full items-center gap-2 px-2.5 py-1.5 text-left text-[13px] hover:bg-hover"
                  onClick={() => toggle(scope)}
                >
                  <Check
                    size={14}
                    aria-hidden
                    className={scopes.includes(scope) ? 'text-accent' : 'invisible'}
                  />
                  <span className="flex-1">{scopeWords(scope)}</span>
                  <code className="text-xs text-soft">{scope}</code>
                </button>
              </li>
            ))}
            {matches.length === 0 && (
              <li className="px-2.5 py-2 text-[13px] text-soft">{t('tokens.noPermissionFits')}</li>
            )}
          </ul>
        )}
      </div>
      {scopes.length > 0 && <ChosenScopes scopes={scopes} onRemove={toggle} />}
    </div>
  );
}

function ChosenScopes(props: { scopes: readonly string[]; onRemove: (scope: string) => void }) {
  const { scopes, onRemove } = props;
  return (
    <ul aria-label={t('tokens.chosenPermissions')} className="flex flex-wrap gap-1">
      {scopes.map((scope) => (
        <li
          key={scope}
          title={scope}
          className="inline-flex h-6 items-center rounded-md bg-info-paper pl-2 text-xs font-medium text-accent"
        >
          {scopeWords(scope)}
          <button
            type="button"
            aria-label={t('tokens.removePermission', { permission: scopeWords(scope) })}
            className="flex size-6 items-center justify-center rounded-md"
            onClick={() => onRemove(scope)}
          >
            <X size={12} aria-hidden />
          </button>
        </li>
      ))}
    </ul>
  );
}

function findScopes(query: string): readonly string[] {
  const words = foldForSearch(query).split(' ');
  return ISSUABLE_SCOPES.filter((scope) => {
    const text = foldForSearch(`${scopeWords(scope)} ${scope}`);
    return words.every((word) => text.includes(word));
  });
}
