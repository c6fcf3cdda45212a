import { describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { PRODUCT_VERSION } from '../../../contract/version.ts';
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

  it('opens no channel to another extension or a web page', async () => {
    const { onConnectExternal } = fakeBrowser.runtime;
    const listening = vi.spyOn(onConnectExternal, 'addListener').mockReturnValue(undefined);
    await companion.restart();
    expect(listening).not.toHaveBeenCalled();
    vi.restoreAllMocks();
  });

  const reveal = {
    companion: 1,
    build: PRODUCT_VERSION,
    name: 'tokens.reveal',
    input: { id: 'tok_0000000000000001', via: 'copy' },
  };
  const reported = () =>
    vi.waitFor(() => {
      const report = companion.service.seen.find(({ url }) => url === '/v1/refused-messages');
      if (report === undefined) throw new Error('nothing was reported yet');
      return JSON.parse(report.body) as unknown;
    }, 5_000);

  it('refuses a reveal that the script on Front’s page asks for, and has the service put it on record', async () => {
    await companion.signIn();
    expect(await sendRaw(reveal, SETTINGS_SCRIPT)).toMatchObject({
      ok: false,
      failure: { code: 'refused' },
    });
    expect(await reported()).toEqual({
      refusals: [
        {
          message: 'tokens.reveal',
          from: 'settings_script',
          origin: 'https://app.frontapp.com',
          count: 1,
        },
      ],
    });
    expect(companion.service.count('POST', '/v1/tokens/tok_0000000000000001/reveal')).toBe(0);
  });

  it('has no answer for another extension that asks for a reveal, and has the service put it on record', async () => {
    await companion.signIn();
    expect(companion.fromAnotherExtension(reveal, 'a-stranger')).toEqual([undefined]);
    expect(await reported()).toEqual({
      refusals: [
        { message: 'tokens.reveal', from: 'other_extension', origin: 'a-stranger', count: 1 },
      ],
    });
    expect(companion.service.count('POST', '/v1/tokens/tok_0000000000000001/reveal')).toBe(0);
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
      return result.ok ? result.value.notes[0]?.purpose : result.failure;
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

  it.each(['#/../evil', 'tok_1', 'javascript:alert(1)', 'tok_0000000000000001?x'])(
    'opens nothing for %j',
    async (id) => {
      const before = await openUrls();
      const result = await companion.send('panel.open', { kind: 'token', id }, SETTINGS_SCRIPT);
      expect(result).toMatchObject({ failure: { code: 'refused' } });
      expect(await openUrls()).toEqual(before);
    },
  );
});
