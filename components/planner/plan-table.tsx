import { Check } from 'lucide-react';
import { PERMISSION_COLUMNS } from '../../contract/scopes.ts';
import type { ScopePlan } from '../../utils/planner/plan-of.ts';
import { permissionWords, resourceWords } from '../../utils/words/scope-words.ts';
import { operationWords } from '../../utils/words/usage-words.ts';
import { featureWords } from '../tokens/token-facts.tsx';
import { Notice } from '../ui/notice.tsx';
import { t } from '../../utils/i18n/t.ts';
import { row } from '../../utils/i18n/locale.ts';

/** What to tick in Front's form, laid out as it lies there. */
export function PlanTable({ plan }: { plan: ScopePlan }) {
  const nothing = plan.resources.length === 0 && plan.features.length <= 1;
  return (
    <div className="flex flex-col gap-2.5">
      <dl className="flex flex-wrap gap-x-2 text-[13px]">
        <dt className="font-semibold">{t('words.features')}</dt>
        <dd>{row(plan.features.map(featureWords))}</dd>
      </dl>
      {plan.resources.length > 0 && (
        <div
          className="overflow-x-auto rounded-lg border border-line"
          tabIndex={0}
          role="group"
          aria-label={t('planner.toTick')}
        >
          <table className="w-full text-[13px]">
            <thead>
              <tr className="bg-page">
                <th scope="col" className="px-2 py-1.5 text-left font-semibold">
                  {t('tokens.resource')}
                </th>
                {PERMISSION_COLUMNS.map((permission) => (
                  <th key={permission} scope="col" className="px-1 py-1.5 font-semibold">
                    {permissionWords(permission)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {plan.resources.map(({ resource, permissions }) => (
                <tr key={resource} className="border-t border-line">
                  <th scope="row" className="px-2 py-1.5 text-left font-medium">
                    {resourceWords(resource)}
                  </th>
                  {PERMISSION_COLUMNS.map((column) => {
                    const planned = permissions.find(({ permission }) => permission === column);
                    return (
                      <td key={column} className="px-1 py-1.5 text-center">
                        {planned !== undefined && (
                          <span
                            title={
                              row(planned.operations.map(({ id }) => operationWords(id))) ||
                              undefined
                            }
                            className="inline-flex size-5 items-center justify-center rounded bg-accent text-on-accent"
                          >
                            <Check size={14} aria-hidden />
                            <span className="sr-only">
                              {t('planner.tick', { permission: permissionWords(column) })}
                            </span>
                          </span>
                        )}
                      </td>
                    );
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {nothing && plan.free.length > 0 && <p className="text-[13px]">{t('planner.noneNeeded')}</p>}
      {plan.deprecated.length > 0 && (
        <Notice tone="warn" title={t('planner.deprecatedTitle')}>
          {row(plan.deprecated.map(({ id }) => operationWords(id)))}
        </Notice>
      )}
    </div>
  );
}
