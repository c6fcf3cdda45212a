// @vitest-environment jsdom
import { act, renderHook } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { useReveal } from '../../../components/state/use-reveal.ts';
import { ask } from '../../../utils/messaging/ask.ts';

vi.mock('../../../utils/messaging/ask.ts', () => ({ ask: vi.fn() }));

/** Presses Reveal, does something while the value is on its way, and lets it arrive. */
async function revealWhile(happening: () => void) {
  const onItsWay = Promise.withResolvers<{ ok: true; value: { value: string } }>();
  vi.mocked(ask).mockReturnValue(onItsWay.promise);
  const { result, unmount } = renderHook(() => useReveal('tok_1'));
  await act(async () => {
    const shown = result.current.show();
    happening();
    onItsWay.resolve({ ok: true, value: { value: 'a value' } });
    await shown;
  });
  const { kind } = result.current.state;
  unmount();
  return kind;
}

test('a value is shown to who asked for it and is still there', async () => {
  expect(await revealWhile(() => undefined)).toBe('shown');
});

test('a value that arrives when the person has turned to another window is not put on screen', async () => {
  expect(await revealWhile(() => window.dispatchEvent(new Event('blur')))).toBe('hidden');
});
