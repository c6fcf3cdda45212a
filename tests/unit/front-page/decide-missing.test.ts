import { expect, test } from 'vitest';
import type { Token } from '../../../contract/token.ts';
import {
  decideMissing,
  NOTHING_MISSING,
  type MissingState,
  type PageNews,
} from '../../../utils/front-page/decide-missing.ts';
import { aToken } from '../support/a-token.ts';

const NOW = '2026-11-26T10:32:00.000Z';
const front = (name: string, over: Partial<Token> = {}): Token =>
  aToken({ kind: 'front', name, ...over });
const n8n = front('n8n');
const zapier = front('Zapier');

const idsAfter = (
  news: PageNews,
  tokens: readonly Token[] = [n8n, zapier],
  before: MissingState = NOTHING_MISSING,
): string[] => decideMissing(tokens, before, news, NOW).items.map(({ id }) => id);

const whole = (...names: string[]): PageNews => ({ kind: 'whole_list', names });
const part = (...names: string[]): PageNews => ({ kind: 'part_of_list', names });

test('a token that a whole list lacks is reported, with the moment', () => {
  expect(decideMissing([n8n, zapier], NOTHING_MISSING, whole('n8n'), NOW).items).toEqual([
    { id: zapier.id, at: NOW, how: 'not_listed' },
  ]);
});

test('a list that may lack rows says nothing of what is gone', () => {
  expect(idsAfter(part('n8n'))).toEqual([]);
});

test('a list without any token of the register may be another company’s, and says nothing', () => {
  expect(idsAfter(whole('Something else'))).toEqual([]);
  expect(idsAfter(whole())).toEqual([]);
});

test('one common name on another company’s list does not make all others gone', () => {
  const others = ['Billing', 'Warehouse', 'Surveys'].map((name) => front(name));
  expect(idsAfter(whole('Zapier', 'Theirs'), [zapier, n8n, ...others])).toEqual([]);
});

test('a list that lacks as many as it shows still tells; one more, and it tells nothing', () => {
  const [first, second, third] = ['A', 'B', 'C'].map((name) => front(name));
  if (first === undefined || second === undefined || third === undefined) throw new Error();
  expect(idsAfter(whole('A', 'B'), [first, second, third, n8n])).toEqual([third.id, n8n.id]);
  expect(idsAfter(whole('A'), [first, second, third])).toEqual([]);
});

test('nothing is said of issued, expired and deleted tokens', () => {
  const others = [
    aToken({ name: 'Issued' }),
    front('Expired', { status: 'expired' }),
    front('Gone', { status: 'deleted' }),
  ];
  expect(idsAfter(whole('n8n'), [n8n, ...others])).toEqual([]);
});

test('nothing is said of a name that the list shows, however many tokens have it', () => {
  expect(idsAfter(whole('n8n'), [n8n, front('n8n')])).toEqual([]);
});

test('the first moment stays until the token is listed again, also in a part of the list', () => {
  const before = decideMissing([n8n, zapier], NOTHING_MISSING, whole('n8n'), 'earlier');
  const after = decideMissing([n8n, zapier], before, whole('n8n'), NOW);
  expect(after.items[0]?.at).toBe('earlier');
  expect(idsAfter(part('Zapier'), [n8n, zapier], before)).toEqual([]);
});

test('what a person has said is still there is not reported again, until it was listed once more', () => {
  const said: MissingState = { items: [], dismissed: [zapier.id] };
  expect(idsAfter(whole('n8n'), [n8n, zapier], said)).toEqual([]);
  const listed = decideMissing([n8n, zapier], said, part('Zapier'), NOW);
  expect(idsAfter(whole('n8n'), [n8n, zapier], listed)).toEqual([zapier.id]);
});

test('a delete that was seen is reported as such, even against what was said before', () => {
  const said: MissingState = { items: [], dismissed: [zapier.id] };
  expect(decideMissing([n8n, zapier], said, { kind: 'deleted', name: 'Zapier' }, NOW)).toEqual({
    items: [{ id: zapier.id, at: NOW, how: 'deleted_there' }],
    dismissed: [],
  });
});

test('of two tokens of one name nobody can say which was deleted', () => {
  expect(idsAfter({ kind: 'deleted', name: 'n8n' }, [n8n, front('n8n')])).toEqual([]);
});
