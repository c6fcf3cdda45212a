import { createHash } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { REDIRECT_URIS } from '../../contract/extension-ids.ts';
import { HOST_ACTOR } from '../../service/audit/write-audit.ts';
import { makeSetupCode } from '../../service/auth/setup-code.ts';
import { Browser, type Page } from './support/browser.ts';
import { DATABASES } from './support/database.ts';
import { auditOf } from './support/http.ts';
import { startService, type TestService } from './support/start-service.ts';

const ADA = { name: 'Ada Admin', company: 'Northwind <Traders>' };
const MINUTE_MS = 60_000;

const codeFor = async (service: TestService, at = new Date()): Promise<string> =>
  (await makeSetupCode(service.store, HOST_ACTOR, at)).code;
const isForm = (page: Page): boolean => page.status === 200 && page.text.includes('name="code"');

describe.each(DATABASES)('the first sign-in on %s', (kind) => {
  let service: TestService;
  beforeEach(async () => {
    service = await startService(kind);
  });
  afterEach(() => service.stop());

  test('whoever enters the code becomes the first admin, and names themself and the company', async () => {
    const browser = new Browser(service.address);
    const session = await browser.signIn({ ...ADA, code: await codeFor(service) });
    const me = await browser.call('GET', '/v1/me', session.accessToken);
    expect(await me.json()).toMatchObject({
      ...ADA,
      role: 'admin',
      id: expect.stringMatching(/^mem_/),
    });
    const actions = (await auditOf(service)).map((event) => [event.action, event.actor.name]);
    expect(actions.slice(0, 2)).toEqual([
      ['session.signed_in', 'Ada Admin'],
      ['setup.completed', 'Ada Admin'],
    ]);
  });

  test('a code typed small and without dashes is the same code', async () => {
    const code = (await codeFor(service)).toLowerCase().replaceAll('-', ' ');
    await new Browser(service.address).signIn({ ...ADA, code });
  });

  test('a wrong code brings the form again, with a word on it and all else that was typed', async () => {
    const browser = new Browser(service.address);
    const code = await codeFor(service);
    const { page, verifier } = await browser.beginSignIn();
    const again = await browser.open(page.url, { ...ADA, code: 'AAAA-BBBB-CCCC' });
    expect(isForm(again)).toBe(true);
    expect(again.text).toContain('This code is not right');
    expect(again.text).toContain('value="Ada Admin"');
    expect(again.text).toContain('value="Northwind &lt;Traders&gt;"');
    const end = await browser.open(again.url, { ...ADA, code });
    await browser.finishSignIn(end, verifier);
  });

  test('the window speaks the language that the browser asks for, refusals too', async () => {
    const browser = new Browser(service.address);
    const { page, verifier } = await browser.beginSignIn();
    const german = { 'accept-language': 'de-AT,de;q=0.9,en;q=0.8' };
    const first = await browser.open(page.url, undefined, german);
    expect(first.text).toContain('<html lang="de">');
    expect(first.text).toContain('Einrichtungscode');
    const wrong = await browser.open(page.url, { ...ADA, code: 'AAAA-BBBB-CCCC' }, german);
    expect(wrong.text).toContain('Dieser Code stimmt nicht');
    expect(wrong.text).toContain('value="Northwind &lt;Traders&gt;"');
    const code = await codeFor(service);
    await browser.finishSignIn(await browser.open(wrong.url, { ...ADA, code }, german), verifier);
    const later = await browser.beginSignIn();
    const again = await browser.open(later.page.url, undefined, german);
    expect(again.text).toContain(
      'Beim Tokendienst von <strong>Northwind &lt;Traders&gt;</strong>.',
    );
  });

  test('a missing name or company is asked for, and the code stays good', async () => {
    const browser = new Browser(service.address);
    const code = await codeFor(service);
    const { page } = await browser.beginSignIn();
    expect((await browser.open(page.url, { code, name: '', company: 'C' })).text).toContain(
      'say your name',
    );
    expect((await browser.open(page.url, { code, name: 'N', company: ' ' })).text).toContain(
      'company’s name',
    );
    expect((await browser.open(page.url, { ...ADA, code })).leftTo).not.toBeNull();
  });

  test('a code works once', async () => {
    const code = await codeFor(service);
    await new Browser(service.address).signIn({ ...ADA, code });
    const second = new Browser(service.address);
    const { page } = await second.beginSignIn();
    expect(isForm(await second.open(page.url, { code }))).toBe(true);
  });

  test('a code of 15 minutes ago, and one that a newer one replaced, no longer work', async () => {
    const browser = new Browser(service.address);
    const { page } = await browser.beginSignIn();
    const old = await codeFor(service, new Date(Date.now() - 15 * MINUTE_MS));
    expect(isForm(await browser.open(page.url, { ...ADA, code: old }))).toBe(true);
    const replaced = await codeFor(service);
    const newest = await codeFor(service);
    expect(isForm(await browser.open(page.url, { ...ADA, code: replaced }))).toBe(true);
    expect((await browser.open(page.url, { ...ADA, code: newest })).leftTo).not.toBeNull();
  });

  test('of two browsers that send one code at the same moment, on two replicas, one gets in', async () => {
    const replica = await startService(kind, { database: service.database });
    const code = await codeFor(service);
    const sends = await Promise.all(
      [service, replica, service, replica].map(async ({ address }) => {
        const browser = new Browser(address);
        const { page } = await browser.beginSignIn();
        return () => browser.open(page.url, { ...ADA, code });
      }),
    );
    const pages = await Promise.all(sends.map((send) => send()));
    expect(pages.filter((page) => page.leftTo !== null)).toHaveLength(1);
    expect(pages.filter(isForm)).toHaveLength(3);
    const members = await service.store.db.selectFrom('members').select('id').execute();
    expect(members).toHaveLength(1);
    await replica.stop();
  });

  test('codes made on four replicas at once leave one that works', async () => {
    const made = await Promise.all([1, 2, 3, 4].map(() => codeFor(service)));
    const open = await service.store.db
      .selectFrom('setup_codes')
      .select('id')
      .where('used_at', 'is', null)
      .execute();
    expect(made).toHaveLength(4);
    expect(open).toHaveLength(1);
  });

  test('after ten wrong codes in a minute even the right one has to wait', async () => {
    const browser = new Browser(service.address);
    const code = await codeFor(service);
    const { page } = await browser.beginSignIn();
    for (let i = 0; i < 10; i++)
      await browser.open(page.url, { ...ADA, code: `WRNG-CDE2-222${i + 2}` });
    const refused = await browser.open(page.url, { ...ADA, code });
    expect(isForm(refused)).toBe(true);
    expect(refused.text).toContain('Too many wrong codes');
  });

  test('a form of a megabyte is not read', async () => {
    const browser = new Browser(service.address);
    const { page } = await browser.beginSignIn();
    const more = 'x'.repeat(1_000_000);
    const code = await codeFor(service);
    expect(isForm(await browser.open(page.url, { ...ADA, code, more }))).toBe(true);
    const members = await service.store.db.selectFrom('members').select('id').execute();
    expect(members).toEqual([]);
  });
});

