import { beforeEach, describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import {
  DEFAULT_SETTINGS,
  onSettings,
  readSettings,
  settingsOf,
  writeSettings,
  type Settings,
} from '../../../utils/settings/settings.ts';

beforeEach(() => fakeBrowser.reset());

describe('settings', () => {
  it('are the defaults until somebody chooses', async () => {
    expect(await readSettings()).toEqual(DEFAULT_SETTINGS);
  });

  it('change one by one', async () => {
    await writeSettings({ theme: 'dark' });
    await writeSettings({ clipboardSeconds: 0 });
    expect(await readSettings()).toEqual({
      theme: 'dark',
      revealSeconds: 30,
      clipboardSeconds: 0,
      lockMinutes: 15,
      referenceLabel: true,
    });
  });

  it.each<[unknown, Partial<Settings>]>([
    [{ theme: 'pink', revealSeconds: 45 }, { revealSeconds: 45 }],
    [{ theme: 'light', revealSeconds: 4 }, { theme: 'light' }],
    [{ revealSeconds: 301, clipboardSeconds: 600 }, { clipboardSeconds: 600 }],
    [{ revealSeconds: 5, clipboardSeconds: 9 }, { revealSeconds: 5 }],
    [{ revealSeconds: '45', clipboardSeconds: 30.5 }, {}],
    [
      { theme: 'dark', referenceLabel: false },
      { theme: 'dark', referenceLabel: false },
    ],
    [{ referenceLabel: 'no' }, {}],
    ['text', {}],
    [null, {}],
    [[1, 2], {}],
  ])('from %j keep what is sound, field by field', (stored, sound) => {
    expect(settingsOf(stored)).toEqual({ ...DEFAULT_SETTINGS, ...sound });
  });

  it('tell who listens, until it stops', async () => {
    const heard: Settings[] = [];
    const listening = new AbortController();
    onSettings((settings) => heard.push(settings), listening.signal);
    await writeSettings({ theme: 'dark' });
    listening.abort();
    await writeSettings({ theme: 'light' });
    expect(heard).toEqual([{ ...DEFAULT_SETTINGS, theme: 'dark' }]);
  });
});
