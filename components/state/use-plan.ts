import { useMemo } from 'react';
import { planOf, type ScopePlan } from '../../utils/planner/plan-of.ts';
import {
  EMPTY_PLAN,
  isPlanDraft,
  PLAN_DRAFT,
  type PlanDraft,
} from '../../utils/planner/plan-draft.ts';
import { readPasted, type PastedReading } from '../../utils/planner/read-pasted.ts';
import { useDraft } from './use-draft.ts';

export interface Planning {
  readonly draft: PlanDraft;
  readonly ready: boolean;
  readonly plan: ScopePlan;
  /** What was made of the pasted text. */
  readonly reading: PastedReading;
  readonly change: (patch: Partial<PlanDraft>) => void;
  readonly add: (id: string) => void;
  readonly remove: (id: string) => void;
  /**
   * Takes a pasted text: without the credentials in it, which are kept nowhere, and with the
   * operations that are new in it added to the plan.
   * @returns how many credentials were taken out
   */
  readonly paste: (text: string) => number;
  readonly drop: () => void;
}

/** The plan for a token's permissions, one for panel, popup and full page, which survives their closing. */
export function usePlan(): Planning {
  const { value: draft, ready, set, drop } = useDraft(PLAN_DRAFT, EMPTY_PLAN, isPlanDraft);
  const plan = useMemo(() => planOf(draft.operations), [draft.operations]);
  const reading = useMemo(() => readPasted(draft.pasted), [draft.pasted]);
  const change = (patch: Partial<PlanDraft>): void => set({ ...draft, ...patch });
  const together = (ids: readonly string[]): readonly string[] => [
    ...new Set([...draft.operations, ...ids]),
  ];
  return {
    draft,
    ready,
    plan,
    reading,
    change,
    add: (id) => change({ operations: together([id]) }),
    remove: (id) => change({ operations: draft.operations.filter((one) => one !== id) }),
    paste: (text) => {
      const next = readPasted(text);
      // What stood there before was added then, and may have been taken away since.
      const before = new Set(operationsIn(reading));
      const fresh = operationsIn(next).filter((id) => !before.has(id));
      change({ pasted: next.text, operations: together(fresh) });
      return next.dropped;
    },
    drop,
  };
}

function operationsIn({ findings }: PastedReading): readonly string[] {
  return findings.flatMap((finding) => (finding.kind === 'operation' ? [finding.id] : []));
}
