import { expect, test } from 'vitest';
import { judgeClick, type ClickFacts } from '../../../utils/settings-page/judge-click.ts';

const real: ClickFacts = {
  isTrusted: true,
  isHit: true,
  isPaintedOver: false,
  isPlain: true,
  seenFor: 1_000,
  movedBy: 0,
};

test.each<[string, Partial<ClickFacts>, string]>([
  ['of a person on a label that is seen', {}, 'real'],
  ['that a script has made', { isTrusted: false }, 'synthetic'],
  ['on what lies over the label', { isHit: false }, 'covered'],
  ['through what is painted over the label', { isPaintedOver: true }, 'covered'],
  ['on a label that is faint, bent or cut out', { isPlain: false }, 'unseen'],
  ['on a label that has just come', { seenFor: 100 }, 'unseen'],
  ['on a label that was never set down', { seenFor: -Infinity }, 'unseen'],
  ['on a label whose time is not known', { seenFor: NaN }, 'unseen'],
  ['on a label that was moved under the hand', { movedBy: 30 }, 'moved'],
  ['on a label that the hand never went onto', { movedBy: Infinity }, 'moved'],
  ['on a label that has settled by a pixel', { movedBy: 1 }, 'real'],
])('a click %s', (_what, facts, verdict) => {
  expect(judgeClick({ ...real, ...facts })).toBe(verdict);
});
