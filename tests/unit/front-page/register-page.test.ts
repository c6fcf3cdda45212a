import { describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { readMissing } from '../../../utils/front-page/missing-tokens.ts';
import type { Sender } from '../../../utils/messaging/sender-kind.ts';
import { aToken } from '../support/a-token.ts';
import { SETTINGS_SCRIPT, useCompanion } from '../support/start-companion.ts';

const companion = useCompanion();
const front = (name: string) => aToken({ kind: 'front', name });

async function aTab(url: string): Promise<{ id: number; sender: Sender }> {
  const { id = 0 } = await fakeBrowser.tabs.create({ url });
  return { id, sender: { ...SETTINGS_SCRIPT, tab: { id } } };
}

const SETTINGS = 'https://app.frontapp.com/settings/developers';
const LIST = { kind: 'list', names: ['n8n'], isWhole: true } as const;

describe('what the settings page shows', () => {
  it('is told for its own tab, and forgotten when the page says so', async () => {
    const { id, sender } = await aTab(SETTINGS);
    const other = await aTab(SETTINGS);
    await companion.send('page.seen', LIST, sender);
    expect(await companion.get('page.facts', { tabId: id })).toEqual(LIST);
    expect(await companion.get('page.facts', { tabId: other.id })).toBeNull();
    await companion.send('page.seen', null, sender);
    expect(await companion.get('page.facts', { tabId: id })).toBeNull();
  });

  it('is unknown once the tab has gone elsewhere', async () => {
    const { id, sender } = await aTab('https://app.frontapp.com/open/cnv_1');
    await companion.send('page.seen', LIST, sender);
    expect(await companion.get('page.facts', { tabId: id })).toBeNull();
  });

  it('stays in memory alone', async () => {
    const { sender } = await aTab(SETTINGS);
    await companion.send('page.seen', LIST, sender);
    expect(JSON.stringify(await fakeBrowser.storage.local.get(null))).not.toContain('n8n');
    await companion.startBrowser();
    expect(JSON.stringify(await fakeBrowser.storage.session.get(null))).not.toContain('n8n');
  });

  it('is forgotten when its tab closes', async () => {
    const { id, sender } = await aTab(SETTINGS);
    await companion.send('page.seen', LIST, sender);
    await fakeBrowser.tabs.onRemoved.trigger(id, { windowId: 0, isWindowClosing: false });
    await expect
      .poll(async () => JSON.stringify(await fakeBrowser.storage.session.get(null)))
      .not.toContain('n8n');
  });

  it('is kept of eight tabs at most, so that a page that opens tabs fills nothing', async () => {
    const tabs = await Promise.all(Array.from({ length: 9 }, () => aTab(SETTINGS)));
    await Promise.all(tabs.map(({ sender }) => companion.send('page.seen', LIST, sender)));
    const told = await Promise.all(
      tabs.map(({ id }) => companion.get('page.facts', { tabId: id })),
    );
    expect(told).toEqual([null, ...Array.from({ length: 8 }, () => LIST)]);
  });

  it.each([
    { kind: 'list', names: Array.from({ length: 5_001 }, () => 'n8n'), isWhole: true },
    { kind: 'details', name: 'x'.repeat(121) },
    { kind: 'unrecognised', diagnostic: 'x'.repeat(20_001) },
    { kind: 'details', name: 'n8n', value: 'eyJ' },
  ])('of another size or shape is refused', async (facts) => {
    const { sender } = await aTab(SETTINGS);
    const result = await companion.send('page.seen', facts as never, sender);
    expect(result).toMatchObject({ failure: { code: 'refused' } });
  });
});

describe('tokens that are gone from Front', () => {
  const missingNames = async () => (await readMissing()).map(({ token, how }) => [token.name, how]);

  it('are kept with the moment, until a person says otherwise', async () => {
    for (const token of [front('n8n'), front('Zapier')]) {
      companion.service.tokens.set(token.id, token);
    }
    await companion.signIn();
    const { sender } = await aTab(SETTINGS);
    await companion.send('page.seen', LIST, sender);
    expect(await missingNames()).toEqual([['Zapier', 'not_listed']]);
    await companion.send('page.deleted', { name: 'Zapier' }, sender);
    expect(await missingNames()).toEqual([['Zapier', 'deleted_there']]);
    await companion.restart();
    const [first] = await readMissing();
    await companion.get('missing.dismiss', { id: first?.token.id ?? '' });
    expect(await missingNames()).toEqual([]);
    await companion.send('page.seen', LIST, sender);
    expect(await missingNames()).toEqual([]);
  });

  it('are told to nobody while the extension is locked, and are gone with the sign-out', async () => {
    for (const token of [front('n8n'), front('Zapier')]) {
      companion.service.tokens.set(token.id, token);
    }
    await companion.signIn();
    const { sender } = await aTab(SETTINGS);
    await companion.send('page.seen', LIST, sender);
    await companion.get('session.lock', null);
    expect(await readMissing()).toEqual([]);
    await companion.get('session.sign_in', null);
    expect(await missingNames()).toEqual([['Zapier', 'not_listed']]);
    await companion.get('session.sign_out', null);
    expect(await readMissing()).toEqual([]);
  });
});

describe('a name that the register lacks', () => {
  const mayAdd = async () => {
    const result = await companion.send('notes.by_name', { names: ['New'] }, SETTINGS_SCRIPT);
    return result.ok && result.value.mayAdd;
  };

  it('may be added by an admin whose list is in step', async () => {
    expect(await mayAdd()).toBe(false);
    await companion.signIn();
    expect(await mayAdd()).toBe(true);
    vi.setSystemTime(Date.now() + 6 * 60_000);
    expect(await mayAdd()).toBe(false);
    vi.useRealTimers();
  });

  it('is told to nobody as missing while the extension is locked', async () => {
    await companion.signIn();
    await companion.get('session.lock', null);
    expect(await mayAdd()).toBe(false);
  });
});

it('the script for token pages goes into the tab that asked, into its top frame alone', async () => {
  const executeScript = vi.fn().mockResolvedValue([]);
  Object.assign(fakeBrowser, { scripting: { executeScript } });
  const { id, sender } = await aTab(SETTINGS);
  expect(await companion.send('page.arrived', null, sender)).toEqual({ ok: true, value: null });
  expect(executeScript.mock.calls).toEqual([
    [{ target: { tabId: id, frameIds: [0] }, files: ['/content-scripts/token-page.js'] }],
  ]);
});

it('a note says how many issued tokens stand on it, and their last use', async () => {
  const n8n = front('n8n');
  const issued = (lastUsedAt: string | null, over = {}) =>
    aToken({ backedBy: n8n.id, lastUsedAt, ...over });
  const tokens = [
    n8n,
    issued('2026-11-01T00:00:00.000Z'),
    issued('2026-11-02T00:00:00.000Z'),
    issued(null),
    issued('2026-11-03T00:00:00.000Z', { status: 'deleted' }),
  ];
  for (const token of tokens) companion.service.tokens.set(token.id, token);
  await companion.signIn();
  const result = await companion.send('notes.by_name', { names: ['n8n'] }, SETTINGS_SCRIPT);
  expect(result.ok && result.value.notes[0]).toMatchObject({
    standing: 3,
    lastUsedAt: '2026-11-02T00:00:00.000Z',
  });
});
