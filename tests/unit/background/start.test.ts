import { describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { onNews } from '../../../utils/messaging/news.ts';
import { aToken } from '../support/a-token.ts';
import {
  OPTIONS_PAGE,
  sendRaw,
  SETTINGS_SCRIPT,
  useCompanion,
} from '../support/start-companion.ts';

const companion = useCompanion();
const OPTIONS = 'chrome-extension://test-extension-id/options.html';

async function openUrls(): Promise<(string | undefined)[]> {
  return (await fakeBrowser.tabs.query({})).map(({ url }) => url);
}

describe('the background', () => {
  it('welcomes a person after the first install, and not after an update', async () => {
    await fakeBrowser.runtime.onInstalled.trigger({ reason: 'update', temporary: false } as never);
    expect(await openUrls()).not.toContain(`${OPTIONS}#/welcome`);
    await fakeBrowser.runtime.onInstalled.trigger({ reason: 'install', temporary: false } as never);
    await vi.waitFor(async () => expect(await openUrls()).toContain(`${OPTIONS}#/welcome`));
  });

  it('does not take messages that are not its own', async () => {
    expect(await sendRaw({ type: 'hello' }, OPTIONS_PAGE)).toBe('not ours');
  });

  it('listens to no other extension and no web page', async () => {
    const { onMessageExternal, onConnectExternal } = fakeBrowser.runtime;
    const listeners = [onMessageExternal, onConnectExternal].map((event) =>
      vi.spyOn(event, 'addListener').mockReturnValue(undefined),
    );
    await companion.restart();
    for (const listener of listeners) expect(listener).not.toHaveBeenCalled();
    vi.restoreAllMocks();
  });

  it('answers the settings page from the cache at once, and refreshes an old one behind it', async () => {
    const token = aToken({ name: 'Zapier', purpose: 'Old words' });
    companion.service.tokens.set(token.id, token);
    await companion.signIn();
    const { service } = companion;
    service.tokens.set(token.id, {
      ...token,
      purpose: 'New words',
      version: 2,
      updatedAt: new Date().toISOString(),
    });
    const ask = async () => {
      const result = await companion.send('notes.by_name', { names: ['Zapier'] }, SETTINGS_SCRIPT);
      return result.ok ? result.value[0]?.purpose : result.failure;
    };
    const before = service.seen.length;
    expect(await ask()).toBe('Old words');
    expect(service.seen).toHaveLength(before);

    const listening = new AbortController();
    const heard = new Promise((resolve) => onNews(resolve, listening.signal));
    vi.setSystemTime(Date.now() + 61_000);
    expect(await ask()).toBe('Old words');
    await heard;
    vi.useRealTimers();
    listening.abort();
    expect(await ask()).toBe('New words');
  });

  it('opens a token’s page in a tab', async () => {
    const id = 'tok_0000000000000001';
    const result = await companion.send('notes.open', { id }, SETTINGS_SCRIPT);
    expect(result).toEqual({ ok: true, value: null });
    expect(await openUrls()).toContain(`${OPTIONS}#/tokens/${id}`);
  });

  it.each(['#/../evil', 'tok_1', 'javascript:alert(1)', 'tok_0000000000000001?x'])(
    'opens nothing for %j',
    async (id) => {
      const before = await openUrls();
      const result = await companion.send('notes.open', { id }, SETTINGS_SCRIPT);
      expect(result).toMatchObject({ failure: { code: 'refused' } });
      expect(await openUrls()).toEqual(before);
    },
  );
});
