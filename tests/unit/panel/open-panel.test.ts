import { beforeEach, describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { PRODUCT_VERSION } from '../../../contract/version.ts';
import { readDraft } from '../../../utils/drafts/drafts.ts';
import type { PanelTarget } from '../../../utils/front-page/page-facts.ts';
import { takePanelTarget } from '../../../utils/panel/panel-target.ts';
import { isPlace } from '../../../utils/panel/place.ts';
import { aToken } from '../support/a-token.ts';
import { sendRaw, SETTINGS_SCRIPT, useCompanion } from '../support/start-companion.ts';

const companion = useCompanion();
const WINDOW = 3;
const LABEL = { ...SETTINGS_SCRIPT, tab: { id: 7, windowId: WINDOW } };
const TOKEN: PanelTarget = { kind: 'token', id: aToken().id };

/** What the browser was asked to open, in order. */
let opened: unknown[] = [];
/** What the browser refuses. */
let refuses: ReadonlySet<string> = new Set();
let sidebarIsOpen = false;

function answers(what: string, details: unknown, result?: unknown): Promise<unknown> {
  if (refuses.has(what)) return Promise.reject(new Error('a user gesture is needed'));
  opened.push([what, details]);
  return Promise.resolve(result);
}

beforeEach(() => {
  opened = [];
  refuses = new Set();
  Object.assign(fakeBrowser, {
    sidePanel: { open: (details: unknown) => answers('panel', details) },
    sidebarAction: undefined,
  });
  Object.assign(fakeBrowser.action, { openPopup: (details: unknown) => answers('popup', details) });
  Object.assign(fakeBrowser.windows, {
    create: (details: unknown) => answers('window', details, { id: 99 }),
    update: (id: number) => answers('front', id),
  });
});

function useFirefox(): void {
  Object.assign(fakeBrowser, {
    sidePanel: undefined,
    sidebarAction: { isOpen: () => Promise.resolve(sidebarIsOpen) },
  });
}

const open = (target: PanelTarget): Promise<unknown> => companion.send('panel.open', target, LABEL);

describe('a label on Front’s page', () => {
  it('has Chrome open the panel in the very turn of its message, since a gesture lasts no longer', () => {
    const envelope = { companion: 1, build: PRODUCT_VERSION, name: 'panel.open', input: TOKEN };
    void sendRaw(envelope, LABEL);
    expect(opened).toEqual([['panel', { tabId: 7 }]]);
  });

  it('has the panel of its own window show its token, once', async () => {
    await open(TOKEN);
    expect(await takePanelTarget(WINDOW + 1)).toBeNull();
    expect(await takePanelTarget(WINDOW)).toEqual(TOKEN);
    expect(await takePanelTarget(WINDOW)).toBeNull();
  });

  it('switches a sidebar of Firefox that is open already', async () => {
    useFirefox();
    sidebarIsOpen = true;
    await open({ kind: 'planner' });
    expect(opened).toEqual([]);
    expect(await takePanelTarget(WINDOW)).toEqual({ kind: 'planner' });
  });

  it('has the popup show it where Firefox opens no sidebar for the page', async () => {
    useFirefox();
    sidebarIsOpen = false;
    await open({ kind: 'record', name: 'Zapier' });
    expect(opened).toEqual([['popup', { windowId: WINDOW }]]);
    const place = await readDraft('popup', isPlace);
    expect(place?.view).toEqual({ kind: 'record', name: 'Zapier' });
  });

  it('has a window of its own show it where there is no popup either, beside the tab it came from', async () => {
    refuses = new Set(['panel', 'popup']);
    await open(TOKEN);
    expect(opened).toMatchObject([['window', { type: 'popup' }]]);
    expect(JSON.stringify(opened)).toContain('/sidepanel.html?tab=7');
    expect(await takePanelTarget(99)).toEqual(TOKEN);
  });

  it('brings that window to the front again, instead of opening one for each click', async () => {
    refuses = new Set(['panel', 'popup']);
    await open(TOKEN);
    await open({ kind: 'planner' });
    expect(opened).toMatchObject([
      ['window', { type: 'popup' }],
      ['front', 99],
    ]);
    expect(await takePanelTarget(99)).toEqual({ kind: 'planner' });
  });

  it('opens another window when the person has closed that one', async () => {
    refuses = new Set(['panel', 'popup', 'front']);
    await open(TOKEN);
    await open(TOKEN);
    expect(opened).toMatchObject([
      ['window', { type: 'popup' }],
      ['window', { type: 'popup' }],
    ]);
  });

  it('leaves the popup where its person stood while the extension is locked', async () => {
    useFirefox();
    await companion.signIn();
    await open(TOKEN);
    await companion.get('session.lock', null);
    await open({ kind: 'planner' });
    expect((await readDraft('popup', isPlace))?.view).toEqual(TOKEN);
  });

  it('opens the panel while the extension is locked, which shows the lock', async () => {
    await companion.signIn();
    await companion.get('session.lock', null);
    expect(await open(TOKEN)).toEqual({ ok: true, value: null });
  });

  it.each([
    ['a target of no kind', { kind: 'options', id: TOKEN }],
    ['a field too many', { kind: 'planner', url: 'https://evil.example' }],
    ['an id that is none', { kind: 'token', id: '../x' }],
    ['a name without end', { kind: 'record', name: 'x'.repeat(10_000) }],
  ])('opens nothing for %s', async (_, target) => {
    const result = await open(target as never);
    expect(result).toMatchObject({ ok: false });
    expect(opened).toEqual([]);
  });
});
