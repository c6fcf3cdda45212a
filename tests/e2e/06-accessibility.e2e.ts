import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { aFrontValue } from '../service/support/makers.ts';
import { apiOf, callFront } from './support/api.ts';
import { click, fill, find, seeText } from './support/find.ts';
import { pasteText } from './support/paste-text.ts';
import { BROWSER, setStage, type Stage } from './support/story.ts';
import { violations } from './support/violations.ts';

const NAME = 'Zendesk – contacts sync – production';

let stage: Stage;
let id = '';
let frontId = '';
beforeAll(async () => {
  stage = await setStage();
  await stage.signIn();
  const api = apiOf(stage.service);
  const backing = await stage.front.createToken({ name: 'x', scopes: ['shared:*'] });
  const behind = await api.create({
    kind: 'front',
    name: 'Companion gateway',
    value: backing.value,
  });
  frontId = behind.id;
  const token = await api.create({
    kind: 'issued',
    name: NAME,
    scopes: ['contacts:read', 'contacts:write'],
    purpose: 'Copies contacts every night.',
    tags: ['sync', 'contacts'],
    owner: 'Support operations',
    expiresAt: new Date(Date.now() + 5 * 24 * 60 * 60 * 1000).toISOString(),
  });
  id = token.id;
  const value = await api.reveal(id);
  await callFront(stage.service, value, '/contacts');
  await callFront(stage.service, value, '/conversations');
  // They are written within a second.
  await vi.waitFor(async () => expect((await api.usage(id)).rows).toHaveLength(2), {
    timeout: 20_000,
    interval: 200,
  });
  const page = await stage.openExtension('options.html');
  await find(page, { role: 'link', name: NAME });
  await page.close();
});
afterAll(() => stage.close());

interface View {
  readonly name: string;
  readonly page: string;
  readonly then?: (page: Page) => Promise<void>;
  /** Leaves the page as it was: it opens the next time where it was left. */
  readonly after?: (page: Page) => Promise<void>;
}

