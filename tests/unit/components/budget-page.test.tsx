// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { BudgetPage } from '../../../components/budget/budget-page.tsx';
import { aBudget, aBudgetToken, aSlots } from '../support/a-budget.ts';
import { ADA } from '../support/fake-service.ts';
import { answerPeople, BO, signedInAs } from '../support/people-answers.ts';
import { unsizedPlots } from '../support/unsized-plots.ts';

vi.mock('../../../utils/messaging/ask.ts', () => ({ ask: vi.fn() }));

unsizedPlots();

beforeEach(() => signedInAs(ADA));
afterEach(cleanup);

const sync = aBudgetToken({
  minute: { calls: 12, refused: 2 },
  hour: { calls: 300, refused: 9 },
  day: { calls: 1_200, refused: 9 },
});
const report = aBudgetToken({ id: 'tok_2', name: 'Report', callsPerMinute: 5, share: 5 });
const busy = aBudget({
  limit: 100,
  limitFrom: 'front',
  forTokens: 80,
  tokens: [sync, report],
  hours: aSlots(24, { tokens: [{ id: sync.id, calls: 300, refused: 9 }] }),
});

describe('the page of the budget', () => {
  it('says who used it, and each token’s part', async () => {
    answerPeople({ getBudget: busy });
    render(<BudgetPage />);
    const table = await screen.findByRole('table', { name: 'Calls of each token' });
    const row = within(table).getByRole('row', { name: /Warehouse – stock sync/ });
    expect(within(row).getAllByText(/Fair share: 20/).length).toBeGreaterThan(0);
    expect(within(row).getByText('1,200')).toBeTruthy();
    expect(within(table).getAllByText(/At most 5/).length).toBeGreaterThan(0);
    expect(screen.getByText('12 of 80')).toBeTruthy();
    expect(screen.getByText('100 calls a minute')).toBeTruthy();
    const byTime = screen.getByText('Show as table').closest('details')!;
    expect(within(byTime).getByText('300')).toBeTruthy();
  });

  it('shows days instead of hours', async () => {
    answerPeople({ getBudget: busy });
    render(<BudgetPage />);
    fireEvent.click(await screen.findByRole('button', { name: '30 days' }));
    expect(screen.getByText('No calls in this time.')).toBeTruthy();
    expect(screen.getByRole('button', { name: '30 days' }).getAttribute('aria-pressed')).toBe(
      'true',
    );
  });

  it('leads an admin to a token’s cap, and no member', async () => {
    answerPeople({ getBudget: busy });
    render(<BudgetPage />);
    // One stands below the name in a narrow window, one beside it in a wide one.
    const [change] = await screen.findAllByRole('link', {
      name: 'Change calls a minute of Report',
    });
    expect(change?.getAttribute('href')).toBe('#/tokens/tok_2/edit');
    cleanup();
    signedInAs(BO);
    render(<BudgetPage />);
    await screen.findByRole('table', { name: 'Calls of each token' });
    expect(screen.queryByText('Change')).toBeNull();
  });

  it('warns of a raw token, also where no token was used yet', async () => {
    answerPeople({ getBudget: aBudget({ outside: { minute: 30, hour: 324, day: 324 } }) });
    render(<BudgetPage />);
    expect(
      await screen.findByText(
        'In the last hour about 320 calls were made past the gateway, with a raw Front token.',
      ),
    ).toBeTruthy();
    expect(screen.getByText('and about 30 past the gateway')).toBeTruthy();
  });

  it('names the tier that Front refused', async () => {
    const at = new Date(Date.now() - 5 * 60_000).toISOString();
    answerPeople({ getBudget: aBudget({ tier: { name: 'search', at } }) });
    render(<BudgetPage />);
    expect(await screen.findByText(/last refused a call for its tier “search”/)).toBeTruthy();
  });

  it('says what comes here when nothing was called yet', async () => {
    answerPeople({ getBudget: aBudget() });
    render(<BudgetPage />);
    expect(await screen.findByText('No calls yet')).toBeTruthy();
    expect(screen.queryByRole('table')).toBeNull();
  });

  it('shows the calls of the last days too where nothing was called today', async () => {
    const days = aSlots(30, { tokens: [{ id: sync.id, calls: 41, refused: 0 }] }, {}, {});
    answerPeople({ getBudget: aBudget({ days, names: { [sync.id]: sync.name } }) });
    render(<BudgetPage />);
    fireEvent.click(await screen.findByRole('button', { name: '30 days' }));
    const byTime = screen.getByText('Show as table').closest('details')!;
    expect(within(byTime).getByText('41')).toBeTruthy();
    expect(within(byTime).getByText(sync.name)).toBeTruthy();
    expect(screen.queryByText('No calls yet')).toBeNull();
  });

  it('says what went wrong', async () => {
    answerPeople({ getBudget: 'unavailable' });
    render(<BudgetPage />);
    expect(await screen.findByRole('button', { name: 'Try again' })).toBeTruthy();
  });
});
