// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { SavedViews } from '../../../components/options/saved-views.tsx';
import type { View } from '../../../contract/view.ts';
import { START_VIEW } from '../../../utils/tokens/view-filters.ts';
import { ADA } from '../support/fake-service.ts';
import { answerPeople, BO, signedInAs } from '../support/people-answers.ts';

vi.mock('../../../utils/messaging/ask.ts', () => ({ ask: vi.fn() }));

const view = (given: Partial<View>): View => ({
  id: 'viw_0000000000000001',
  name: 'At risk',
  filters: { query: 'crm', risk: 'high' },
  shared: false,
  createdBy: { id: ADA.id, name: ADA.name },
  createdAt: '2026-03-01T10:00:00.000Z',
  ...given,
});

function List() {
  const [shown, setShown] = useState(START_VIEW);
  return (
    <>
      <SavedViews view={shown} onOpen={setShown} />
      <output>{shown.query}</output>
    </>
  );
}

beforeEach(() => signedInAs(ADA));
afterEach(cleanup);

it('a view is opened by one click, and what is not known of it is said and not applied', async () => {
  answerPeople({ listViews: { items: [view({})] } });
  render(<List />);
  fireEvent.click(await screen.findByRole('button', { name: 'At risk' }));
  expect(screen.getByText('crm')).toBeTruthy();
  expect(screen.getByText(/Not applied: risk \(high\)/)).toBeTruthy();
});

it('a view that is saved again under its name keeps what this version does not know', async () => {
  const made = answerPeople({ listViews: { items: [view({})] }, saveView: view({}) });
  render(<List />);
  fireEvent.click(await screen.findByRole('button', { name: 'At risk' }));
  fireEvent.click(screen.getByRole('button', { name: 'Save this view' }));
  fireEvent.click(screen.getByRole('button', { name: 'Save view' }));
  await waitFor(() =>
    expect(made).toContainEqual({
      call: 'saveView',
      input: { body: { name: 'At risk', filters: { query: 'crm', risk: 'high' } } },
    }),
  );
});

it('a member is offered neither to share a view nor to delete a shared one', async () => {
  signedInAs(BO);
  answerPeople({
    listViews: {
      items: [view({}), view({ id: 'viw_0000000000000002', name: 'Ours', shared: true })],
    },
  });
  render(<List />);
  fireEvent.click(await screen.findByRole('button', { name: 'At risk' }));
  fireEvent.click(screen.getByRole('button', { name: 'Save this view' }));
  expect(screen.getByRole('button', { name: 'Delete the view At risk' })).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Delete the view Ours' })).toBeNull();
  expect(screen.queryByRole('checkbox')).toBeNull();
});
