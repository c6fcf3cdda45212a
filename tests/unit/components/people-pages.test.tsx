// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AdminsOnly } from '../../../components/options/admins-only.tsx';
import { BrowsersPage } from '../../../components/people/browsers-page.tsx';
import { GrantsCard } from '../../../components/people/grants-card.tsx';
import { PeoplePage } from '../../../components/people/people-page.tsx';
import { PersonPage } from '../../../components/people/person-page.tsx';
import { RequestsPage } from '../../../components/people/requests-page.tsx';
import { aToken } from '../support/a-token.ts';
import { ADA } from '../support/fake-service.ts';
import { aMember, answerPeople, aRequest, BO, signedInAs } from '../support/people-answers.ts';

vi.mock('../../../utils/messaging/ask.ts', () => ({ ask: vi.fn() }));

beforeEach(() => signedInAs(ADA));
afterEach(cleanup);

const bo = aMember({ id: BO.id, name: BO.name, ownsTags: ['billing'] });
const LINK = 'https://tokens.example/invitation#A-CODE';

describe('the page of people', () => {
  it('shows everybody who is here, and keeps those who left apart', async () => {
    answerPeople({
      listMembers: { items: [bo, aMember({ name: 'Eve Ex', status: 'removed' })] },
      listInvitations: { items: [] },
    });
    render(<PeoplePage />);
    const here = await screen.findByRole('list', { name: 'People' });
    expect(within(here).getByRole('link', { name: /Bo Builder/ })).toBeTruthy();
    expect(within(here).queryByText('Eve Ex')).toBeNull();
    expect(screen.getByText('Removed people (1)')).toBeTruthy();
  });

  it('makes an invitation’s link, shows it once, and forgets it with the window', async () => {
    const made = answerPeople({
      listMembers: { items: [bo] },
      listInvitations: { items: [] },
      createInvitation: { invitation: {}, link: LINK },
    });
    render(<PeoplePage />);
    fireEvent.click(screen.getByRole('button', { name: 'Invite' }));
    fireEvent.change(screen.getByLabelText('Name'), { target: { value: ' Fay Future ' } });
    fireEvent.click(screen.getByRole('radio', { name: 'Admin' }));
    fireEvent.click(screen.getByRole('button', { name: 'Create link' }));
    expect(await screen.findByText(LINK)).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Copy link' })).toBeTruthy();
    expect(made).toContainEqual({
      call: 'createInvitation',
      input: { body: { role: 'admin', name: 'Fay Future' } },
    });
    fireEvent.click(screen.getByRole('button', { name: 'Done' }));
    fireEvent.click(screen.getByRole('button', { name: 'Invite' }));
    expect(screen.queryByText(LINK)).toBeNull();
  });

  it('says what went wrong, and tries again', async () => {
    const made = answerPeople({ listMembers: 'unavailable' });
    render(<PeoplePage />);
    fireEvent.click(await screen.findByRole('button', { name: 'Try again' }));
    await waitFor(() =>
      expect(made.filter(({ call }) => call === 'listMembers').length).toBeGreaterThan(1),
    );
  });
});

describe('the page of one person', () => {
  const answers = {
    getMember: bo,
    listMemberSessions: { items: [] },
    seenByMember: { items: [] },
  };

  it.each([
    ['Make admin', { role: 'admin' }],
    ['Block', { status: 'blocked' }],
  ])('does what “%s” says', async (name, body) => {
    const made = answerPeople({ ...answers, updateMember: bo });
    render(<PersonPage id={bo.id} />);
    fireEvent.click(await screen.findByRole('button', { name }));
    await waitFor(() =>
      expect(made).toContainEqual({
        call: 'updateMember',
        input: { params: { id: bo.id }, body },
      }),
    );
  });

  it('says in words why the last admin stays', async () => {
    answerPeople({
      ...answers,
      getMember: { ...bo, role: 'admin' },
      updateMember: 'last_admin',
    });
    render(<PersonPage id={bo.id} />);
    fireEvent.click(await screen.findByRole('button', { name: 'Make member' }));
    expect(await screen.findByText('There would be no admin left')).toBeTruthy();
  });

  it('after a removal lists what the person has seen, to be rotated', async () => {
    const seen = {
      token: { id: 'tok_0000000000000001', name: 'Warehouse – stock sync', status: 'active' },
      firstSeenAt: '2026-03-01T10:00:00.000Z',
      lastSeenAt: '2026-03-01T10:00:00.000Z',
      times: 1,
    };
    const given = { ...answers, seenByMember: { items: [seen] } };
    const made = answerPeople(given);
    render(<PersonPage id={bo.id} />);
    fireEvent.click(await screen.findByRole('button', { name: 'Remove' }));
    answerPeople({ ...given, getMember: { ...bo, status: 'removed' } }).push(...made);
    fireEvent.click(screen.getByRole('button', { name: 'Remove person' }));
    fireEvent.focus(window);
    expect(await screen.findByText('What Bo Builder has seen – rotate these')).toBeTruthy();
    expect(screen.getAllByRole('link', { name: 'Warehouse – stock sync' }).length).toBeGreaterThan(
      0,
    );
  });
});

