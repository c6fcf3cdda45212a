// @vitest-environment jsdom
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { sayUndoable } from '../../../components/state/undoable.ts';
import { toast, Toasts } from '../../../components/ui/toasts.tsx';
import { ADA } from '../support/fake-service.ts';
import { BO, signedInAs } from '../support/people-answers.ts';

afterEach(cleanup);

/** Says that something is gone, as Ada, and presses the way back as somebody. */
function undoAs(me: typeof ADA): ReturnType<typeof vi.fn> {
  const undo = vi.fn();
  signedInAs(ADA);
  render(<Toasts />);
  act(() => sayUndoable('The form is empty', undo));
  act(() => signedInAs(me));
  fireEvent.click(screen.getByRole('button', { name: 'Undo' }));
  return undo;
}

it('the same words said again stand once', () => {
  render(<Toasts />);
  act(() => {
    toast('good', 'Kept here');
    toast('good', 'Another one');
    toast('good', 'Kept here');
  });
  expect(screen.getAllByText('Kept here')).toHaveLength(1);
  expect(screen.getByText('Another one')).toBeDefined();
});

it('what was let go comes back by the button beside the words, once', () => {
  expect(undoAs(ADA)).toHaveBeenCalledTimes(1);
  expect(screen.queryByText('The form is empty')).toBeNull();
});

it('what one person let go does not come back for the next one who signs in', () => {
  expect(undoAs(BO)).not.toHaveBeenCalled();
});
