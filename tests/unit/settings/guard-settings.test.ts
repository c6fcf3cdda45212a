import { afterEach, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { guardSettings } from '../../../utils/settings/guard-settings.ts';

const local = fakeBrowser.storage.local as unknown as { setAccessLevel?: unknown };
const before = local.setAccessLevel;
afterEach(() => {
  local.setAccessLevel = before;
});

test('where the browser can, content scripts are kept out of the settings', async () => {
  const setAccessLevel = vi.fn(() => Promise.resolve());
  local.setAccessLevel = setAccessLevel;
  await guardSettings();
  expect(setAccessLevel).toHaveBeenCalledWith({ accessLevel: 'TRUSTED_CONTEXTS' });
});

test.each([
  ['has no such fence', undefined],
  ['refuses it for this area', () => Promise.reject(new Error('not for local'))],
])('a browser that %s is none the worse', async (_what, setAccessLevel) => {
  local.setAccessLevel = setAccessLevel;
  await expect(guardSettings()).resolves.toBeUndefined();
});
