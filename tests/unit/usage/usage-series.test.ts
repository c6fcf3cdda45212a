import { describe, expect, it } from 'vitest';
import { useClassOf, usageSeries } from '../../../utils/usage/usage-series.ts';
import { aUsage, aUsageRow } from '../support/a-usage.ts';

describe('what became of a call', () => {
  it.each([
    ['200', false, 'answered'],
    ['204', false, 'answered'],
    ['301', false, 'answered'],
    ['404', false, 'failed'],
    ['429', false, 'failed'],
    ['503', false, 'failed'],
    ['front_unreachable', false, 'failed'],
    ['caller_left', false, 'failed'],
    ['an outcome of tomorrow', false, 'failed'],
    ['missing_scope', true, 'refused'],
    ['a refusal of tomorrow', true, 'refused'],
  ] as const)('is, with %s, %s', (outcome, refusedHere, expected) => {
    expect(useClassOf({ outcome, refusedHere })).toBe(expected);
  });
});

describe('the plot of a token’s calls', () => {
  it('has a bar for each day, also for those without a call', () => {
    const rows = [
      aUsageRow({ day: '2026-05-03', calls: 4 }),
      aUsageRow({ day: '2026-06-01', outcome: '404', calls: 2 }),
      aUsageRow({ day: '2026-06-01', outcome: 'missing_scope', refusedHere: true, calls: 3 }),
    ];
    const series = usageSeries(aUsage({ rows }), 30);
    expect(series.step).toBe('day');
    expect(series.rows).toHaveLength(30);
    expect(series.rows[0]).toEqual({
      startsAt: '2026-05-03T00:00:00.000Z',
      values: { answered: 4, failed: 0, refused: 0 },
    });
    expect(series.rows[29]?.values).toEqual({ answered: 0, failed: 2, refused: 3 });
    expect(series.layers.map(({ key }) => key)).toEqual(['answered', 'failed', 'refused']);
  });

  it('has a bar for each week where there are many days, and loses no call', () => {
    const rows = Array.from({ length: 400 }, (_, index) =>
      aUsageRow({
        day: new Date(Date.parse('2025-04-28') + index * 86_400_000).toISOString().slice(0, 10),
      }),
    );
    const series = usageSeries(aUsage({ from: '2025-04-28', rows }), 400);
    expect(series.step).toBe('week');
    expect(series.rows).toHaveLength(58);
    expect(series.rows.reduce((sum, { values }) => sum + (values.answered ?? 0), 0)).toBe(400);
    // The last week is a whole one, and ends today.
    expect(series.rows.at(-1)).toMatchObject({
      startsAt: '2026-05-26T00:00:00.000Z',
      values: { answered: 7 },
    });
    expect(series.rows[0]?.values.answered).toBe(1);
  });

  it('leaves out what did not happen, and is empty where nothing did', () => {
    const failed = aUsage({ rows: [aUsageRow({ outcome: '500' })] });
    expect(usageSeries(failed, 30).layers.map(({ key }) => key)).toEqual(['failed']);
    expect(usageSeries(aUsage(), 30)).toMatchObject({ layers: [], rows: [] });
  });
});
