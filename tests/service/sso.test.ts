import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { Authenticator } from './support/authenticator.ts';
import { Browser, type Page, type Session } from './support/browser.ts';
import {
  ssoSettings,
  startCompanyProvider,
  type CompanyProvider,
} from './support/company-provider.ts';
import { begun, codeFor, enter, goToCompany } from './support/company-window.ts';
import { DATABASES } from './support/database.ts';
import { freePort } from './support/free-port.ts';
import { auditOf } from './support/http.ts';
import { passkeyForm } from './support/passkey-form.ts';
import { signedInPerson } from './support/signed-in-person.ts';
import { startService, type TestService } from './support/start-service.ts';

const BEA = { email: 'bea@northwind.example', name: 'Bea Builder', groups: ['staff'] };
const HOUR_MS = 60 * 60_000;

describe.each(DATABASES)('single sign-on on %s', (kind) => {
  let service: TestService;
  let company: CompanyProvider;
  let port: number;
  beforeAll(async () => {
    port = await freePort();
    service = await startService(kind, {
      more: ssoSettings(port, {
        OIDC_ADMIN_GROUP: 'token-admins',
        OIDC_EMAIL_DOMAINS: 'northwind.example, northwind.test',
      }),
    });
    await new Browser(service.address).signIn({
      code: await codeFor(service),
      name: 'First',
      company: 'Northwind',
    });
  });
  beforeEach(async () => {
    company = await startCompanyProvider(port, service.address);
    return () => company.stop();
  });
  afterAll(() => service.stop());

  let people = 0;
  const comes = (user: Partial<typeof BEA> & { email_verified?: boolean } = {}): string => {
    people += 1;
    company.current = `person-${people}`;
    company.users.set(company.current, {
      ...BEA,
      email: `bea.${people}@northwind.example`,
      ...user,
    });
    return company.current;
  };
  const me = async (browser: Browser, session: Session) =>
    (await browser.call('GET', '/v1/me', session.accessToken)).json();

  test('a first-time person becomes a member by their group, and is on record', async () => {
    comes({ name: 'Bea Builder' });
    const { browser, session } = await enter(service, company);
    expect(await me(browser, session)).toMatchObject({
      name: 'Bea Builder',
      role: 'member',
      email: `bea.${people}@northwind.example`,
    });
    const actions = (await auditOf(service)).slice(0, 2).map((event) => [event.action, event.via]);
    expect(actions).toEqual([
      ['session.signed_in', 'sso'],
      ['member.joined', 'sso'],
    ]);
  });

  test('the admin group makes an admin, at each sign-in and each refresh anew', async () => {
    const sub = comes({ groups: ['token-admins'] });
    const { browser, session } = await enter(service, company);
    const first = await me(browser, session);
    expect(first.role).toBe('admin');
    company.users.set(sub, { ...company.users.get(sub)!, groups: [] });
    const refreshed = await browser.refresh(session.refreshToken);
    expect(await me(browser, refreshed)).toMatchObject({ id: first.id, role: 'member' });
    company.users.set(sub, { ...company.users.get(sub)!, groups: ['token-admins'] });
    const again = await enter(service, company);
    expect(await me(again.browser, again.session)).toMatchObject({ id: first.id, role: 'admin' });
    expect(await auditOf(service)).toContainEqual(
      expect.objectContaining({ action: 'member.changed', via: 'sso' }),
    );
  });

  test('the last admin stays one, whatever the group says, and that is on record', async () => {
    const { db } = service.store;
    const sub = comes({ groups: ['token-admins'] });
    const { browser, session } = await enter(service, company);
    const { id } = await me(browser, session);
    const admins = db.updateTable('members').where('role', '=', 'admin').where('id', '!=', id);
    await admins.set({ status: 'blocked' }).execute();
    company.users.set(sub, { ...company.users.get(sub)!, groups: [] });
    const again = await enter(service, company);
    await admins.set({ status: 'active' }).execute();
    expect((await me(again.browser, again.session)).role).toBe('admin');
    expect(await auditOf(service)).toContainEqual(
      expect.objectContaining({
        action: 'member.changed',
        detail: expect.objectContaining({ kept: 'last_admin' }),
      }),
    );
  });

  test.each([
    ['an address that the provider has not verified', { email_verified: false }, 'no verified'],
    ['another domain', { email: 'eve@evil.example' }, 'this e-mail domain'],
    ['a domain below the allowed one', { email: 'eve@x.northwind.example' }, 'this e-mail domain'],
    ['two at-signs', { email: 'eve@evil.example@northwind.example' }, 'no verified'],
  ])('%s is refused in words, on a page of 200, and on record', async (_what, user, words) => {
    comes(user);
    const { end } = await goToCompany(service, company);
    expect([end.status, end.leftTo]).toEqual([200, null]);
    expect(end.text).toContain(words);
    expect((await auditOf(service))[0]).toMatchObject({ action: 'sign_in.refused', via: 'sso' });
  });

  test('an invited person is linked by their verified address, and known by their subject then', async () => {
    await signedInPerson(service, 'Invited Ida', { email: 'Ida@Northwind.example' });
    const sub = comes({ email: 'ida@northwind.example' });
    const { browser, session } = await enter(service, company);
    expect(await me(browser, session)).toMatchObject({ name: 'Invited Ida' });
    company.users.set(sub, { ...company.users.get(sub)!, email: 'ida.new@northwind.example' });
    const again = await enter(service, company);
    expect(await me(again.browser, again.session)).toMatchObject({ name: 'Invited Ida' });
    comes({ email: 'ida.new@northwind.example', name: 'Another Ida' });
    const other = await enter(service, company);
    expect(await me(other.browser, other.session)).toMatchObject({ name: 'Another Ida' });
  });

  test('whoever is blocked here stays out, under a new account with the same address too', async () => {
    comes({ email: 'bob@northwind.example' });
    const { browser, session } = await enter(service, company);
    const { id } = await me(browser, session);
    await service.store.db
      .updateTable('members')
      .set({ status: 'blocked' })
      .where('id', '=', id)
      .execute();
    const { end } = await goToCompany(service, company);
    expect(end.text).toContain('You can’t sign in here any more');
    comes({ email: 'BOB@northwind.example' });
    const anew = await goToCompany(service, company);
    expect(anew.end.text).toContain('You can’t sign in here any more');
    await expect(browser.refresh(session.refreshToken)).rejects.toThrow();
  });

  test('what the provider says against it is shown as text, never as markup', async () => {
    company.denial = {
      error: 'access_denied',
      description: '<img src=x onerror=alert(1)>Ask the “IT” desk',
    };
    const { end } = await goToCompany(service, company);
    expect([end.status, end.leftTo]).toEqual([200, null]);
    expect(end.text).not.toContain('<img');
    expect(end.text).toContain('&lt;img src=x onerror=alert(1)&gt;');
  });

  test('a person removed at the provider cannot refresh; their sessions end, on record', async () => {
    const sub = comes();
    const { browser, session } = await enter(service, company);
    const once = await browser.refresh(session.refreshToken);
    const twice = await browser.refresh(once.refreshToken);
    company.users.delete(sub);
    await expect(browser.refresh(twice.refreshToken)).rejects.toThrow();
    const call = await browser.call('GET', '/v1/me', twice.accessToken);
    expect(call.status).toBe(401);
    expect(await auditOf(service, '&action=session.ended')).toContainEqual(
      expect.objectContaining({ detail: expect.objectContaining({ reason: 'provider' }) }),
    );
  });

  test('refreshes at the same moment ask the provider one at a time, and all get through', async () => {
    comes();
    const one = await enter(service, company);
    const other = await enter(service, company);
    const replica = await startService(kind, {
      database: service.database,
      publicUrl: service.address,
      more: ssoSettings(port),
    });
    await Promise.all([one, other].map((at) => at.browser.refresh(at.session.refreshToken)));
    expect((await me(one.browser, one.session)).role).toBe('member');
    await replica.stop();
  });

  test('while the provider is down for less than an hour people stay in; after that unknown is no', async () => {
    comes();
    const { browser, session } = await enter(service, company);
    const { id } = await me(browser, session);
    await company.stop();
    const refreshed = await browser.refresh(session.refreshToken);
    const set = (ago: number) =>
      service.store.db
        .updateTable('upstream_accounts')
        .set({ checked_at: new Date(Date.now() - ago).toISOString() })
        .where('member_id', '=', id)
        .execute();
    await set(HOUR_MS + 1_000);
    await expect(browser.refresh(refreshed.refreshToken)).rejects.toThrow();
    company = await startCompanyProvider(port, service.address);
    company.users.set(`person-${people}`, { ...BEA, email: `bea.${people}@northwind.example` });
    // Its refresh tokens died with it, so this sign-in is over; but it was not thrown away before.
    expect((await browser.call('GET', '/v1/me', refreshed.accessToken)).status).toBe(200);
  });

  test('while the provider will not say whom it knows, people stay in for a quarter of an hour, not longer', async () => {
    const { db } = service.store;
    const sub = comes();
    const { browser, session } = await enter(service, company);
    const { id } = await me(browser, session);
    const row = db.selectFrom('upstream_accounts').where('member_id', '=', id);
    const checkedAt = async () => (await row.select('checked_at').executeTakeFirst())!.checked_at;
    const lastGood = async (minutesAgo: number): Promise<string> => {
      const at = new Date(Date.now() - minutesAgo * 60_000).toISOString();
      await db
        .updateTable('upstream_accounts')
        .set({ checked_at: at })
        .where('member_id', '=', id)
        .execute();
      return at;
    };
    company.userinfoFails = true;
    const at = await lastGood(14);
    const refreshed = await browser.refresh(session.refreshToken);
    // What was not checked does not count as checked.
    expect(await checkedAt()).toBe(at);
    await lastGood(15);
    await expect(browser.refresh(refreshed.refreshToken)).rejects.toThrow();
    company.userinfoFails = false;
    const back = await browser.refresh(refreshed.refreshToken);
    expect((await me(browser, back)).role).toBe('member');
    company.users.delete(sub);
    await expect(browser.refresh(back.refreshToken)).rejects.toThrow();
  });

  test('attack: at a browser that the provider remembers, whoever sits there is asked who they are', async () => {
    comes();
    const remembering = new Browser(company.address);
    const come = async () => {
      const { browser, page } = await begun(service);
      const to = await browser.open(`${page.url}/sso`);
      return browser.open((await remembering.open(to.leftTo!.href)).leftTo!.href);
    };
    expect((await come()).leftTo).not.toBeNull();
    expect((await come()).leftTo).not.toBeNull();
    expect(company.asked).toBe(2);
  });

  test('attack: a provider that asked nobody, and says so, lets nobody in', async () => {
    comes();
    company.authTime = Math.floor(Date.now() / 1_000) - 10 * 60;
    const { end } = await goToCompany(service, company);
    expect([end.status, end.leftTo]).toEqual([200, null]);
    expect(end.text).toContain('did not ask who you are');
    expect((await auditOf(service))[0]).toMatchObject({
      action: 'sign_in.refused',
      detail: { reason: 'not_asked_anew' },
    });
  });

  test('while the provider is down its button says so, and a code still signs in', async () => {
    const fresh = await startService(kind, { more: ssoSettings(await freePort()) });
    const admin = new Browser(fresh.address);
    await admin.signIn({ code: await codeFor(fresh), name: 'First', company: 'Northwind' });
    const browser = new Browser(fresh.address);
    const { page } = await browser.beginSignIn();
    expect(page.text).toContain('Sign in with your company account');
    const down = await browser.open(`${page.url}/sso`);
    expect([down.status, down.leftTo]).toEqual([200, null]);
    expect(down.text).toContain('cannot be reached just now');
    expect((await browser.open(page.url, { code: await codeFor(fresh) })).leftTo).not.toBeNull();
    await fresh.stop();
  });

  test('without a refresh token of the provider a sign-in lasts twelve hours', async () => {
    company.givesRefreshTokens = false;
    comes();
    const { browser, session } = await enter(service, company);
    const refreshed = await browser.refresh(session.refreshToken);
    await service.store.db
      .updateTable('upstream_accounts')
      .set({ checked_at: new Date(Date.now() - 12 * HOUR_MS - 1_000).toISOString() })
      .where('sealed', 'is', null)
      .execute();
    await expect(browser.refresh(refreshed.refreshToken)).rejects.toThrow();
    expect((await browser.call('GET', '/v1/me', refreshed.accessToken)).status).toBe(401);
  });

  test('attack: an answer of the provider in another browser, or a second time, signs nobody in', async () => {
    comes();
    const victim = new Browser(service.address);
    await victim.beginSignIn();
    const { browser, callback } = await goToCompany(service, company, { stopBefore: 'callback' });
    const elsewhere = await victim.open(callback);
    expect([elsewhere.leftTo, elsewhere.text.includes('another window')]).toEqual([null, true]);
    const late = await browser.open(callback);
    expect([late.leftTo, late.text.includes('another window')]).toEqual([null, true]);
  });

  test.each([
    ['another issuer (mix-up, RFC 9207)', (url: URL) => url.searchParams.set('iss', 'http://evil')],
    ['no issuer', (url: URL) => url.searchParams.delete('iss')],
    ['another code', (url: URL) => url.searchParams.set('code', 'x'.repeat(43))],
  ])('attack: an answer with %s is refused', async (_what, twist) => {
    comes();
    const { browser, callback } = await goToCompany(service, company, { stopBefore: 'callback' });
    const url = new URL(callback);
    twist(url);
    const end = await browser.open(url.href);
    expect([end.status, end.leftTo]).toEqual([200, null]);
    expect(end.text).toContain('could not be used');
  });

  test('the cookie of an attempt is for its own pages, and out of reach of scripts', async () => {
    const { page, browser } = await begun(service);
    const answer = await browser.raw(`${page.url}/sso`);
    const cookie = answer.headers.getSetCookie().find((line) => line.startsWith('sso_attempt='));
    expect(cookie).toMatch(/HttpOnly/i);
    expect(cookie).toMatch(/SameSite=Lax/i);
    expect(cookie).toMatch(/Path=\/sign-in\/sso(;|$)/i);
  });

  test('the provider’s refresh token is sealed at rest', async () => {
    comes();
    await enter(service, company);
    const rows = await service.store.db
      .selectFrom('upstream_accounts')
      .select('sealed')
      .where('sealed', 'is not', null)
      .execute();
    expect(rows.length).toBeGreaterThan(0);
    // IV and tag alone are 28 bytes; an opaque token of the provider has 43 characters.
    for (const row of rows) expect(row.sealed!.length).toBeGreaterThan((28 * 4) / 3 + 43);
  });

  test('a passkey does not outlive the company account', async () => {
    const named = await startService(kind, { name: 'localhost', more: ssoSettings(port) });
    await company.stop();
    company = await startCompanyProvider(port, named.address);
    const first = new Browser(named.address);
    const admin = await first.beginSignIn();
    await first.open(admin.page.url, {
      code: await codeFor(named),
      name: 'First',
      company: 'Northwind',
    });
    const sub = comes();
    const key = new Authenticator(named.address);
    const { browser, end } = await goToCompany(named, company);
    const add = passkeyForm(end);
    expect(end.text).toContain('Add a passkey');
    expect((await browser.open(add.action, { answer: key.add(add.asked) })).leftTo).not.toBeNull();
    const byPasskey = async (): Promise<Page> => {
      const { page, browser: window } = await begun(named);
      const { action, asked } = passkeyForm(page);
      return window.open(action, { answer: key.use(asked) });
    };
    expect((await byPasskey()).leftTo).not.toBeNull();
    company.users.delete(sub);
    const refused = await byPasskey();
    expect([refused.status, refused.leftTo]).toEqual([200, null]);
    expect(refused.text).toContain('Your company account has ended');
    await named.stop();
  });
});
