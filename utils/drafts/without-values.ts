import { holdsTokenValue } from '../../contract/holds-token-value.ts';

/**
 * A copy of a draft in which every text that holds a token's value is empty. People paste values
 * into searches and notes, and what a browser has once written stays on the disk after its deletion.
 */
export function withoutValues(draft: unknown): unknown {
  if (typeof draft === 'string') return holdsTokenValue(draft) ? '' : draft;
  if (Array.isArray(draft)) return draft.map(withoutValues);
  if (typeof draft !== 'object' || draft === null) return draft;
  return Object.fromEntries(
    Object.entries(draft).map(([name, part]) => [name, withoutValues(part)]),
  );
}
