import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { readCachedToken } from '../../../utils/cache/token-cache.ts';
import { aToken } from '../support/a-token.ts';
import { useCompanion } from '../support/start-companion.ts';

const token = aToken({ name: 'Zapier & co' });
const companion = useCompanion();

beforeEach(async () => {
  companion.service.tokens.set(token.id, token);
  await companion.signIn();
  await vi.waitFor(async () => expect(await readCachedToken(token.id)).not.toBeNull());
});
afterEach(() => vi.restoreAllMocks());

/** The list in the browser's database can't be read for a while; who is signed in can. */
function breakList(): { mend: () => void; tried: () => number } {
  let tried = 0;
  const open = Object.getOwnPropertyDescriptor(IDBDatabase.prototype, 'transaction')?.value as (
    ...args: unknown[]
  ) => IDBTransaction;
  const spy = vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(function (
    this: IDBDatabase,
    ...args: unknown[]
  ) {
    if (![args[0]].flat().includes('tokens')) return open.apply(this, args);
    tried += 1;
    throw new DOMException('the database is closing', 'InvalidStateError');
  });
  return { mend: () => spy.mockRestore(), tried: () => tried };
}

it('finds a token by its name', async () => {
  expect((await companion.atHand.typeAfterFt('zapier')).first).toContain('Zapier');
});

it('finds it at the next key where the list could not be read at the first', async () => {
  const broken = breakList();
  void companion.atHand.typeAfterFt('z');
  await vi.waitFor(() => expect(broken.tried()).toBeGreaterThan(0));
  broken.mend();
  expect((await companion.atHand.typeAfterFt('zapier')).first).toContain('Zapier');
});

it('opens the list when Enter is pressed and the list can’t be read', async () => {
  const opened = vi.spyOn(fakeBrowser.tabs, 'create');
  const broken = breakList();
  companion.atHand.enterAfterFt('zapier', 'currentTab');
  await vi.waitFor(() => expect(broken.tried()).toBeGreaterThan(0));
  await vi.waitFor(() =>
    expect(opened).toHaveBeenCalledWith({ url: expect.stringMatching(/#\/tokens$/) as string }),
  );
});
