import { ListChecks } from 'lucide-react';
import type { Planning } from '../state/use-plan.ts';
import { NamespaceChoice } from './namespace-choice.tsx';
import { OperationPicker } from './operation-picker.tsx';
import { PastedReader } from './pasted-reader.tsx';
import { PlanTable } from './plan-table.tsx';
import { t } from '../../utils/i18n/t.ts';

/** From what a token has to do to the least that has to be ticked for it. */
export function ScopePlanner({ planning }: { planning: Planning }) {
  const { draft, plan, change } = planning;
  return (
    <>
      <OperationPicker planning={planning} />
      <PastedReader planning={planning} />
      <section className="flex flex-col gap-2.5" aria-label={t('planner.whatToTick')}>
        <h2 className="text-[15px] font-semibold">{t('planner.tickThis')}</h2>
        {draft.operations.length === 0 ? (
          <p className="flex items-center gap-2 text-[13px] text-soft">
            <ListChecks size={16} aria-hidden className="shrink-0" />
            {t('planner.chooseFirst')}
          </p>
        ) : (
          <PlanTable plan={plan} />
        )}
      </section>
      <NamespaceChoice
        chosen={draft.namespaces}
        onChange={(namespaces) => change({ namespaces })}
      />
    </>
  );
}
