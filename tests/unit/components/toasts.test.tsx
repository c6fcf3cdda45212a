// @vitest-environment jsdom
import { act, cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { toast, Toasts } from '../../../components/ui/toasts.tsx';

afterEach(cleanup);

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
