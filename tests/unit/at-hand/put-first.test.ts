import { expect, test } from 'vitest';
import { putFirst } from '../../../utils/at-hand/put-first.ts';

const list = (...ids: string[]) => ids.map((id) => ({ token: { id } }));
const ALL = list('a', 'b', 'c', 'd', 'e', 'f');

/** The list as a person reads it, headings and all. */
function read(pins: readonly string[], recents: readonly string[], tokens = ALL): string {
  const { rows, headings } = putFirst(tokens, pins, recents);
  return rows
    .map(({ token }, row) => {
      const heading = headings.find(({ before }) => before === row);
      return (heading === undefined ? '' : `[${heading.words}] `) + token.id;
    })
    .join(' ');
}

test('with nothing at hand the list is as it was, without a heading', () => {
  expect(putFirst(ALL, [], [])).toEqual({ rows: ALL, headings: [] });
  expect(putFirst(ALL, ['gone'], ['deleted'])).toEqual({ rows: ALL, headings: [] });
});

test.each<[string, string[], string[], string]>([
  ['pinned ones in the order of the pins', ['e', 'b'], [], '[Pinned] e b [All others] a c d f'],
  ['recent ones, the latest first', [], ['d', 'a'], '[Recent] d a [All others] b c e f'],
  ['both', ['c'], ['f'], '[Pinned] c [Recent] f [All others] a b d e'],
  [
    'one that is both once, as pinned',
    ['c'],
    ['c', 'f'],
    '[Pinned] c [Recent] f [All others] a b d e',
  ],
  ['three recent ones at most', [], ['f', 'e', 'd', 'c'], '[Recent] f e d [All others] a b c'],
  ['none that is not in the list', ['x', 'b'], ['y'], '[Pinned] b [All others] a c d e f'],
])('%s', (_what, pins, recents, expected) => {
  expect(read(pins, recents)).toBe(expected);
});

test('a list that is pinned as a whole needs no word for the rest', () => {
  expect(read(['b', 'a'], [], list('a', 'b'))).toBe('[Pinned] b a');
});
