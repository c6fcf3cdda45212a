import { expect, test } from 'vitest';
import { decideBadge } from '../../../utils/settings-page/decide-badge.ts';
import { aNote } from './support/settings-page.ts';

test('a row of which nothing is known stays as it is', () => {
  expect(decideBadge([], 1)).toBeNull();
});

test('one note for one row is shown', () => {
  const note = aNote();
  expect(decideBadge([note], 1)).toEqual({ kind: 'note', note });
});

test('a name that two rows show gets no note: it could be the wrong one', () => {
  expect(decideBadge([aNote()], 2)).toEqual({ kind: 'ambiguous', count: 2 });
});

test('a name that two known tokens have gets no note', () => {
  const notes = [aNote({ id: 'tok_one' }), aNote({ id: 'tok_two' })];
  expect(decideBadge(notes, 1)).toEqual({ kind: 'ambiguous', count: 2 });
});

test('a token that was deleted here gives way to the living one of its name', () => {
  const living = aNote({ id: 'tok_living' });
  const gone = aNote({ id: 'tok_gone', status: 'deleted' });
  expect(decideBadge([gone, living], 1)).toEqual({ kind: 'note', note: living });
  expect(decideBadge([gone], 1)).toEqual({ kind: 'note', note: gone });
});
