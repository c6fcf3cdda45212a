import { expect, test, vi } from 'vitest';
import { readFresh, StaleReading } from '../../service/store/read-fresh.ts';

/** A clock that moves by what each reading takes, in ms. */
function readings(...taking: number[]) {
  let now = 0;
  let reads = 0;
  const read = (): Promise<string> => {
    now += taking[reads] ?? 0;
    reads += 1;
    return Promise.resolve(`reading ${reads}`);
  };
  return { read, clock: () => now, count: () => reads };
}

test('what was read quickly is taken', async () => {
  const { read, clock, count } = readings(3);
  expect(await readFresh(read, clock)).toBe('reading 1');
  expect(count()).toBe(1);
});

test('a process that slept while it read reads again', async () => {
  const { read, clock } = readings(300_000, 2_000, 5);
  expect(await readFresh(read, clock)).toBe('reading 3');
});

test('three slow readings are no reading: the call is refused', async () => {
  const { read, clock, count } = readings(1_001, 1_001, 1_001, 1);
  await expect(readFresh(read, clock)).rejects.toThrow(StaleReading);
  expect(count()).toBe(3);
});

test('a database that fell silent holds nobody up: the call is refused', async () => {
  vi.useFakeTimers();
  let asked = 0;
  const refused = expect(
    readFresh(() => {
      asked += 1;
      return new Promise<never>(() => undefined);
    }),
  ).rejects.toThrow(StaleReading);
  await vi.advanceTimersByTimeAsync(3_000);
  await refused;
  expect(asked).toBe(3);
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});

test('one answer that never comes is asked for again, and what comes of it later is nobody’s business', async () => {
  vi.useFakeTimers();
  let fail: (error: Error) => void = () => undefined;
  const answers = [
    new Promise<string>((_, reject) => (fail = reject)),
    Promise.resolve('the second one'),
  ];
  const read = readFresh(() => answers.shift() ?? Promise.reject(new Error('asked too often')));
  await vi.advanceTimersByTimeAsync(1_000);
  expect(await read).toBe('the second one');
  fail(new Error('the connection broke after all'));
  await vi.advanceTimersByTimeAsync(0);
  vi.useRealTimers();
});
