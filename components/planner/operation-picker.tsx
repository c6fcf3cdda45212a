import { Check, Plus, X } from 'lucide-react';
import { useState } from 'react';
import { OPERATIONS_BY_ID, type Operation } from '../../contract/operations.ts';
import { searchOperations } from '../../utils/planner/search-operations.ts';
import { operationWords } from '../../utils/words/usage-words.ts';
import type { Planning } from '../state/use-plan.ts';
import { Field } from '../ui/field.tsx';
import { OperationLine } from './operation-line.tsx';
import { t } from '../../utils/i18n/t.ts';
import { number } from '../../utils/i18n/locale.ts';

const SHOWN = 30;

/** Finds operations among all of Front's by words, path or id, and lists those of the plan. */
export function OperationPicker({ planning }: { planning: Planning }) {
  const [query, setQuery] = useState('');
  const { draft, add, remove } = planning;
  const found = searchOperations(query);
  const chosen = draft.operations.flatMap((id) => OPERATIONS_BY_ID.get(id) ?? []);
  const isChosen = ({ id }: Operation): boolean => draft.operations.includes(id);
  return (
    <div className="flex flex-col gap-2">
      <Field label={t('planner.findCall')} hint={t('planner.findHint')}>
        {(control) => (
          <input
            {...control}
            type="search"
            className="field-box"
            autoComplete="off"
            spellCheck={false}
            placeholder={t('planner.findExample')}
            value={query}
            onChange={(event) => setQuery(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === 'Escape' && query !== '') {
                event.preventDefault();
                event.stopPropagation();
                setQuery('');
              } else if (event.key === 'Enter') {
                event.preventDefault();
                const first = found.find((one) => !isChosen(one));
                if (first !== undefined) add(first.id);
              }
            }}
          />
        )}
      </Field>
      {query.trim() !== '' && (
        <ul
          aria-label={t('planner.found')}
          className="max-h-56 overflow-y-auto rounded-lg border border-line"
          tabIndex={0}
        >
          {found.slice(0, SHOWN).map((operation) => (
            <li key={operation.id} className="border-b border-line last:border-0">
              <button
                type="button"
                aria-pressed={isChosen(operation)}
                className="flex w-full items-center gap-2 px-2.5 py-1.5 hover:bg-hover aria-pressed:bg-chosen"
                onClick={() => (isChosen(operation) ? remove(operation.id) : add(operation.id))}
              >
                {isChosen(operation) ? CHECK : PLUS}
                <OperationLine operation={operation} />
              </button>
            </li>
          ))}
          {found.length === 0 && (
            <li className="px-2.5 py-2 text-[13px] text-soft">{t('planner.noneFits')}</li>
          )}
          {found.length > SHOWN && (
            <li className="px-2.5 py-2 text-xs text-soft">
              {t('planner.more', found.length - SHOWN, { count: number(found.length - SHOWN) })}
            </li>
          )}
        </ul>
      )}
      {chosen.length > 0 && (
        <ul
          aria-label={t('planner.chosen')}
          className="overflow-hidden rounded-lg border border-line"
        >
          {chosen.map((operation) => (
            <li
              key={operation.id}
              className="flex items-center gap-1 border-b border-line py-1 pr-1 pl-2.5 last:border-0"
            >
              <OperationLine operation={operation} />
              <button
                type="button"
                aria-label={t('planner.leaveOut', { operation: operationWords(operation.id) })}
                className="flex size-7 shrink-0 items-center justify-center rounded-md text-soft hover:bg-hover hover:text-ink"
                onClick={() => remove(operation.id)}
              >
                <X size={14} aria-hidden />
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

const CHECK = <Check size={15} aria-hidden className="shrink-0 text-accent" />;
const PLUS = <Plus size={15} aria-hidden className="shrink-0 text-soft" />;
