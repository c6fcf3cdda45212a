import { describe, expect, it } from 'vitest';
import { decideGuard } from '../../../utils/clipboard/decide-guard.ts';

const NOW = 1_800_000_000_000;
const due = (inMs: number) => ({ salt: 's', digest: 'd', deadline: NOW + inMs });

describe('what the clipboard guard does', () => {
  it('is nothing without a copied value', () => {
    expect(decideGuard(null, NOW)).toEqual({ kind: 'nothing' });
  });

  it('is to wait for the deadline', () => {
    const decision = { kind: 'wait', alarmAt: NOW + 60_000, timerMs: 60_000 };
    expect(decideGuard(due(60_000), NOW)).toEqual(decision);
  });

  it('is to wait by a timer too, when the deadline is nearer than an alarm can be', () => {
    const decision = { kind: 'wait', alarmAt: NOW + 30_000, timerMs: 10_000 };
    expect(decideGuard(due(10_000), NOW)).toEqual(decision);
  });

  it.each([0, -1, -599_999])('is to clear %i ms after the deadline', (inMs) => {
    expect(decideGuard(due(inMs), NOW)).toEqual({ kind: 'clear', guard: due(inMs) });
  });

  it('is to clear when the clock was put back and the deadline has gone far away', () => {
    expect(decideGuard(due(600_001), NOW).kind).toBe('clear');
  });

  it('is to give up ten minutes after the deadline', () => {
    expect(decideGuard(due(-600_000), NOW)).toEqual({ kind: 'give_up' });
  });
});
