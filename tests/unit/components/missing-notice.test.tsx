// @vitest-environment jsdom
import 'fake-indexeddb/auto';
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { MissingNotice } from '../../../components/front-page/missing-notice.tsx';
import type { Token } from '../../../contract/token.ts';
import { closeDb } from '../../../utils/cache/companion-db.ts';
import { readMissing } from '../../../utils/front-page/missing-tokens.ts';
import { aToken } from '../support/a-token.ts';
import { ADA } from '../support/fake-service.ts';
import { answerPeople, signedInAs, type Made } from '../support/people-answers.ts';

vi.mock('../../../utils/messaging/ask.ts', () => ({ ask: vi.fn() }));
vi.mock('../../../utils/front-page/missing-tokens.ts', () => ({ readMissing: vi.fn() }));

beforeEach(() => signedInAs(ADA));
afterEach(async () => {
  cleanup();
  await closeDb();
});

/** Shows one token that Front's page does not list, and presses the button that deletes it. */
async function deleteHere(token: Token, kind: 'verified' | 'refused'): Promise<Made[]> {
  const made = answerPeople({
    listAudit: { items: [], nextCursor: null },
    verifyToken: { claims: null, verification: { kind, at: null, company: null } },
  });
  vi.mocked(readMissing).mockResolvedValue([
    { token, at: '2026-11-26T10:32:00.000Z', how: 'not_listed' },
  ]);
  render(<MissingNotice />);
  fireEvent.click(await screen.findByRole('button', { name: 'Delete here too' }));
  return made;
}

it('a token that Front’s page does not list is not deleted while Front accepts its value', async () => {
  const token = aToken({ kind: 'front', hint: 'x7Qa' });
  const made = await deleteHere(token, 'verified');
  await waitFor(() =>
    expect(made).toContainEqual({ call: 'missing.dismiss', input: { id: token.id } }),
  );
  expect(screen.queryByRole('alertdialog')).toBeNull();
});

it('the question says that Front accepts its value no more', async () => {
  await deleteHere(aToken({ kind: 'front', hint: 'x7Qa' }), 'refused');
  expect((await screen.findByRole('alertdialog')).textContent).toContain(
    'Front does not accept its value any more.',
  );
});

it('the question says that there is no value which Front could be asked about', async () => {
  const made = await deleteHere(aToken({ kind: 'front', hint: null }), 'verified');
  expect((await screen.findByRole('alertdialog')).textContent).toContain('No value is kept here');
  expect(made.filter(({ call }) => call === 'verifyToken')).toEqual([]);
});