describe('the sign-in window', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startService('sqlite');
    await new Browser(service.address).signIn({ ...ADA, code: await codeFor(service) });
  });
  afterAll(() => service.stop());

  test('later sign-ins ask for a code alone, and enter as that admin', async () => {
    const browser = new Browser(service.address);
    const { page } = await browser.beginSignIn();
    expect(page.text).toContain('Northwind &lt;Traders&gt;');
    expect(page.text).not.toContain('name="company"');
    const session = await new Browser(service.address).signIn({ code: await codeFor(service) });
    expect(session.refreshToken).toEqual(expect.any(String));
  });

  test('its policy allows its own style, no script, no frame, and the redirect at the end', async () => {
    const { page } = await new Browser(service.address).beginSignIn();
    const csp = page.headers.get('content-security-policy') ?? '';
    const style = /<style>([^]*)<\/style>/.exec(page.text)?.[1] ?? '';
    const hash = createHash('sha256').update(style).digest('base64');
    expect(csp).toContain(`style-src 'sha256-${hash}'`);
    expect(csp).toContain("default-src 'none'");
    expect(csp).toContain("frame-ancestors 'none'");
    for (const uri of REDIRECT_URIS) expect(csp).toContain(new URL(uri).origin);
    expect(page.headers.get('cache-control')).toBe('no-store');
    expect(page.headers.get('referrer-policy')).toBe('no-referrer');
    expect(page.text).not.toContain('<script');
  });

  test('a page of it that is over, or that another browser began, says so with a 200', async () => {
    const { page } = await new Browser(service.address).beginSignIn();
    const other = new Browser(service.address);
    for (const url of [page.url, `${service.address}/sign-in/unknown`]) {
      for (const form of [undefined, { code: await codeFor(service) }]) {
        const answer = await other.open(url, form);
        expect([answer.status, answer.text.includes('This sign-in is over')]).toEqual([200, true]);
      }
    }
  });

  test.each([
    ['another address', { redirect_uri: 'https://evil.example.com/' }],
    ['a longer address', { redirect_uri: `${REDIRECT_URIS[0]!}more` }],
    ['another extension', { redirect_uri: `https://${'a'.repeat(32)}.chromiumapp.org/` }],
    ['another client', { client_id: 'other' }],
  ])('it never leads to %s', async (_what, change) => {
    const browser = new Browser(service.address);
    const { url } = await browser.authorizationUrl(change);
    const page = await browser.open(url);
    expect(page.leftTo).toBeNull();
    expect(page.status).toBe(400);
    expect(page.text).not.toContain('evil');
  });

  test.each([
    ['no PKCE', { code_challenge: null, code_challenge_method: null }],
    ['plain PKCE', { code_challenge_method: 'plain' }],
    ['an implicit answer', { response_type: 'token' }],
  ])('%s is refused', async (_what, change) => {
    const browser = new Browser(service.address);
    const { url } = await browser.authorizationUrl(change);
    const page = await browser.open(url);
    expect(page.leftTo?.searchParams.get('error') ?? page.leftTo?.hash ?? page.text).toMatch(
      /invalid_request|unsupported_response_type/,
    );
    expect(page.leftTo?.searchParams.get('code') ?? null).toBeNull();
  });

  test('it is not open to a form from elsewhere: its cookies are for this site alone', async () => {
    const { url } = await new Browser(service.address).authorizationUrl();
    const response = await fetch(url, { redirect: 'manual' });
    const cookies = response.headers.getSetCookie();
    expect(cookies.length).toBeGreaterThan(0);
    for (const cookie of cookies) {
      expect(cookie).toMatch(/samesite=lax/i);
      expect(cookie).toMatch(/httponly/i);
    }
  });
});
