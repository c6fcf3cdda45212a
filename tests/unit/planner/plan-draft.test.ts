import { describe, expect, it } from 'vitest';
import { EMPTY_PLAN, isPlanDraft } from '../../../utils/planner/plan-draft.ts';

describe('a kept plan', () => {
  it('is one of this version’s shape', () => {
    expect(isPlanDraft({ ...EMPTY_PLAN, operations: ['list-tags'], namespaces: ['shared'] })).toBe(
      true,
    );
  });

  it.each([
    ['nothing', null],
    ['an operation that is not known any more', { ...EMPTY_PLAN, operations: ['old-one'] }],
    ['a namespace of nobody', { ...EMPTY_PLAN, namespaces: ['galactic'] }],
    ['a text that is none', { ...EMPTY_PLAN, purpose: 7 }],
  ])('is none for %s', (_, draft) => {
    expect(isPlanDraft(draft)).toBe(false);
  });
});
