import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { freePort } from '../../scripts/free-port.ts';
import { signInWindow } from '../../scripts/sign-in.ts';
import {
  ssoSettings,
  startCompanyProvider,
  type CompanyProvider,
} from '../service/support/company-provider.ts';
import { click, fill, find, seeText, shows } from './support/find.ts';
import { changeDatabase } from './support/service-database.ts';
import { BROWSER, setStage, type Stage } from './support/story.ts';
import { violations } from './support/violations.ts';

const COMPANY_ACCOUNT = { role: 'link', name: 'Sign in with your company account' } as const;
const SAID = '<img src=x onerror="document.title=1"><b>Ask the “IT” desk</b>';

let stage: Stage;
let company: CompanyProvider;
beforeAll(async () => {
  const port = await freePort();
  stage = await setStage({
    serviceSettings: ssoSettings(port, {
      OIDC_ADMIN_GROUP: 'token-admins',
      OIDC_EMAIL_DOMAINS: 'northwind.example',
    }),
  });
  company = await startCompanyProvider(port, stage.service.address);
  company.loginPage = 'shown';
  company.users.set('bea', {
    email: 'bea@northwind.example',
    name: 'Bea Builder',
    groups: ['staff', 'token-admins'],
  });
  company.users.set('max', { email: 'max@northwind.example', name: 'Max Member' });
  company.users.set('eve', { email: 'eve@elsewhere.example', name: 'Eve Elsewhere' });
  await stage.signIn();
});
afterAll(async () => {
  await stage.close();
  await company.stop();
});

/** Opens the sign-in window and goes on to the company’s own login page, which asks who it is. */
async function toCompany(page: Page, button: 'Sign in' | 'Unlock'): Promise<Page> {
  const appeared = signInWindow(stage.browser, stage.service.address);
  await click(page, { role: 'button', name: button });
  const window = await appeared;
  await click(window, COMPANY_ACCOUNT);
  await find(window, { role: 'heading', name: 'Northwind login' });
  return window;
}

/** Says there who it is. The window may close itself during the click, which looks like a failed one. */
async function loginAs(window: Page, person: 'bea' | 'max' | 'eve'): Promise<void> {
  company.current = person;
  await click(window, { role: 'button', name: 'That’s me' }).catch(() => undefined);
}

async function signOut(): Promise<Page> {
  const page = await stage.openExtension('options.html#/settings');
  await click(page, { role: 'button', name: 'Sign out' });
  await page.waitForFunction(() => location.hash === '#/welcome');
  return page;
}

/** Looks at a page of the window: in Chromium in the dark and in the light, which Firefox has no command for. */
async function look(window: Page, name: string): Promise<void> {
  for (const theme of BROWSER === 'chromium' ? (['dark', 'light'] as const) : []) {
    await window.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: theme }]);
    await stage.picture(window, `12-${name}-${theme}`);
    expect(await violations(window)).toEqual([]);
  }
  if (BROWSER === 'firefox') await stage.picture(window, `12-${name}`);
}

it('makes an admin of whoever is in the company’s group', async () => {
  const page = await signOut();
  await loginAs(await toCompany(page, 'Sign in'), 'bea');
  await find(page, { role: 'heading', name: 'Tokens' });
  await find(page, { role: 'link', name: 'People' });
  await page.close();
  const people = await stage.openExtension('options.html#/people');
  await click(people, { role: 'link', name: 'Bea Builder…' });
  await seeText(people, 'through your company’s account');
  await stage.picture(people, '12-person');
  await people.close();
});

it('makes a member of everybody else', async () => {
  const page = await signOut();
  await loginAs(await toCompany(page, 'Sign in'), 'max');
  await find(page, { role: 'heading', name: 'Tokens' });
  await seeText(page, 'Max Member');
  expect(await shows(page, { role: 'link', name: 'People' })).toBe(false);
  await page.close();
});

it('asks who it is before it unlocks, although the company’s sign-in remembers the person', async () => {
  const page = await stage.openExtension('options.html#/tokens');
  await click(page, { role: 'button', name: 'Lock now' });
  await find(page, { role: 'heading', name: 'Locked' });
  const asked = company.asked;
  const window = await toCompany(page, 'Unlock');
  expect(company.asked).toBe(asked + 1);
  await loginAs(window, 'max');
  await find(page, { role: 'heading', name: 'Tokens' });
  await page.close();
});

it('says plainly that the sign-in has ended when the company knows the person no longer', async () => {
  const popup = await stage.openExtension('popup.html');
  await find(popup, { role: 'button', name: 'Lock now' });
  await popup.close();
  company.users.delete('max');
  // As ten minutes later: the browser has to renew its sign-in.
  changeDatabase(stage.service, "DELETE FROM oidc_payloads WHERE model = 'AccessToken'");
  const again = await stage.openExtension('popup.html');
  await seeText(again, 'Your sign-in has ended');
  await seeText(again, 'As of ');
  expect(await shows(again, { role: 'any', name: 'Offline…' })).toBe(false);
  await stage.picture(again, '12-ended');
  await again.close();
});

it('refuses a person of a foreign domain in plain words, with a way on', async () => {
  const page = await stage.openExtension('popup.html');
  const window = await toCompany(page, 'Sign in');
  await loginAs(window, 'eve');
  await seeText(window, 'Accounts with this e-mail domain may not sign in here.');
  await look(window, 'foreign-domain');
  await click(window, { role: 'link', name: 'Try again, or another way' });
  await find(window, COMPANY_ACCOUNT);
  await look(window, 'ways');
  await window.close();
  await page.close();
});

it('shows what the company’s sign-in says against somebody as text, and lets the set-up code in all the same', async () => {
  const page = await stage.openExtension('options.html#/tokens');
  const window = await toCompany(page, 'Sign in');
  company.denial = { error: 'access_denied', description: SAID };
  await loginAs(window, 'bea');
  await seeText(window, SAID);
  expect(await window.evaluate(() => document.querySelectorAll('img, b').length)).toBe(0);
  await look(window, 'denied');
  await click(window, { role: 'link', name: 'Try again, or another way' });
  await fill(window, 'Code or invitation link', stage.service.setupCode());
  await click(window, { role: 'button', name: 'Sign in' }).catch(() => undefined);
  await seeText(page, 'Ada Admin');
  await find(page, { role: 'link', name: 'People' });
  await page.close();
});
