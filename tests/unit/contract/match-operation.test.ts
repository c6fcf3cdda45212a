import { expect, it } from 'vitest';
import { matchOperation } from '../../../contract/match-operation.ts';
import { OPERATIONS } from '../../../contract/operations.ts';

it('finds every published operation by a path without a slash at its end, also where Front writes one', () => {
  expect(OPERATIONS.filter(({ path }) => path.endsWith('/'))).not.toEqual([]);
  for (const operation of OPERATIONS) {
    const segments = operation.path.replace(/\/$/, '').slice(1).split('/');
    expect(matchOperation(operation.method, segments)?.id).toBe(operation.id);
  }
});
