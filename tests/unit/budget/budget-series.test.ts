import { describe, expect, it } from 'vitest';
import { budgetSeries, OTHERS, OUTSIDE } from '../../../utils/budget/budget-series.ts';
import { outsideWords } from '../../../utils/words/budget-words.ts';
import { aBudgetToken, aSlots } from '../support/a-budget.ts';

const NOBODY = { tokens: [], names: {} };
const used = (id: string, calls: number, refused = 0) => ({ id, calls, refused });

describe('who used the budget', () => {
  it('is the busiest five by name, the others together, and what came past the gateway', () => {
    const ids = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
    const slots = aSlots(
      3,
      { tokens: ids.map((id, index) => used(id, index + 1)), outside: 4 },
      { tokens: [used('a', 100, 7)] },
    );
    const tokens = ids.map((id) => aBudgetToken({ id, name: `Token ${id}` }));
    const { layers, rows } = budgetSeries(slots, { tokens, names: {} });
    expect(layers.map(({ key }) => key)).toEqual(['a', 'g', 'f', 'e', 'd', OTHERS, OUTSIDE]);
    expect(layers[0]?.label).toBe('Token a');
    expect(rows[1]?.values).toEqual({ a: 1, d: 4, e: 5, f: 6, g: 7, [OTHERS]: 5, [OUTSIDE]: 4 });
    expect(rows[2]).toMatchObject({ refused: 7, values: { a: 100 } });
  });

  it('names a token too that called days ago alone', () => {
    const slots = aSlots(30, { tokens: [used('a', 3)] }, {});
    const { layers } = budgetSeries(slots, { tokens: [], names: { a: 'Nightly export' } });
    expect(layers).toEqual([{ key: 'a', label: 'Nightly export' }]);
  });

  it('is nobody where there was no call', () => {
    expect(budgetSeries(aSlots(24), NOBODY).layers).toEqual([]);
    const refused = aSlots(2, { tokens: [used('a', 0, 3)] });
    expect(budgetSeries(refused, NOBODY).layers).toEqual([]);
  });
});

describe('calls past the gateway', () => {
  it.each([
    [0, 0, null],
    [
      0,
      40,
      'In the last 24 hours about 40 calls were made past the gateway, with a raw Front token.',
    ],
    [1, 40, 'In the last hour about 1 call was made past the gateway, with a raw Front token.'],
    [
      324,
      900,
      'In the last hour about 320 calls were made past the gateway, with a raw Front token.',
    ],
    [
      12_345,
      12_345,
      'In the last hour about 12,350 calls were made past the gateway, with a raw Front token.',
    ],
  ])('%d in an hour and %d in a day are told as %s', (hour, day, words) => {
    expect(outsideWords({ minute: 0, hour, day })).toBe(words);
  });
});
