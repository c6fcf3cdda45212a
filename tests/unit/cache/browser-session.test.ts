import { expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { readBrowserSession } from '../../../utils/cache/browser-session.ts';

it('all that is asked for in one turn is one reading, and the next turn reads anew', async () => {
  await fakeBrowser.storage.session.set({ started: true, pins: {} });
  const get = vi.spyOn(fakeBrowser.storage.session, 'get');
  const asked = ['started', 'pins', 'nothing'].map(readBrowserSession);
  expect(await Promise.all(asked)).toEqual([true, {}, undefined]);
  expect(get.mock.calls).toEqual([[['started', 'pins', 'nothing']]]);
  await fakeBrowser.storage.session.set({ pins: { mem_1: ['tok_a'] } });
  expect(await readBrowserSession('pins')).toEqual({ mem_1: ['tok_a'] });
  expect(get).toHaveBeenCalledTimes(2);
});

it('a reading that fails fails for all who asked, and the next one is another', async () => {
  vi.spyOn(fakeBrowser.storage.session, 'get').mockRejectedValueOnce(new Error('closed'));
  const asked = await Promise.allSettled(['started', 'pins'].map(readBrowserSession));
  expect(asked.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  await fakeBrowser.storage.session.set({ started: true });
  expect(await readBrowserSession('started')).toBe(true);
});
