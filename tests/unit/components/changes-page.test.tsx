// @vitest-environment jsdom
import 'fake-indexeddb/auto';
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { ChangesPage } from '../../../components/outbox/changes-page.tsx';
import { useRegister } from '../../../components/state/register.ts';
import { Toasts } from '../../../components/ui/toasts.tsx';
import { closeDb } from '../../../utils/cache/companion-db.ts';
import { ask } from '../../../utils/messaging/ask.ts';
import type { SetAside } from '../../../utils/outbox/change.ts';
import { aToken } from '../support/a-token.ts';
import { ADA } from '../support/fake-service.ts';
import { signedInAs } from '../support/people-answers.ts';

vi.mock('../../../utils/messaging/ask.ts', () => ({ ask: vi.fn() }));

afterEach(async () => {
  cleanup();
  await closeDb();
});

it('what could not be thrown away stays in sight, and the person is told', async () => {
  signedInAs(ADA);
  const aside: SetAside = {
    shape: 1,
    seq: 1,
    id: 'aside',
    owner: { address: 'https://tokens.example', member: ADA.id },
    madeAt: '2026-11-26T08:00:00.000Z',
    kind: 'set_aside',
    tokenId: aToken().id,
    name: 'Warehouse',
    texts: [{ field: 'purpose', whose: 'mine', value: 'Mine' }],
  };
  useRegister.setState({ changes: [aside] });
  vi.mocked(ask).mockResolvedValue({
    ok: false,
    failure: { code: 'not_kept', message: 'The disk is full.' },
  });
  render(
    <>
      <ChangesPage />
      <Toasts />
    </>,
  );
  fireEvent.click(screen.getByRole('button', { name: 'Throw away' }));
  expect(await screen.findByText('The browser could not keep this')).toBeDefined();
  expect(screen.getByText('Mine')).toBeDefined();
});
