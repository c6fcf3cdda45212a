// @vitest-environment jsdom
import { renderHook } from '@testing-library/react';
import { beforeEach, expect, it, vi } from 'vitest';
import { useTokenSearch } from '../../../components/popup/use-token-search.ts';
import { NO_FILTER, type Findable } from '../../../utils/tokens/find-tokens.ts';
import { findable } from '../support/a-token.ts';

const idle = vi.fn<(done: () => void) => void>();
let looks = 0;

beforeEach(() => {
  idle.mockReset();
  looks = 0;
  vi.stubGlobal('requestIdleCallback', idle);
});

/** Tokens that count how often somebody looks for words in them. */
function tokens(count: number): Findable[] {
  const { token } = findable({ name: 'Nightly sync' });
  return Array.from({ length: count }, () => ({
    token,
    get search() {
      looks += 1;
      return 'nightly sync';
    },
  }));
}

const beIdle = async (): Promise<void> => {
  for (const [done] of idle.mock.calls.splice(0)) done();
  await Promise.resolve();
};

it('a long list is gone through once, when the browser is idle and not before', async () => {
  const { rerender } = renderHook(({ list }) => useTokenSearch(list), {
    initialProps: { list: tokens(12) },
  });
  const all = tokens(2_000);
  rerender({ list: all });
  expect(looks).toBe(0);
  await beIdle();
  const once = looks;
  expect(once).toBeGreaterThanOrEqual(2_000);
  rerender({ list: [...all] });
  await beIdle();
  expect(looks).toBe(once);
});

it('a short list is left alone', async () => {
  renderHook(() => useTokenSearch(tokens(100)));
  await beIdle();
  expect(looks).toBe(0);
});

it('finds what is looked for, gone through or not', async () => {
  const all = tokens(1_000);
  const { result } = renderHook(() => useTokenSearch(all));
  const find = (): number => result.current(all, { ...NO_FILTER, query: 'sync' }, 0).length;
  expect(find()).toBe(1_000);
  await beIdle();
  expect(find()).toBe(1_000);
});
