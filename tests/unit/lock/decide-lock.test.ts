import { expect, it } from 'vitest';
import { decideLock, type IdleLook } from '../../../utils/lock/decide-lock.ts';

const NOW = Date.parse('2026-11-24T12:00:00.000Z');
const MINUTE = 60_000;

function aLook(look: Partial<IdleLook> = {}): IdleLook {
  return { state: 'active', now: NOW, lastActive: NOW - MINUTE, lockMinutes: 15, ...look };
}

it.each<[string, Partial<IdleLook>, string]>([
  ['stays open while somebody is there', {}, 'stay_open'],
  ['stays open at the first look', { lastActive: null }, 'stay_open'],
  ['locks when nobody was there for the chosen time', { state: 'idle' }, 'lock'],
  ['locks with the screen', { state: 'locked' }, 'lock'],
  [
    'locks when the machine slept, though it is busy now',
    { lastActive: NOW - 18 * MINUTE },
    'lock',
  ],
  ['stays open after a nap', { lastActive: NOW - 5 * MINUTE }, 'stay_open'],
  [
    'takes a minute between two looks for no absence, however short the chosen time',
    { lockMinutes: 1, lastActive: NOW - 2 * MINUTE },
    'stay_open',
  ],
  ['stays open when the clock was set back', { lastActive: NOW + 60 * MINUTE }, 'stay_open'],
  ['never locks where that was chosen', { lockMinutes: 0, state: 'locked' }, 'never'],
])('%s', (_what, look, kind) => {
  expect(decideLock(aLook(look))).toEqual({ kind });
});
