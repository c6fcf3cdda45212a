// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { GrantedCard } from '../../../components/usage/granted-card.tsx';
import { UseCard } from '../../../components/usage/use-card.tsx';
import { aToken } from '../support/a-token.ts';
import { aDryRun, aProposal, aUsage, aUsageRow } from '../support/a-usage.ts';
import { ADA } from '../support/fake-service.ts';
import { answerPeople, BO, signedInAs } from '../support/people-answers.ts';
import { unsizedPlots } from '../support/unsized-plots.ts';

vi.mock('../../../utils/messaging/ask.ts', () => ({ ask: vi.fn() }));

unsizedPlots();

beforeEach(() => signedInAs(ADA));
afterEach(cleanup);

const NOW = Date.parse('2026-06-01T12:00:00.000Z');
const token = aToken({ scopes: ['tags:read', 'tags:write'] });

describe('the use of a token', () => {
  const lastUse = {
    at: '2026-06-01T11:00:00.000Z',
    operation: 'list-tags',
    address: '203.0.113.7',
    userAgent: null,
  };
  const missing = aUsageRow({
    operation: 'create-message',
    outcome: 'missing_scope',
    scope: 'messages:send',
    refusedHere: true,
    calls: 12,
  });
  const show = (given: Parameters<typeof answerPeople>[0]) => {
    const made = answerPeople(given);
    render(<UseCard token={token} now={NOW} />);
    return made;
  };

  it('is its last use, its calls in numbers, and why some were refused', async () => {
    show({ getUsage: aUsage({ lastUse, rows: [aUsageRow({ calls: 3_100 }), missing] }) });
    expect(await screen.findByText('203.0.113.7')).toBeTruthy();
    expect(screen.getByText('It did not say')).toBeTruthy();
    const byTime = screen.getByText('Show as table').closest('details')!;
    expect(within(byTime).getByRole('row', { name: '1 Jun 3,100 12' })).toBeTruthy();
    const operations = screen.getByRole('table', { name: 'By operation' });
    expect(within(operations).getByRole('row', { name: /^List tags.*3,100/ })).toBeTruthy();
    expect(screen.getByText('It lacks “Send messages”')).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Add the permission' })).toBeTruthy();
  });

  it('shows an outcome that this version has no name for', async () => {
    show({ getUsage: aUsage({ lastUse, rows: [aUsageRow({ outcome: 'eaten_by_dog' })] }) });
    expect((await screen.findAllByText('eaten by dog')).length).toBeGreaterThan(0);
    expect(screen.getAllByText('Failed').length).toBeGreaterThan(0);
  });

  it('offers a member no way that they may not go', async () => {
    signedInAs(BO);
    show({ getUsage: aUsage({ lastUse, rows: [missing] }) });
    expect(await screen.findByText('An admin can change it')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Add the permission' })).toBeNull();
  });

  it('asks for more days when more are wanted', async () => {
    const made = show({ getUsage: aUsage({ lastUse }) });
    expect(await screen.findByText('No calls in these 30 days.')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: '90 days' }));
    expect(await screen.findByText('No calls in these 90 days.')).toBeTruthy();
    expect(made.at(-1)).toEqual({
      call: 'getUsage',
      input: { params: { id: token.id }, query: { days: '90' } },
    });
  });

  it('says that no call has come yet, and from when on that is known', async () => {
    show({ getUsage: aUsage({ recordedSince: '2026-05-01T10:00:00.000Z' }) });
    expect(await screen.findByText('No call yet')).toBeTruthy();
    expect(screen.getByText(/calls of before may be missing/)).toBeTruthy();
  });

  it('says what went wrong', async () => {
    show({ getUsage: 'unavailable' });
    expect(await screen.findByRole('button', { name: 'Try again' })).toBeTruthy();
  });
});

