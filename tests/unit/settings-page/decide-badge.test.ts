import { expect, test } from 'vitest';
import { decideBadge, type RowKnowledge } from '../../../utils/settings-page/decide-badge.ts';
import { aNote } from './support/settings-page.ts';

const decide = (
  notes: RowKnowledge['notes'],
  rows: number,
  over: Partial<RowKnowledge> = {},
): ReturnType<typeof decideBadge> =>
  decideBadge({ notes, rows, isCertain: true, mayAdd: false, ...over });

test('a row of which nothing is known stays as it is', () => {
  expect(decide([], 1)).toBeNull();
});

test('one note for one row is shown', () => {
  const note = aNote();
  expect(decide([note], 1)).toEqual({ kind: 'note', note });
});

test('a name that two rows show gets no note: it could be the wrong one', () => {
  expect(decide([aNote()], 2)).toEqual({ kind: 'ambiguous', count: 2 });
});

test('a name that two known tokens have gets no note', () => {
  const notes = [aNote({ id: 'tok_one' }), aNote({ id: 'tok_two' })];
  expect(decide(notes, 1)).toEqual({ kind: 'ambiguous', count: 2 });
});

test('a token that was deleted here gives way to the living one of its name', () => {
  const living = aNote({ id: 'tok_living' });
  const gone = aNote({ id: 'tok_gone', status: 'deleted' });
  expect(decide([gone, living], 1)).toEqual({ kind: 'note', note: living });
  expect(decide([gone], 1)).toEqual({ kind: 'note', note: gone });
});

test('a name that may be but a part of one gets a question, and no note', () => {
  expect(decide([aNote()], 1, { isCertain: false })).toEqual({ kind: 'doubtful' });
});

test('a name that is in no register for sure is offered, unless two rows show it or it is in doubt', () => {
  expect(decide([], 1, { mayAdd: true })).toEqual({ kind: 'missing' });
  expect(decide([], 2, { mayAdd: true })).toBeNull();
  expect(decide([], 1, { mayAdd: true, isCertain: false })).toBeNull();
});
