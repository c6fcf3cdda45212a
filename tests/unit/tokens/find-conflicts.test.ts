import { expect, it } from 'vitest';
import { findConflicts } from '../../../utils/tokens/find-conflicts.ts';
import { aToken } from '../support/a-token.ts';

const base = aToken({ purpose: 'Old', tags: ['a'] });

it('finds a field that both changed to something else', () => {
  expect(findConflicts(base, { purpose: 'Mine' }, { ...base, purpose: 'Theirs' })).toEqual([
    { field: 'purpose', base: 'Old', mine: 'Mine', theirs: 'Theirs' },
  ]);
});

it('lets changes of different fields go together', () => {
  expect(findConflicts(base, { purpose: 'Mine' }, { ...base, tags: ['b'] })).toEqual([]);
});

it('takes the same change twice for agreement', () => {
  expect(findConflicts(base, { tags: ['b'] }, { ...base, tags: ['b'] })).toEqual([]);
});
