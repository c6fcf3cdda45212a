import fc from 'fast-check';
import { expect, test } from 'vitest';
import { UnderWay } from '../../../service/gateway/under-way.ts';

test('whoever leaves from anywhere leaves the others, in their order', () => {
  const step = fc.oneof(fc.constant('add' as const), fc.nat());
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const list = new UnderWay<number>();
      const expected: { value: number; leave: () => void }[] = [];
      for (const [value, each] of steps.entries()) {
        if (each === 'add') expected.push({ value, leave: list.add(value) });
        else if (expected.length > 0) expected.splice(each % expected.length, 1)[0]?.leave();
        expect(list.all()).toEqual(expected.map((one) => one.value));
        expect(list.size).toBe(expected.length);
      }
    }),
  );
});

test('those gone through are the ones that were there when it was asked', () => {
  const list = new UnderWay<string>();
  const leaves = ['a', 'b', 'c'].map((value) => list.add(value));
  const seen = list.all();
  for (const leave of leaves) leave();
  expect(seen).toEqual(['a', 'b', 'c']);
  expect(list.all()).toEqual([]);
});

test('the first one leaves once, however often it is taken out', () => {
  const list = new UnderWay<string>();
  const [leaveA] = ['a', 'b', 'c'].map((value) => list.add(value));
  expect(list.first).toBe('a');
  list.removeFirst();
  leaveA?.();
  expect([list.first, list.all(), list.size]).toEqual(['b', ['b', 'c'], 2]);
  list.removeFirst();
  list.removeFirst();
  list.removeFirst();
  expect([list.first, list.all(), list.size]).toEqual([null, [], 0]);
});
