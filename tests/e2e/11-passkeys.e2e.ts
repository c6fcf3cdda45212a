import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Token } from '../../contract/token.ts';
import { setUpAsFirstAdmin, signInWindow } from '../../scripts/sign-in.ts';
import { apiOf } from './support/api.ts';
import { readClipboard } from './support/clipboard.ts';
import { click, fill, find, seeText } from './support/find.ts';
import { changeDatabase } from './support/service-database.ts';
import { BROWSER, setStage, type Stage } from './support/story.ts';
import { violations } from './support/violations.ts';
import { VirtualPasskeys } from './support/virtual-passkeys.ts';

const NAME = 'Payroll export – finance – production';
const PURPOSE = 'Shown to everybody on the finance team.';
const VALUE = /ftk_[0-9A-Za-z]{8}_[0-9A-Za-z]{38}/;

let stage: Stage;
beforeAll(async () => {
  // A passkey is bound to a name: there are none at a bare network address.
  stage = await setStage({ serviceName: 'localhost' });
});
afterAll(() => stage.close());

/** Clicks a button that ends the sign-in: the window closes itself meanwhile, which looks like a failed click. */
async function clickLast(window: Page, name: string): Promise<void> {
  await click(window, { role: 'button', name }).catch(() => undefined);
}

it('offers a passkey to whoever signs in for the first time, and lets them go on without', async () => {
  const { page, window } = await setUpAsFirstAdmin(stage, stage.service);
  await find(window, { role: 'button', name: 'Add a passkey' });
  await clickLast(window, 'Not now');
  await find(page, { role: 'heading', name: 'Tokens' });
  await page.close();
  const browsers = await stage.openExtension('options.html#/browsers');
  await seeText(browsers, 'None yet.');
  await browsers.close();
});

it('lets nobody turn the rule on who could not confirm anything themselves', async () => {
  const page = await stage.openExtension('options.html#/settings');
  await click(page, { role: 'field', name: 'Ask for a passkey before what matters most' });
  await seeText(page, 'You have no passkey yet');
  await stage.picture(page, '11-no-passkey');
  await page.close();
});

