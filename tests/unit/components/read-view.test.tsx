// @vitest-environment jsdom
import 'fake-indexeddb/auto';
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { ReadView } from '../../../components/people/read-view.tsx';
import type { Failure } from '../../../utils/messaging/protocol.ts';

afterEach(cleanup);

function show(failure: Failure): void {
  render(
    <ReadView reading={{ kind: 'failed', failure, again: () => undefined }}>{() => null}</ReadView>,
  );
}

it('a part of a page leaves it to the page’s head to say that nobody answers', () => {
  show({ code: 'unreachable', message: '' });
  expect(screen.getByText('This is shown when the token service answers again.')).toBeDefined();
  expect(screen.queryByText('The token service does not answer')).toBeNull();
  expect(screen.getByRole('button', { name: 'Try again' })).toBeDefined();
});

it('any other reason is told where it belongs', () => {
  show({ code: 'forbidden', message: 'Only an admin sees this.' });
  expect(screen.getByText('Only an admin sees this.')).toBeDefined();
});
