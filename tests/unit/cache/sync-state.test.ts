import { describe, expect, it } from 'vitest';
import { planSync, type SyncState } from '../../../utils/cache/sync-state.ts';

const NOW = new Date('2026-11-24T12:00:00.000Z');

function aSync(given: Partial<SyncState> = {}): SyncState {
  return {
    at: '2026-11-24T11:59:00.000Z',
    fullAt: '2026-11-24T11:55:00.000Z',
    newest: '2026-11-24T11:58:30.000Z',
    count: 3,
    ...given,
  };
}

describe('how the cache is brought up to date', () => {
  it.each<[string, SyncState | null]>([
    ['at the first time', null],
    ['while no token was seen', aSync({ newest: null })],
    [
      'when the last whole reading is ten minutes old',
      aSync({ fullAt: '2026-11-24T11:50:00.000Z' }),
    ],
    ['when the clock was put back', aSync({ fullAt: '2026-11-24T13:00:00.000Z' })],
    ['when the stamp can’t be read', aSync({ fullAt: 'yesterday' })],
  ])('reads the whole list %s', (_when, sync) => {
    expect(planSync(sync, NOW)).toEqual({ kind: 'full' });
  });

  it('else reads changes, overlapping a little, for replicas whose clocks differ', () => {
    expect(planSync(aSync(), NOW)).toEqual({ kind: 'changes', since: '2026-11-24T11:58:25.000Z' });
  });
});
