// @vitest-environment node
import { expect, test } from 'vitest';
import { GatheredRead } from '../../../service/store/gathered-read.ts';

/** A database whose rows can change, and whose answers come when the test lets them. */
function aTable(rows: Record<string, string>) {
  const queries: (readonly string[])[] = [];
  const answers: (() => void)[] = [];
  const reads = new GatheredRead<string>((keys) => {
    queries.push(keys);
    const found = new Map(keys.flatMap((key) => (key in rows ? [[key, rows[key] ?? '']] : [])));
    return new Promise((resolve) => answers.push(() => resolve(found)));
  });
  const answerAll = async (): Promise<void> => {
    for (let turn = 0; turn < 5; turn++) {
      await new Promise((resolve) => setImmediate(resolve));
      for (const answer of answers.splice(0)) answer();
    }
  };
  return { rows, queries, reads, answerAll };
}

test('what is asked for at the same moment is one query, each key in it once', async () => {
  const { reads, queries, answerAll } = aTable({ a: '1', b: '2' });
  const asked = ['a', 'b', 'a', 'none'].map((key) => reads.get(key));
  await answerAll();
  expect(await Promise.all(asked)).toEqual(['1', '2', '1', undefined]);
  expect(queries).toEqual([['a', 'b', 'none']]);
});

test('no answer is older than its question: who asks while a query is under way gets another one', async () => {
  const { reads, rows, queries, answerAll } = aTable({ a: 'live' });
  const first = reads.get('a');
  await new Promise((resolve) => setImmediate(resolve));
  expect(queries).toHaveLength(1);
  // Deleted after the first query has begun, and before the second question.
  delete rows.a;
  const second = reads.get('a');
  await answerAll();
  expect(await first).toBe('live');
  expect(await second).toBeUndefined();
});

test('a query that fails fails for those who were in it, and for nobody after them', async () => {
  let down = true;
  const reads = new GatheredRead<string>(() =>
    down ? Promise.reject(new Error('down')) : Promise.resolve(new Map([['a', '1']])),
  );
  const failed = await Promise.allSettled([reads.get('a'), reads.get('b')]);
  expect(failed.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  down = false;
  expect(await reads.get('a')).toBe('1');
});

/** A database that takes so long by the clock, and five turns of the event loop in any case. */
async function mostUnderWay(answersInMs: number): Promise<number> {
  let now = 0;
  let underWay = 0;
  let most = 0;
  const reads = new GatheredRead<string>(
    async (keys) => {
      most = Math.max(most, ++underWay);
      for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve));
      underWay -= 1;
      now += answersInMs;
      return new Map(keys.map((key) => [key, key]));
    },
    () => now,
  );
  const asked: Promise<string | undefined>[] = [];
  for (let i = 0; i < 3_000; i++) {
    asked.push(reads.get(`key-${i}`));
    if (i % 7 === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  expect(await Promise.all(asked)).toEqual(Array.from({ length: 3_000 }, (_, i) => `key-${i}`));
  return most;
}

test('however many ask, a near database has one query under way, and all are answered', async () => {
  expect(await mostUnderWay(1)).toBe(1);
});

test('however many ask, one that is far away has two under way', async () => {
  expect(await mostUnderWay(20)).toBe(2);
});

test('a near database that does not answer just now holds up the next one to ask for five milliseconds at most', async () => {
  let now = 0;
  const queries: (readonly string[])[] = [];
  const reads = new GatheredRead<string>(
    (keys) => {
      queries.push(keys);
      return new Promise(() => undefined);
    },
    () => now,
  );
  const turn = () => new Promise((resolve) => setImmediate(resolve));
  // None of them is ever answered.
  void reads.get('first');
  await turn();
  now = 4;
  void reads.get('second');
  await turn();
  expect(queries).toEqual([['first']]);
  now = 5;
  void reads.get('third');
  await turn();
  expect(queries).toEqual([['first'], ['second', 'third']]);
});
