import { expect, test } from 'vitest';
import { drawRandom } from '../../../service/seal/draw-random.ts';

test('what is drawn one after another never repeats, also where the pool is filled anew', () => {
  const drawn = Array.from({ length: 2_000 }, () => drawRandom(12).toString('hex'));
  expect(new Set(drawn).size).toBe(drawn.length);
  expect(drawn.every((text) => text.length === 24)).toBe(true);
});

test('what somebody holds stays as it was drawn', () => {
  const held = drawRandom(32);
  const before = held.toString('hex');
  for (let i = 0; i < 1_000; i++) drawRandom(32).fill(0);
  expect(held.toString('hex')).toBe(before);
  expect(before).not.toBe('00'.repeat(32));
});

test('more than the pool holds is refused, and takes nothing from it', () => {
  expect(() => drawRandom(4_097)).toThrow(RangeError);
  expect(drawRandom(4_096)).toHaveLength(4_096);
});