describe('granted and used', () => {
  const tagsRead = {
    scope: 'tags:read',
    calls: 3_400,
    refused: 0,
    lastAt: '2026-06-01T11:00:00.000Z',
    operations: ['list-tags'],
  };
  const proposal = aProposal({
    callsSeen: 3_400,
    used: [tagsRead],
    unused: ['tags:write'],
    proposal: ['tags:read'],
  });
  const refusesNone = aDryRun({ callsPassed: 3_400 });
  const show = (given: Parameters<typeof answerPeople>[0]) => {
    const made = answerPeople(given);
    render(<GrantedCard token={token} now={NOW} />);
    return made;
  };

  it('says of each permission how it was used', async () => {
    show({ getScopeProposal: proposal });
    const read = await screen.findByRole('checkbox', { name: 'Read tags' });
    const write = screen.getByRole('checkbox', { name: 'Write tags' });
    const useOf = (box: HTMLElement) =>
      document.getElementById(box.getAttribute('aria-describedby')!)?.textContent;
    expect(useOf(read)).toBe('3,400 calls, 1 h ago');
    expect(useOf(write)).toBe('Not used in the last 93 days');
    expect(screen.queryByRole('button', { name: 'Use the narrow set…' })).toBeNull();
  });

  it('tries what stays ticked, and asks for nothing when all of it does', async () => {
    const made = show({ getScopeProposal: proposal, tryScopes: refusesNone });
    fireEvent.click(await screen.findByRole('checkbox', { name: 'Write tags' }));
    expect(await screen.findByText('This set would have refused none of 3,400 calls')).toBeTruthy();
    const tried = made.filter(({ call }) => call === 'tryScopes');
    expect(tried).toEqual([
      { call: 'tryScopes', input: { params: { id: token.id }, body: { scopes: ['tags:read'] } } },
    ]);
    fireEvent.click(screen.getByRole('checkbox', { name: 'Write tags' }));
    expect(screen.queryByText(/would have refused/)).toBeNull();
    fireEvent.click(screen.getByRole('checkbox', { name: 'Write tags' }));
    fireEvent.click(screen.getByRole('checkbox', { name: 'Read tags' }));
    expect(screen.getByText('A token needs one permission at least.')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Use the narrow set…' })).toBeNull();
  });

  it('changes the token only after the question was answered, at the version that was shown', async () => {
    const made = show({ getScopeProposal: proposal, tryScopes: refusesNone });
    fireEvent.click(await screen.findByRole('button', { name: 'Only what was used' }));
    fireEvent.click(await screen.findByRole('button', { name: 'Use the narrow set…' }));
    expect(await screen.findByText('Take permissions away?')).toBeTruthy();
    expect(made.map(({ call }) => call)).not.toContain('tokens.update');
    fireEvent.click(screen.getByRole('button', { name: 'Take it away' }));
    await vi.waitFor(() =>
      expect(made.at(-1)).toEqual({
        call: 'tokens.update',
        input: { id: token.id, version: token.version, patch: { scopes: ['tags:read'] } },
      }),
    );
  });

  it('lets a member try, and says who can change it', async () => {
    signedInAs(BO);
    show({ getScopeProposal: proposal, tryScopes: refusesNone });
    fireEvent.click(await screen.findByRole('button', { name: 'Only what was used' }));
    expect(await screen.findByText(/would have refused none/)).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Use the narrow set…' })).toBeNull();
    expect(screen.getByText(/an admin can take permissions away/)).toBeTruthy();
  });

  it('has nothing to say before the first call', async () => {
    show({ getScopeProposal: aProposal({ unused: ['tags:read', 'tags:write'] }) });
    expect(await screen.findByText(/Once it is called/)).toBeTruthy();
    expect(screen.queryByRole('checkbox')).toBeNull();
  });

  it('says what went wrong', async () => {
    show({ getScopeProposal: 'unavailable' });
    expect(await screen.findByRole('button', { name: 'Try again' })).toBeTruthy();
  });
});
