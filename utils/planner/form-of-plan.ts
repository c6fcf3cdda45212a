import { EMPTY_FORM, type TokenForm } from '../tokens/token-form.ts';
import type { PlanDraft } from './plan-draft.ts';
import type { ScopePlan } from './plan-of.ts';

/** A plan as the form of the Front token that it becomes. Without a call in it, it says nothing of permissions. */
export function formOfPlan(draft: PlanDraft, plan: ScopePlan): TokenForm {
  const { name, purpose, environment, namespaces } = draft;
  return {
    ...EMPTY_FORM,
    kind: 'front',
    name,
    purpose,
    environment,
    namespaces,
    scopes: plan.scopes,
    features: draft.operations.length === 0 ? [] : plan.features,
    expiry: 'never',
  };
}
