import { expect, test } from 'vitest';
import { isIdOf, isTokenId } from '../../contract/ids.ts';
import { newId } from '../../service/store/new-id.ts';

test('ids have the shape that the contract knows', () => {
  expect(isTokenId(newId('tok_'))).toBe(true);
  expect(isIdOf('member', newId('mem_'))).toBe(true);
});

test('ids sort by the time at which they were made, digit limits included', () => {
  const times = [0, 61, 62, 3_843, 3_844, 1_795_000_000_000, 1_795_000_000_001, 4_102_444_800_000];
  const ids = times.map((time) => newId('tok_', new Date(time)));
  expect([...ids].sort()).toEqual(ids);
});

test('ids of one moment are all different', () => {
  const now = new Date();
  expect(new Set(Array.from({ length: 5_000 }, () => newId('tok_', now))).size).toBe(5_000);
});