// Firefox has no virtual authenticator: the WebAuthn commands belong to classic WebDriver, and the
// remote protocol that is used here (BiDi) has none of them.
if (BROWSER === 'chromium') {
  describe('with a passkey', () => {
    const passkeys = new VirtualPasskeys();

    /** Clicks what opens the sign-in window, and plugs the key into that. */
    const openWindow = async (
      page: Page,
      button: string,
      key: VirtualPasskeys = passkeys,
    ): Promise<Page> => {
      const appeared = signInWindow(stage.browser, stage.service.address);
      await click(page, { role: 'button', name: button });
      const window = await appeared;
      await key.plugInto(window);
      return window;
    };

    const signOut = async (): Promise<Page> => {
      const page = await stage.openExtension('options.html#/settings');
      await click(page, { role: 'button', name: 'Sign out' });
      await page.waitForFunction(() => location.hash === '#/welcome');
      return page;
    };

    /** As if the last check of a passkey were six minutes ago. */
    const letTimePass = (): void => {
      const then = new Date(Date.now() - 6 * 60_000).toISOString();
      changeDatabase(stage.service, 'UPDATE browser_sessions SET confirmed_at = ?', then);
    };

    /** Looks at a page of the window as it is drawn in the dark and in the light. */
    const inBothThemes = async (window: Page, name: string): Promise<void> => {
      for (const theme of ['dark', 'light'] as const) {
        await window.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: theme }]);
        await stage.picture(window, `11-${name}-${theme}`);
        expect(await violations(window)).toEqual([]);
      }
    };

    let api: ReturnType<typeof apiOf>;
    let token: Token;
    beforeAll(async () => {
      api = apiOf(stage.service);
      const made = await stage.front.createToken({ name: 'x', scopes: ['shared:*'] });
      await api.create({ kind: 'front', name: 'Behind everything – tests', value: made.value });
      token = await api.create({ kind: 'issued', name: NAME, scopes: ['contacts:read'] });
    });

    const tokenPage = (): Promise<Page> => stage.openExtension(`options.html#/tokens/${token.id}`);

    it('adds one at the next sign-in, and shows it among the person’s own', async () => {
      const page = await signOut();
      const window = await openWindow(page, 'Sign in');
      await inBothThemes(window, 'sign-in-by-code');
      await fill(window, 'Code or invitation link', stage.service.setupCode());
      await click(window, { role: 'button', name: 'Sign in' });
      await find(window, { role: 'button', name: 'Add a passkey' });
      await inBothThemes(window, 'add');
      await clickLast(window, 'Add a passkey');
      await find(page, { role: 'heading', name: 'Tokens' });
      await page.close();
      const browsers = await stage.openExtension('options.html#/browsers');
      await find(browsers, { role: 'button', name: 'Remove passkey…' });
      await stage.picture(browsers, '11-browsers');
      await browsers.close();
    });

    it('signs in with it alone', async () => {
      const page = await signOut();
      const window = await openWindow(page, 'Sign in');
      await find(window, { role: 'button', name: 'Sign in with a passkey' });
      await inBothThemes(window, 'sign-in');
      await clickLast(window, 'Sign in with a passkey');
      await find(page, { role: 'heading', name: 'Tokens' });
      await page.close();
      const browsers = await stage.openExtension('options.html#/browsers');
      await seeText(browsers, 'used just now');
      await browsers.close();
    });

    it('asks for it before a sensitive value is shown, once the company wants that', async () => {
      const settings = await stage.openExtension('options.html#/settings');
      await click(settings, { role: 'field', name: 'Ask for a passkey before what matters most' });
      await seeText(settings, 'Saved for everybody');
      await settings.close();
      const edit = await stage.openExtension(`options.html#/tokens/${token.id}/edit`);
      await click(edit, { role: 'field', name: 'Sensitive…' });
      await click(edit, { role: 'button', name: 'Save' });
      await find(edit, { role: 'heading', name: NAME });
      await edit.close();

      letTimePass();
      const page = await tokenPage();
      await click(page, { role: 'button', name: 'Reveal' });
      await find(page, { role: 'button', name: 'Confirm with your passkey' });
      expect(await page.evaluate(() => document.body.innerText)).not.toMatch(VALUE);
      await stage.picture(page, '11-reveal-asks');
      const window = await openWindow(page, 'Confirm with your passkey');
      await find(window, { role: 'heading', name: 'Confirm that it is you' });
      await inBothThemes(window, 'confirm');
      await clickLast(window, 'Confirm with your passkey');
      await page.bringToFront();
      await page.waitForFunction(
        (pattern) => new RegExp(pattern).test(document.body.innerText),
        { timeout: 15_000, polling: 50 },
        VALUE.source,
      );
      await seeText(page, 'Ada Admin looked at the value');
      await stage.picture(page, '11-revealed');
      await page.close();
    });

    it('refuses a copy of the key once the key itself has been used again', async () => {
      const stolen = passkeys.copy();
      letTimePass();
      const page = await tokenPage();
      await click(page, { role: 'button', name: 'Reveal' });
      const window = await openWindow(page, 'Confirm with your passkey');
      await clickLast(window, 'Confirm with your passkey');
      await find(page, { role: 'button', name: 'Hide' });
      await page.close();

      letTimePass();
      const again = await tokenPage();
      await click(again, { role: 'button', name: 'Reveal' });
      const theirs = await openWindow(again, 'Confirm with your passkey', stolen);
      await click(theirs, { role: 'button', name: 'Confirm with your passkey' });
      await seeText(theirs, 'A copy of this passkey seems to be in use');
      await inBothThemes(theirs, 'copied');
      await theirs.close();
      await find(again, { role: 'button', name: 'Confirm with your passkey' });
      expect(await again.evaluate(() => document.body.innerText)).not.toMatch(VALUE);
      await again.close();
    });

    it('asks for it before a value is copied in the popup', async () => {
      letTimePass();
      const popup = await stage.openExtension('popup.html');
      await click(popup, { role: 'option', name: `${NAME}…` });
      await click(popup, { role: 'button', name: 'Copy' });
      await find(popup, { role: 'button', name: 'Confirm with your passkey' });
      await stage.picture(popup, '11-popup-asks');
      const window = await openWindow(popup, 'Confirm with your passkey');
      await clickLast(window, 'Confirm with your passkey');
      await popup.bringToFront();
      await seeText(popup, 'Copied.');
      expect(await readClipboard(popup)).toMatch(VALUE);
      await popup.close();
    });

    it('asks for it before the log is exported', async () => {
      letTimePass();
      const page = await stage.openExtension('options.html#/audit');
      await click(page, { role: 'button', name: 'Export CSV' });
      await find(page, { role: 'button', name: 'Confirm with your passkey' });
      await stage.picture(page, '11-export-asks');
      const window = await openWindow(page, 'Confirm with your passkey');
      await clickLast(window, 'Confirm with your passkey');
      await page.bringToFront();
      await seeText(page, 'The log is saved among your downloads');
      await page.close();
    });

    it('asks for it before somebody’s role is changed, and changes it then', async () => {
      // How somebody joins is a story of its own.
      changeDatabase(
        stage.service,
        "INSERT INTO members (id, name, role, status, created_at) VALUES (?, ?, 'member', 'active', ?)",
        `mem_${'m'.repeat(16)}`,
        'Max Member',
        new Date().toISOString(),
      );
      letTimePass();
      const page = await stage.openExtension('options.html#/people');
      await click(page, { role: 'link', name: 'Max Member…' });
      await click(page, { role: 'button', name: 'Make admin' });
      await find(page, { role: 'button', name: 'Confirm with your passkey' });
      await find(page, { role: 'button', name: 'Make admin' });
      await stage.picture(page, '11-role-asks');
      const window = await openWindow(page, 'Confirm with your passkey');
      await clickLast(window, 'Confirm with your passkey');
      await page.bringToFront();
      await find(page, { role: 'button', name: 'Make member' });
      await stage.picture(page, '11-role-changed');
      await page.close();
    });

    it('asks for it before “sensitive” is taken off, and keeps what was typed', async () => {
      letTimePass();
      const page = await stage.openExtension(`options.html#/tokens/${token.id}/edit`);
      await click(page, { role: 'field', name: 'Sensitive…' });
      await fill(page, 'What is it for?', PURPOSE);
      await click(page, { role: 'button', name: 'Save' });
      await find(page, { role: 'button', name: 'Confirm with your passkey' });
      expect(await api.get(token.id)).toMatchObject({ sensitive: true, purpose: '' });
      await stage.picture(page, '11-sensitive-asks');
      const window = await openWindow(page, 'Confirm with your passkey');
      await clickLast(window, 'Confirm with your passkey');
      await page.bringToFront();
      await find(page, { role: 'heading', name: NAME });
      expect(await api.get(token.id)).toMatchObject({ sensitive: false, purpose: PURPOSE });
      await page.close();
    });

    it('asks for it before a token is deleted, and keeps the name that was typed', async () => {
      letTimePass();
      const page = await tokenPage();
      await click(page, { role: 'button', name: 'Delete' });
      await fill(page, 'Type the name to confirm', NAME);
      await click(page, { role: 'button', name: 'Delete token' });
      await find(page, { role: 'button', name: 'Confirm with your passkey' });
      expect((await api.get(token.id)).status).toBe('active');
      const typed = await find(page, { role: 'field', name: 'Type the name to confirm' });
      expect(await typed.evaluate((field) => (field as HTMLInputElement).value)).toBe(NAME);
      await stage.picture(page, '11-delete-asks');
      const window = await openWindow(page, 'Confirm with your passkey');
      await clickLast(window, 'Confirm with your passkey');
      await page.bringToFront();
      await seeText(page, `“${NAME}” is deleted`);
      await stage.picture(page, '11-deleted');
      expect((await api.get(token.id)).status).toBe('deleted');
      await page.close();
    });

    it('puts each use of it on record', async () => {
      const page = await stage.openExtension('options.html#/audit');
      for (const words of ['added a passkey', 'confirmed with a passkey', 'exported the log']) {
        await seeText(page, words);
      }
      await stage.picture(page, '11-audit');
      await page.close();
    });
  });
}