describe('the page of requests', () => {
  it('grants one without an end when nothing else is chosen', async () => {
    const request = aRequest();
    const made = answerPeople({ listRequests: { items: [request] }, decideRequest: request });
    render(<RequestsPage />);
    expect(await screen.findByText('For the night job')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Grant' }));
    await waitFor(() =>
      expect(made).toContainEqual({
        call: 'decideRequest',
        input: { params: { requestId: request.id }, body: { decision: 'grant', until: null } },
      }),
    );
  });

  it('refuses one with a word, and sends no end with it', async () => {
    const request = aRequest();
    const made = answerPeople({ listRequests: { items: [request] }, decideRequest: request });
    render(<RequestsPage />);
    fireEvent.change(await screen.findByLabelText('A word with your answer'), {
      target: { value: 'Not this one' },
    });
    fireEvent.change(screen.getByLabelText('Until'), { target: { value: '7' } });
    fireEvent.click(screen.getByRole('button', { name: 'Refuse' }));
    await waitFor(() =>
      expect(made).toContainEqual({
        call: 'decideRequest',
        input: {
          params: { requestId: request.id },
          body: { decision: 'refuse', answer: 'Not this one' },
        },
      }),
    );
  });

  it('says kindly that nobody waits', async () => {
    answerPeople({ listRequests: { items: [] } });
    render(<RequestsPage />);
    expect(await screen.findByText('Nobody is waiting')).toBeTruthy();
  });
});

describe('who may see a token', () => {
  it.each([
    ['a person', BO.name, 'putGrant', { memberId: BO.id }],
    ['the owners of a tag', 'billing', 'putTagGrant', { tag: 'billing' }],
  ])('can be made %s', async (_what, choice, call, params) => {
    const token = aToken();
    const made = answerPeople({
      listGrants: { items: [] },
      listMembers: { items: [bo, aMember({ role: 'admin', name: 'Ada Admin' })] },
    });
    render(<GrantsCard token={token} />);
    fireEvent.click(await screen.findByRole('button', { name: 'Let somebody see it' }));
    const option = await screen.findByRole<HTMLOptionElement>('option', { name: choice });
    fireEvent.change(screen.getByLabelText('Who'), { target: { value: option.value } });
    fireEvent.click(screen.getByRole('button', { name: 'Grant' }));
    await waitFor(() =>
      expect(made).toContainEqual({
        call,
        input: { params: { id: token.id, ...params }, body: { until: null } },
      }),
    );
    expect(screen.queryByRole('option', { name: 'Ada Admin' })).toBeNull();
  });

  it('can be taken back', async () => {
    const token = aToken();
    const grant = {
      to: { kind: 'member', id: BO.id, name: BO.name },
      until: null,
      grantedBy: { id: ADA.id, name: ADA.name },
      grantedAt: '2026-03-01T10:00:00.000Z',
    };
    const made = answerPeople({ listGrants: { items: [grant] } });
    render(<GrantsCard token={token} />);
    fireEvent.click(await screen.findByRole('button', { name: 'Take back from Bo Builder' }));
    await waitFor(() =>
      expect(made).toContainEqual({
        call: 'deleteGrant',
        input: { params: { id: token.id, memberId: BO.id } },
      }),
    );
  });
});

describe('the page of browsers', () => {
  it.each([
    ['https://tokens.example', /None yet\. The sign-in window offers/],
    ['http://127.0.0.1:4180', /A passkey needs a service with a name/],
  ])('promises somebody without a passkey at %s no more than there is', async (address, words) => {
    signedInAs(BO, address);
    answerPeople({ mySessions: { items: [] }, myPasskeys: { items: [] } });
    render(<BrowsersPage />);
    expect(await screen.findByText(words)).toBeTruthy();
  });
});

describe('a page for admins', () => {
  it('is not shown to a member who types its address', () => {
    signedInAs(BO);
    render(<AdminsOnly>secret matters</AdminsOnly>);
    expect(screen.getByText('This page is for admins')).toBeTruthy();
    expect(screen.queryByText('secret matters')).toBeNull();
  });
});
