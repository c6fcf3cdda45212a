// @vitest-environment jsdom
import 'fake-indexeddb/auto';
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { ValueBox } from '../../../components/tokens/value-box.tsx';
import { closeDb } from '../../../utils/cache/companion-db.ts';
import { aToken } from '../support/a-token.ts';
import { ADA } from '../support/fake-service.ts';
import { answerPeople, aRequest, BO, signedInAs } from '../support/people-answers.ts';

vi.mock('../../../utils/messaging/ask.ts', () => ({ ask: vi.fn() }));

afterEach(async () => {
  cleanup();
  await closeDb();
});

const NOTHING = { myGrants: { all: false, items: [] }, myRequests: { items: [] } };

describe('a value that was not granted to a member', () => {
  it('cannot be revealed or copied, but asked for with a reason', async () => {
    signedInAs(BO);
    const made = answerPeople(NOTHING);
    const token = aToken();
    render(<ValueBox token={token} />);
    fireEvent.click(await screen.findByRole('button', { name: 'Ask for access' }));
    expect(screen.queryByRole('button', { name: 'Reveal' })).toBeNull();
    expect(screen.queryByRole('button', { name: 'Copy' })).toBeNull();
    fireEvent.change(screen.getByLabelText('Why do you need it?'), {
      target: { value: ' For the night job ' },
    });
    fireEvent.click(screen.getByRole('button', { name: 'Send request' }));
    await waitFor(() =>
      expect(made).toContainEqual({
        call: 'createRequest',
        input: { params: { id: token.id }, body: { reason: 'For the night job' } },
      }),
    );
  });

  it('is not asked for without a reason', async () => {
    signedInAs(BO);
    answerPeople(NOTHING);
    render(<ValueBox token={aToken()} />);
    fireEvent.click(await screen.findByRole('button', { name: 'Ask for access' }));
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Send request' }).disabled).toBe(
      true,
    );
  });

  it('keeps the reason when the page is closed before it is sent', async () => {
    signedInAs(BO);
    answerPeople(NOTHING);
    const token = aToken();
    const first = render(<ValueBox token={token} />);
    fireEvent.click(await screen.findByRole('button', { name: 'Ask for access' }));
    fireEvent.change(screen.getByLabelText('Why do you need it?'), {
      target: { value: 'Half a thou' },
    });
    first.unmount();
    render(<ValueBox token={token} />);
    const field = await screen.findByLabelText<HTMLTextAreaElement>('Why do you need it?');
    expect(field.value).toBe('Half a thou');
  });

  it('says that an admin was asked, and lets the member withdraw', async () => {
    signedInAs(BO);
    const token = aToken();
    const request = aRequest({ token: { id: token.id, name: token.name } });
    const made = answerPeople({ ...NOTHING, myRequests: { items: [request] } });
    render(<ValueBox token={token} />);
    fireEvent.click(await screen.findByRole('button', { name: 'Withdraw' }));
    await waitFor(() =>
      expect(made).toContainEqual({
        call: 'withdrawRequest',
        input: { params: { requestId: request.id } },
      }),
    );
    expect(screen.queryByRole('button', { name: 'Ask for access' })).toBeNull();
  });

  it('tells a refusal with the admin’s own words, and may be asked for again', async () => {
    signedInAs(BO);
    const token = aToken();
    const request = aRequest({
      token: { id: token.id, name: token.name },
      status: 'refused',
      decidedBy: { id: ADA.id, name: ADA.name },
      decidedAt: '2026-03-02T10:00:00.000Z',
      answer: 'Use the staging token',
    });
    answerPeople({ ...NOTHING, myRequests: { items: [request] } });
    render(<ValueBox token={token} />);
    expect(await screen.findByText(/“Use the staging token”/)).toBeTruthy();
    expect(await screen.findByRole('button', { name: 'Ask for access' })).toBeTruthy();
  });
});

describe('a value that may be seen', () => {
  it('is there to reveal for the member whom it was granted to, with the end of the grant', async () => {
    signedInAs(BO);
    const token = aToken();
    const grant = { tokenId: token.id, until: '2099-12-31T10:00:00.000Z' };
    answerPeople({ ...NOTHING, myGrants: { all: false, items: [grant] } });
    render(<ValueBox token={token} />);
    expect(await screen.findByRole('button', { name: 'Reveal' })).toBeTruthy();
    expect(screen.getByText(/You may see it until 31 Dec 2099/)).toBeTruthy();
  });

  it('is there for an admin, about whom nobody has to be asked', () => {
    signedInAs(ADA);
    const made = answerPeople({});
    render(<ValueBox token={aToken()} />);
    expect(screen.getByRole('button', { name: 'Reveal' })).toBeTruthy();
    expect(made).toEqual([]);
  });
});
