// @vitest-environment jsdom
import { act, renderHook } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { useBulkEdit } from '../../../components/state/use-bulk-edit.ts';
import { ask } from '../../../utils/messaging/ask.ts';
import type { Failure } from '../../../utils/messaging/protocol.ts';
import { aToken } from '../support/a-token.ts';

vi.mock('../../../utils/messaging/ask.ts', () => ({ ask: vi.fn() }));

const failure = (code: Failure['code']): Failure => ({ code, message: '' }) as Failure;

/** Changes these tokens while the background answers in this way to each that is asked for. */
async function outcomes(
  tokens: readonly ReturnType<typeof aToken>[],
  answers: readonly (Failure | null)[],
) {
  const waiting = [...answers];
  vi.mocked(ask).mockReset();
  vi.mocked(ask).mockImplementation(() => {
    const next = waiting.shift();
    if (next === undefined) throw new Error('asked more often than expected');
    return Promise.resolve(
      next === null ? { ok: true, value: aToken() } : { ok: false, failure: next },
    ) as never;
  });
  const { result } = renderHook(() => useBulkEdit());
  await act(() => result.current.start({ kind: 'add_tag', tag: 'x' }, tokens));
  return result.current.run;
}

it('changes each token against the version that was shown, and tells of each', async () => {
  const tokens = [
    aToken({ version: 3 }),
    aToken({ tags: ['X'] }),
    aToken({ version: 7 }),
    aToken({ version: 9 }),
  ];
  const run = await outcomes(tokens, [null, failure('stale_version'), failure('field_forbidden')]);
  expect(run?.running).toBe(false);
  expect(run?.outcomes.map(({ kind }) => kind)).toEqual(['changed', 'same', 'stale', 'refused']);
  const asked = vi.mocked(ask).mock.calls.map(([, input]) => input);
  expect(asked).toEqual(
    [tokens[0], tokens[2], tokens[3]].map((token) => ({
      id: token?.id,
      version: token?.version,
      patch: { tags: ['x'] },
    })),
  );
});

it('says that it does not know when no answer came, and does not try the rest', async () => {
  const tokens = [aToken(), aToken(), aToken(), aToken()];
  const run = await outcomes(tokens, [null, failure('unreachable')]);
  expect(run?.outcomes.map(({ kind }) => kind)).toEqual([
    'changed',
    'unknown',
    'not_tried',
    'not_tried',
  ]);
  expect(run?.outcomes.map(({ token }) => token.id)).toEqual(tokens.map(({ id }) => id));
});