const VIEWS: readonly View[] = [
  {
    name: 'popup-list',
    page: 'popup.html',
    then: async (page) => {
      await find(page, { role: 'option', name: `${NAME}…` });
    },
  },
  {
    name: 'popup-nothing-found',
    page: 'popup.html',
    then: async (page) => {
      await fill(page, 'Search tokens', 'xyzzy');
      await seeText(page, 'No token fits');
    },
    after: (page) => click(page, { role: 'button', name: 'Clear search' }),
  },
  {
    name: 'popup-create',
    page: 'popup.html',
    then: async (page) => {
      await click(page, { role: 'button', name: 'Create token' });
      await fill(page, 'Name', 'test');
      await click(page, { role: 'button', name: 'Create token' });
      await seeText(page, 'Choose at least one permission.');
    },
    after: async (page) => {
      await click(page, { role: 'button', name: 'Clear' });
      await click(page, { role: 'button', name: 'Back' });
    },
  },
  {
    name: 'panel-list',
    page: 'sidepanel.html',
    then: async (page) => {
      await find(page, { role: 'option', name: `${NAME}…` });
    },
  },
  {
    name: 'panel-token',
    page: 'sidepanel.html',
    then: async (page) => {
      await click(page, { role: 'option', name: 'Companion gateway…' });
      await find(page, { role: 'button', name: 'Edit notes' });
    },
    after: (page) => click(page, { role: 'button', name: 'Back' }),
  },
  {
    name: 'panel-notes',
    page: 'sidepanel.html',
    then: async (page) => {
      await click(page, { role: 'option', name: `${NAME}…` });
      await click(page, { role: 'button', name: 'Edit notes' });
      await find(page, { role: 'field', name: 'What is it for?' });
    },
    after: async (page) => {
      await click(page, { role: 'button', name: 'Discard' });
      await click(page, { role: 'button', name: 'Back' });
    },
  },
  {
    name: 'panel-planner',
    page: 'sidepanel.html',
    then: async (page) => {
      await click(page, { role: 'button', name: 'Scope planner' });
      await fill(page, 'Find a call', 'send message');
      await fill(page, 'Or paste what it will run', 'GET /contacts /conversations/x/tags feed-me');
      await seeText(page, 'Which call is meant?');
    },
    after: async (page) => {
      await click(page, { role: 'button', name: 'Clear' });
      await click(page, { role: 'button', name: 'Tokens' });
    },
  },
  {
    name: 'options-planner',
    page: 'options.html#/tokens/new',
    then: async (page) => {
      await click(page, { role: 'button', name: 'Plan from calls or code…' });
      await find(page, { role: 'button', name: 'Use these permissions' });
    },
  },
  {
    name: 'options-replace',
    page: 'options.html#/tokens/FRONT/replace',
    then: async (page) => {
      await find(page, { role: 'button', name: 'I have created it' });
    },
  },
  { name: 'options-list', page: 'options.html#/tokens' },
  { name: 'options-token', page: 'options.html#/tokens/ID' },
  {
    name: 'options-list-unused',
    page: 'options.html#/tokens',
    then: async (page) => {
      await click(page, { role: 'button', name: 'Not used for 90 days 0' });
      await seeText(page, 'No token that lies unused');
    },
    after: (page) => click(page, { role: 'button', name: 'Show all' }),
  },
  {
    name: 'options-token-use',
    page: 'options.html#/tokens/ID',
    then: async (page) => {
      await seeText(page, 'It lacks “Read conversations”');
      await click(page, { role: 'button', name: 'Show as table' });
      await click(page, { role: 'field', name: 'Read contacts' });
      await find(page, { role: 'button', name: 'Use the narrow set…' });
    },
  },
  {
    name: 'options-narrow',
    page: 'options.html#/tokens/ID',
    then: async (page) => {
      await click(page, { role: 'button', name: 'Only what was used' });
      await click(page, { role: 'button', name: 'Use the narrow set…' });
      await seeText(page, 'Take permissions away?');
    },
  },
  {
    name: 'options-budget',
    page: 'options.html#/budget',
    then: (page) => seeText(page, 'This minute'),
  },
  {
    name: 'options-delete',
    page: 'options.html#/tokens/ID',
    then: async (page) => {
      await click(page, { role: 'button', name: 'Delete' });
      await seeText(page, 'Delete this token?');
    },
  },
  { name: 'options-create', page: 'options.html#/tokens/new' },
  { name: 'options-edit', page: 'options.html#/tokens/ID/edit' },
  {
    name: 'options-people',
    page: 'options.html#/people',
    then: (page) => seeText(page, 'Ada Admin'),
  },
  {
    name: 'options-invite',
    page: 'options.html#/people',
    then: async (page) => {
      await click(page, { role: 'button', name: 'Invite' });
      await click(page, { role: 'button', name: 'Create link' });
      await find(page, { role: 'button', name: 'Copy link' });
    },
  },
  {
    name: 'options-person',
    page: 'options.html#/people',
    then: async (page) => {
      await click(page, { role: 'link', name: 'Ada Admin…' });
      await find(page, { role: 'button', name: 'Make member' });
    },
  },
  {
    name: 'options-requests',
    page: 'options.html#/requests',
    then: (page) => seeText(page, 'Nobody is waiting'),
  },
  {
    name: 'options-audit',
    page: 'options.html#/audit',
    then: (page) => seeText(page, 'set up the company'),
  },
  {
    name: 'options-browsers',
    page: 'options.html#/browsers',
    then: (page) => seeText(page, 'This browser'),
  },
  {
    name: 'options-grant',
    page: 'options.html#/tokens/ID',
    then: async (page) => {
      await click(page, { role: 'button', name: 'Let somebody see it' });
      await find(page, { role: 'button', name: 'Grant' });
    },
  },
  {
    name: 'options-health',
    page: 'options.html#/health',
    then: (page) => seeText(page, 'Nobody is noted as its owner.'),
  },
  {
    name: 'options-import',
    page: 'options.html#/import',
    then: async (page) => {
      await pasteText(page, 'Table', 'name,purpose,shape\nShop – orders – production,Copies,round');
      await click(page, { role: 'button', name: 'Change columns' });
      await find(page, { role: 'button', name: 'Import 1 token' });
    },
  },
  {
    name: 'options-find',
    page: 'options.html#/find',
    then: async (page) => {
      await pasteText(page, 'Text', `Authorization: Bearer ${aFrontValue()}`);
      await seeText(page, 'Not ours');
    },
  },
  {
    name: 'options-operation',
    page: 'options.html#/operations/list-contacts',
    then: async (page) => {
      await find(page, { role: 'button', name: `Copy as curl: ${NAME}` });
    },
  },
  {
    name: 'options-operation-none',
    page: 'options.html#/operations/create-message-reply',
    then: (page) => seeText(page, 'No issued token holds messages:send yet.'),
  },
  {
    name: 'options-copy-as',
    page: 'options.html#/tokens/ID',
    then: async (page) => {
      await click(page, { role: 'button', name: 'Copy as' });
      await find(page, { role: 'option', name: 'Python (requests)' });
    },
  },
  { name: 'options-settings', page: 'options.html#/settings' },
  { name: 'options-welcome', page: 'options.html#/welcome' },
  { name: 'options-invitation', page: 'options.html#/invitation' },
];

