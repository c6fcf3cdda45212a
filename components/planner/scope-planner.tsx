import { ListChecks } from 'lucide-react';
import type { Planning } from '../state/use-plan.ts';
import { NamespaceChoice } from './namespace-choice.tsx';
import { OperationPicker } from './operation-picker.tsx';
import { PastedReader } from './pasted-reader.tsx';
import { PlanTable } from './plan-table.tsx';

/** From what a token has to do to the least that has to be ticked for it. */
export function ScopePlanner({ planning }: { planning: Planning }) {
  const { draft, plan, change } = planning;
  return (
    <>
      <OperationPicker planning={planning} />
      <PastedReader planning={planning} />
      <section className="flex flex-col gap-2.5" aria-label="What to tick">
        <h2 className="text-[15px] font-semibold">Tick this in Front, and nothing else</h2>
        {draft.operations.length === 0 ? (
          <p className="flex items-center gap-2 text-[13px] text-soft">
            <ListChecks size={16} aria-hidden className="shrink-0" />
            Choose or paste the calls first; the permissions follow.
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
