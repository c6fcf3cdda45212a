import type { DiffPart } from './text-diff.ts';

/** What went out of a list and what came in, in the order of the new one, what is gone last. Pure. */
export function listDiff(before: readonly string[], after: readonly string[]): readonly DiffPart[] {
  const parts: DiffPart[] = after.map((text) => ({
    kind: before.includes(text) ? 'same' : 'in',
    text,
  }));
  const gone = before.filter((text) => !after.includes(text));
  return [...parts, ...gone.map((text): DiffPart => ({ kind: 'out', text }))];
}