describe.each(['light', 'dark'] as const)('in the %s theme', (theme) => {
  it.each(VIEWS.map((view) => [view.name, view] as const))(
    '%s has nothing that hinders anybody',
    async (name, view) => {
      const page = await stage.openExtension('options.html#/settings');
      await click(page, { role: 'field', name: theme === 'light' ? 'Light' : 'Dark' });
      await page.waitForFunction(
        (wanted) => document.documentElement.dataset.theme === wanted,
        {},
        theme,
      );
      await page.close();
      await lookAt(view, async (opened) => {
        await stage.picture(opened, `06-${name}-${theme}`);
        expect(await violations(opened)).toEqual([]);
      });
    },
  );
});

async function lookAt(view: View, look: (opened: Page) => Promise<void>): Promise<void> {
  const opened = await stage.openExtension(view.page.replace('FRONT', frontId).replace('ID', id));
  try {
    // Not the outline that stands there while the view is read.
    await opened.waitForSelector('h1:not([aria-busy] *)');
    await view.then?.(opened);
    await look(opened);
  } finally {
    await view.after?.(opened);
    await opened.close();
  }
}

const PAGES = VIEWS.filter(({ page }) => page.startsWith('options.html'));

// Chrome would have text in pages of extensions smaller, and in a type of its own.
it.each(['popup.html', 'sidepanel.html', 'options.html'])(
  '%s is in the type that it was designed in',
  async (name) => {
    const page = await stage.openExtension(name);
    const { size, family } = await page.evaluate(() => {
      const { fontSize, fontFamily } = getComputedStyle(document.body);
      return { size: fontSize, family: fontFamily };
    });
    expect(size).toBe('14px');
    expect(family).toMatch(/^system-ui/);
    await page.close();
  },
);

describe('as narrow as a phone, which is also a page at four times its size', () => {
  it.each(PAGES.map((view) => [view.name, view] as const))(
    '%s is read without scrolling sideways',
    async (name, view) => {
      await lookAt(view, async (opened) => {
        await opened.setViewport({ width: 360, height: 740 });
        await stage.picture(opened, `06-${name}-narrow`);
        const width = await opened.evaluate(() => document.documentElement.scrollWidth);
        expect(width).toBeLessThanOrEqual(360);
      });
    },
  );
});

// Firefox can't be told from here to force colours.
if (BROWSER === 'chromium') {
  describe('with colours that the system forces', () => {
    it.each(['popup-list', 'options-list', 'options-token', 'options-budget'])(
      '%s still says what is a button, and what is chosen',
      async (name) => {
        const view = VIEWS.find((one) => one.name === name);
        if (view === undefined) throw new Error(`there is no view ${name}`);
        await lookAt(view, async (opened) => {
          const session = await opened.createCDPSession();
          await session.send('Emulation.setEmulatedMedia', {
            features: [
              { name: 'forced-colors', value: 'active' },
              { name: 'prefers-color-scheme', value: 'dark' },
            ],
          });
          await stage.picture(opened, `06-${name}-forced`);
          // What is told by its ground alone would be told by nothing now.
          const bare = await opened.$$eval('button[class*="bg-accent"]', (buttons) =>
            buttons
              .filter((button) => getComputedStyle(button).borderTopWidth === '0px')
              .map((button) => button.textContent),
          );
          expect(bare).toEqual([]);
          const chosen = await opened.$$eval(
            '[aria-current=page], [aria-pressed=true], [aria-selected=true]',
            (all) => all.map((one) => getComputedStyle(one).outlineStyle),
          );
          expect(new Set(chosen)).toEqual(new Set(['solid']));
        });
      },
    );
  });
}
