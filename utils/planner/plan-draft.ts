import { OPERATIONS_BY_ID } from '../../contract/operations.ts';
import { NAMESPACES, type Namespace } from '../../contract/scopes.ts';

/** A plan for a token that is made in Front, as it is kept while somebody works on it. It never holds a value. */
export interface PlanDraft {
  /** Ids of operations, in the order in which they were chosen. */
  readonly operations: readonly string[];
  /** What was pasted, without credentials. */
  readonly pasted: string;
  readonly name: string;
  readonly purpose: string;
  readonly environment: string;
  readonly namespaces: readonly Namespace[];
}

export const PLAN_DRAFT = 'scope-plan';

export const EMPTY_PLAN: PlanDraft = {
  operations: [],
  pasted: '',
  name: '',
  purpose: '',
  environment: '',
  namespaces: [],
};

/** True for a draft of this shape, with operations that this version knows. */
export function isPlanDraft(value: unknown): value is PlanDraft {
  if (typeof value !== 'object' || value === null) return false;
  const { operations, namespaces, ...texts } = value as Record<keyof PlanDraft, unknown>;
  return (
    isListOf(operations, (one) => OPERATIONS_BY_ID.has(one)) &&
    isListOf(namespaces, (one) => (NAMESPACES as readonly string[]).includes(one)) &&
    [texts.pasted, texts.name, texts.purpose, texts.environment].every(
      (text) => typeof text === 'string',
    )
  );
}

function isListOf(value: unknown, isOne: (text: string) => boolean): boolean {
  return Array.isArray(value) && value.every((one) => typeof one === 'string' && isOne(one));
}
