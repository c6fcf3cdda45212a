import { useState } from 'react';
import { foldForSearch } from '../../contract/fold.ts';
import {
  APP_TRIGGER_SCOPE,
  PERMISSION_COLUMNS,
  PERMISSIONS,
  RESOURCES,
  RESOURCE_SCOPES,
  type Permission,
} from '../../contract/scopes.ts';
import { t } from '../../utils/i18n/t.ts';
import { presetOf, SCOPE_PRESETS } from '../../utils/tokens/scope-presets.ts';
import { permissionWords, resourceWords, scopeWords } from '../../utils/words/scope-words.ts';
import { number, row } from '../../utils/i18n/locale.ts';

interface PermissionMatrixProps {
  readonly scopes: readonly string[];
  readonly onChange: (scopes: readonly string[]) => void;
  readonly problem: string | null;
}

/** Front’s own matrix: a resource a row, Read, Write, Delete and Send across. */
export function PermissionMatrix({ scopes, onChange, problem }: PermissionMatrixProps) {
  const [query, setQuery] = useState('');
  const chosen = new Set(scopes);
  const words = foldForSearch(query);
  const rows = RESOURCES.filter((resource) =>
    foldForSearch(`${resourceWords(resource)} ${resource}`).includes(words),
  );
  const others = scopes.filter((scope) => !RESOURCE_SCOPES.includes(scope));
  const set = (some: readonly string[], on: boolean): void => {
    const next = new Set(scopes);
    for (const scope of some) {
      if (on) next.add(scope);
      else next.delete(scope);
    }
    onChange([...next]);
  };
  const preset = presetOf(scopes);
  return (
    <fieldset className="flex min-w-0 flex-col gap-3" aria-describedby="permissions-below">
      <legend className="mb-1 text-[13px] font-semibold">{t('common.permissions')}</legend>
      <div className="flex flex-wrap gap-1.5">
        {SCOPE_PRESETS.map((one) => (
          <button
            key={one.id}
            type="button"
            title={t(one.detail)}
            aria-pressed={preset?.id === one.id}
            className={`h-7 rounded-full border px-3 text-xs font-medium ${preset?.id === one.id ? 'border-accent bg-chosen text-accent' : 'border-edge/60 hover:bg-hover'}`}
            onClick={() => onChange(one.scopes)}
          >
            {t(one.name)}
          </button>
        ))}
        {scopes.length > 0 && (
          <button
            type="button"
            className="h-7 rounded-full px-3 text-xs font-medium text-soft hover:bg-hover"
            onClick={() => onChange([])}
          >
            {t('common.clear')}
          </button>
        )}
      </div>
      <div className="overflow-hidden rounded-lg border border-line">
        <div className="border-b border-line p-2">
          <input
            className="field-box"
            aria-label={t('tokens.findResource')}
            placeholder={t('tokens.findResource')}
            value={query}
            onChange={(event) => setQuery(event.target.value)}
          />
        </div>
        <div
          className="max-h-96 overflow-y-auto"
          tabIndex={0}
          role="group"
          aria-label={t('tokens.matrix')}
        >
          <table className="w-full text-[13px]">
            <thead>
              <tr>
                <th className="sticky top-0 bg-page px-3 py-1.5 text-left font-semibold">
                  {t('tokens.resource')}
                </th>
                {PERMISSION_COLUMNS.map((permission) => (
                  <th key={permission} className="sticky top-0 bg-page px-1 py-1.5 font-semibold">
                    <ColumnHead permission={permission} chosen={chosen} onSet={set} />
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((resource) => (
                <tr key={resource} className="border-t border-line hover:bg-hover">
                  <th scope="row" className="px-3 py-1 text-left font-normal">
                    {resourceWords(resource)}
                  </th>
                  {PERMISSION_COLUMNS.map((permission) => (
                    <td key={permission} className="p-0 text-center">
                      {(PERMISSIONS[resource] as readonly Permission[]).includes(permission) && (
                        <Box
                          label={scopeWords(`${resource}:${permission}`)}
                          checked={chosen.has(`${resource}:${permission}`)}
                          onChange={(on) => set([`${resource}:${permission}`], on)}
                        />
                      )}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
          {rows.length === 0 && (
            <p className="px-3 py-4 text-[13px] text-soft">{t('tokens.noResource')}</p>
          )}
        </div>
        <label className="flex items-center gap-2.5 border-t border-line px-3 py-2 text-[13px] hover:bg-hover">
          <input
            type="checkbox"
            className="size-4 accent-accent"
            checked={chosen.has(APP_TRIGGER_SCOPE)}
            onChange={(event) => set([APP_TRIGGER_SCOPE], event.target.checked)}
          />
          {t('words.triggerApplications')}
        </label>
      </div>
      <div
        id="permissions-below"
        className={`text-xs ${problem === null ? 'text-soft' : 'text-bad'}`}
      >
        {problem ??
          countWords(
            scopes.length,
            others.filter((one) => one !== APP_TRIGGER_SCOPE),
          )}
      </div>
    </fieldset>
  );
}

function ColumnHead(props: {
  permission: Permission;
  chosen: ReadonlySet<string>;
  onSet: (scopes: readonly string[], on: boolean) => void;
}) {
  const { permission, chosen, onSet } = props;
  const all = RESOURCE_SCOPES.filter((scope) => scope.endsWith(`:${permission}`));
  const full = all.every((scope) => chosen.has(scope));
  const words = permissionWords(permission);
  return (
    <button
      type="button"
      title={
        full
          ? t('tokens.takeAll', { permission: words })
          : t('tokens.chooseAll', { permission: words })
      }
      aria-label={
        full
          ? t('tokens.columnTake', { permission: words })
          : t('tokens.columnChoose', { permission: words })
      }
      className="rounded px-1.5 hover:text-accent hover:underline"
      onClick={() => onSet(all, !full)}
    >
      {words}
    </button>
  );
}

function Box(props: { label: string; checked: boolean; onChange: (on: boolean) => void }) {
  return (
    <label className="flex h-8 cursor-pointer items-center justify-center">
      <input
        type="checkbox"
        aria-label={props.label}
        className="size-4 accent-accent"
        checked={props.checked}
        onChange={(event) => props.onChange(event.target.checked)}
      />
    </label>
  );
}

function countWords(count: number, others: readonly string[]): string {
  if (count === 0) return t('tokens.chooseLittle');
  const chosen = t('tokens.chosen', { count: number(count) });
  if (others.length === 0) return chosen;
  return `${chosen} ${t('tokens.keptAsWritten', { scopes: row(others) })}`;
}
