import { expect, test, vi } from 'vitest';
import type { NotesAnswer, Result, TokenNote } from '../../../utils/messaging/protocol.ts';
import { createNoteBook } from '../../../utils/settings-page/note-book.ts';
import { aNote } from './support/settings-page.ts';

function aBook(answer: (names: readonly string[]) => Result<NotesAnswer>) {
  const ask = vi.fn(async (names: readonly string[]) => answer(names));
  const onNews = vi.fn<(names: readonly string[]) => void>();
  let clock = 0;
  const book = createNoteBook({ ask, onNews, now: () => clock });
  return {
    book,
    ask,
    onNews,
    pass: (ms: number) => (clock += ms),
    settle: () => new Promise((resolve) => setTimeout(resolve)),
  };
}

const knows =
  (...notes: TokenNote[]) =>
  (names: readonly string[]): Result<NotesAnswer> => ({
    ok: true,
    value: { notes: notes.filter((note) => names.includes(note.name)), mayAdd: false },
  });

test('gathers the names of one turn into one message, each once', async () => {
  const { book, ask, settle } = aBook(knows());
  for (const name of ['a', 'b', 'a']) book.lookUp(name);
  await settle();
  expect(ask.mock.calls).toEqual([[['a', 'b']]]);
});

test('asks for more than 500 names in several messages', async () => {
  const { book, ask, settle } = aBook(knows());
  for (let i = 0; i < 1_100; i += 1) book.lookUp(`token ${i}`);
  await settle();
  expect(ask.mock.calls.map(([names]) => names.length)).toEqual([500, 500, 100]);
});

test('tells of the names that have notes, and of no others', async () => {
  const note = aNote();
  const { book, onNews, settle } = aBook(knows(note));
  book.lookUp('Billing export');
  book.lookUp('unknown');
  await settle();
  expect(onNews.mock.calls).toEqual([[['Billing export']]]);
  expect(book.lookUp('Billing export').notes).toEqual([note]);
});

test('remembers that a name has no note, and asks again after a minute', async () => {
  const { book, ask, pass, settle } = aBook(knows());
  book.lookUp('unknown');
  await settle();
  book.lookUp('unknown');
  await settle();
  expect(ask).toHaveBeenCalledTimes(1);
  pass(60_001);
  book.lookUp('unknown');
  await settle();
  expect(ask).toHaveBeenCalledTimes(2);
});

test('leaves a background that fails alone for a while', async () => {
  const { book, ask, pass, settle } = aBook(() => ({
    ok: false,
    failure: { code: 'refused', message: 'No.' },
  }));
  book.lookUp('a');
  await settle();
  book.lookUp('b');
  await settle();
  expect(ask).toHaveBeenCalledTimes(1);
  pass(15_001);
  book.lookUp('b');
  await settle();
  expect(ask).toHaveBeenCalledTimes(2);
});

test('finds a note whose name the register writes with other white space', async () => {
  const note = aNote({ name: 'Billing  export' });
  const { book, onNews, settle } = aBook(() => ({
    ok: true,
    value: { notes: [note], mayAdd: false },
  }));
  book.lookUp('Billing export');
  await settle();
  expect(onNews).toHaveBeenCalledWith(['Billing export']);
});

test('asks again on return to the page, and tells only of what has changed', async () => {
  let note = aNote();
  const { book, ask, onNews, pass, settle } = aBook(() => ({
    ok: true,
    value: { notes: [note], mayAdd: false },
  }));
  book.lookUp('Billing export');
  await settle();
  pass(5_000);
  book.refresh(['Billing export'], 3_000);
  await settle();
  expect([ask.mock.calls.length, onNews.mock.calls.length]).toEqual([2, 1]);
  pass(5_000);
  note = aNote({ purpose: 'Changed meanwhile.' });
  book.refresh(['Billing export'], 3_000);
  await settle();
  expect(onNews).toHaveBeenCalledTimes(2);
});

test('forgets all at once, tells so, and takes no answer from before', async () => {
  const { book, ask, onNews, settle } = aBook(knows(aNote()));
  book.lookUp('Billing export');
  await settle();
  expect(book.lookUp('Billing export').notes).toHaveLength(1);
  book.lookUp('on its way');
  await Promise.resolve();
  book.forget();
  expect(onNews).toHaveBeenLastCalledWith(['Billing export']);
  await settle();
  ask.mockImplementation(async () => ({ ok: false, failure: { code: 'locked', message: '' } }));
  expect(book.lookUp('Billing export').notes).toEqual([]);
  await settle();
  expect(book.lookUp('Billing export').notes).toEqual([]);
});

test('puts away what it knew when the background may tell nothing any more', async () => {
  const { book, ask, onNews, pass, settle } = aBook(knows(aNote()));
  book.lookUp('Billing export');
  await settle();
  ask.mockImplementation(async () => ({ ok: false, failure: { code: 'locked', message: '' } }));
  pass(61_000);
  book.lookUp('Billing export');
  await settle();
  expect(onNews).toHaveBeenLastCalledWith(['Billing export']);
  expect(book.lookUp('Billing export').notes).toEqual([]);
  expect(ask).toHaveBeenCalledTimes(2);
});

test('keeps what it knew where nobody answers', async () => {
  const { book, ask, pass, settle } = aBook(knows(aNote()));
  book.lookUp('Billing export');
  await settle();
  ask.mockImplementation(async () => ({ ok: false, failure: { code: 'refused', message: '' } }));
  pass(61_000);
  book.lookUp('Billing export');
  await settle();
  expect(book.lookUp('Billing export').notes).toHaveLength(1);
});
