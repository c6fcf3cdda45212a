import 'fake-indexeddb/auto';
import { afterEach, expect, it, vi } from 'vitest';
import { takeBack } from '../../../components/state/take-back.ts';
import { closeDb } from '../../../utils/cache/companion-db.ts';
import { writeDraft } from '../../../utils/drafts/drafts.ts';
import { ask } from '../../../utils/messaging/ask.ts';
import type { EditChange } from '../../../utils/outbox/change.ts';
import { aToken } from '../support/a-token.ts';
import { ADA } from '../support/fake-service.ts';

vi.mock('../../../utils/messaging/ask.ts', () => ({ ask: vi.fn() }));
vi.mock('../../../utils/drafts/drafts.ts', async (original) => ({
  ...(await original<object>()),
  writeDraft: vi.fn(),
}));

afterEach(closeDb);

it('a refused change whose text the browser can’t keep stays where it is, and the person is told', async () => {
  vi.mocked(writeDraft).mockRejectedValue(new DOMException('', 'QuotaExceededError'));
  const base = aToken();
  const change = {
    shape: 1,
    seq: 1,
    id: 'one',
    owner: { address: 'https://tokens.example', member: ADA.id },
    madeAt: '2026-11-26T08:00:00.000Z',
    kind: 'edit',
    tokenId: base.id,
    base,
    patch: { purpose: 'new' },
    state: { kind: 'refused', why: { code: 'forbidden', message: 'No.' } },
  } as EditChange;
  expect(await takeBack(change)).toMatchObject({ code: 'not_kept' });
  expect(ask).not.toHaveBeenCalled();
});
