import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { listDiff } from '../../../utils/notes/list-diff.ts';
import { textDiff } from '../../../utils/notes/text-diff.ts';

const shown = (before: string, after: string) =>
  textDiff(before, after)
    .map(({ kind, text }) => ({ same: text, out: `[-${text}-]`, in: `[+${text}+]` })[kind])
    .join('');

describe('the difference of two notes', () => {
  it.each([
    ['a b c', 'a b c', 'a b c'],
    ['', 'new', '[+new+]'],
    ['old', '', '[-old-]'],
    ['copies contacts daily', 'copies contacts hourly', 'copies contacts [-daily-][+hourly+]'],
    ['one two three', 'one three', 'one [-two -]three'],
    ['keep old words end', 'keep brand new end', 'keep [-old words-][+brand new+] end'],
    ['same\n\nlines', 'same\nlines', 'same[-\n\n-][+\n+]lines'],
  ])('of “%s” and “%s” is told by words', (before, after, wanted) => {
    expect(shown(before, after)).toBe(wanted);
  });

  it('holds both texts whole, whatever they are', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '\n', 'ß') });
    fc.assert(
      fc.property(text, text, (before, after) => {
        const parts = textDiff(before, after);
        const without = (kind: 'in' | 'out') =>
          parts
            .filter((part) => part.kind !== kind)
            .map((part) => part.text)
            .join('');
        expect([without('in'), without('out')]).toEqual([before, after]);
      }),
    );
  });

  it('of texts too long to compare is all of the one and all of the other', () => {
    const long = (word: string) => Array.from({ length: 2_000 }, (_, i) => `${word}${i}`).join(' ');
    const parts = textDiff(long('a'), long('b'));
    expect(parts.map(({ kind }) => kind)).toEqual(['out', 'in']);
  });
});

describe('the difference of two lists', () => {
  it('says what came in and what went out', () => {
    expect(listDiff(['a', 'b'], ['b', 'c'])).toEqual([
      { kind: 'same', text: 'b' },
      { kind: 'in', text: 'c' },
      { kind: 'out', text: 'a' },
    ]);
  });
});
