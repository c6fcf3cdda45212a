import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Authenticator } from './support/authenticator.ts';
import { Browser, type Session } from './support/browser.ts';
import {
  ssoSettings,
  startCompanyProvider,
  type CompanyProvider,
} from './support/company-provider.ts';
import { begun, codeFor, goToCompany } from './support/company-window.ts';
import { DATABASES } from './support/database.ts';
import { freePort } from './support/free-port.ts';
import { created } from './support/http.ts';
import { anIssued } from './support/makers.ts';
import { passkeyForm, signInByPasskey } from './support/passkey-form.ts';
import { peopleRows } from './support/people-rows.ts';
import { startService, type TestService } from './support/start-service.ts';

const ADMINS = ['token-admins'];
const STEP_UP = { prompt: 'login', acr_values: 'passkey' };

describe.each(DATABASES)('ways around the passkey check on %s', (kind) => {
  let service: TestService;
  let company: CompanyProvider;
  let ada: Authenticator;
  let early: Awaited<ReturnType<typeof goToCompany>>;
  beforeAll(async () => {
    const port = await freePort();
    service = await startService(kind, {
      name: 'localhost',
      more: ssoSettings(port, { OIDC_ADMIN_GROUP: 'token-admins' }),
    });
    company = await startCompanyProvider(port, service.address);
    const { browser, page, verifier } = await begun(service);
    const add = await browser.open(page.url, {
      code: await codeFor(service),
      name: 'First',
      company: 'Northwind',
    });
    await browser.finishSignIn(await browser.open(`${page.url}/not-now`, {}), verifier);
    expect(add.text).toContain('Add a passkey');
    company.current = 'ada';
    company.users.set('ada', {
      email: 'ada@northwind.example',
      name: 'Ada Admin',
      groups: ADMINS,
    });
    ada = new Authenticator(service.address);
    early = await goToCompany(service, company);
    const window = await goToCompany(service, company);
    const form = passkeyForm(window.end);
    await window.browser.open(form.action, { answer: ada.add(form.asked) });
  });
  afterAll(async () => {
    await company.stop();
    await service.stop();
  });

  test('attack: whoever has the company account alone adds no passkey beside the one that is there', async () => {
    // At a browser that was left open the company's sign-in lets anybody through.
    const browser = new Browser(service.address);
    const { page } = await browser.beginSignIn(STEP_UP);
    const to = await browser.open(`${page.url}/sso`);
    const back = await new Browser(company.address).open(to.leftTo!.href);
    // Comes back, and goes elsewhere than where the service leads.
    const landed = await browser.raw(back.leftTo!.href);
    expect(landed.headers.get('location')).toBe(new URL(`${page.url}/arrived`).pathname);
    const add = await browser.open(`${page.url}/add-passkey`);
    expect(add.text).not.toContain('Add a passkey');
    expect(add.text).toContain('Confirm with your passkey');
  });

  test('attack: a page to add a passkey that was opened before there was one adds none after', async () => {
    const form = passkeyForm(early.end);
    const thief = new Authenticator(service.address);
    const end = await early.browser.open(form.action, { answer: thief.add(form.asked) });
    expect(end.leftTo).toBeNull();
    const passkeys = await service.store.db.selectFrom('passkeys').select('id').execute();
    expect(passkeys).toHaveLength(1);
  });

  test.each([
    ['confirm', STEP_UP],
    ['sign in or unlock', { prompt: 'login' }],
    ['sign in, by whatever address the window was opened with', {}],
  ])('attack: to %s, the company’s provider is told to ask anew', async (_what, change) => {
    const browser = new Browser(service.address);
    const { page } = await browser.beginSignIn(change);
    const asked = (await browser.open(`${page.url}/sso`)).leftTo!.searchParams;
    expect([asked.get('prompt'), asked.get('max_age')]).toEqual(['login', '0']);
  });

  test('attack: a token is not first marked as harmless and then revealed', async () => {
    const byKey = new Browser(service.address);
    const confirmed = await signInByPasskey(byKey, ada);
    await byKey.call('PATCH', '/v1/company', confirmed.accessToken, { confirmWithPasskey: true });
    const token = await created(service, anIssued({ sensitive: true }));
    await service.store.db.updateTable('browser_sessions').set({ confirmed_at: null }).execute();
    const mark = (sensitive: boolean) => patched(byKey, confirmed, token.id, { sensitive });
    expect(await mark(false)).toMatchObject({ error: { code: 'passkey_needed' } });
    expect(await patched(byKey, confirmed, token.id, { purpose: 'Still mine' })).toMatchObject({
      sensitive: true,
      purpose: 'Still mine',
    });
    const plain = await created(service, anIssued());
    expect(await patched(byKey, confirmed, plain.id, { sensitive: true })).toMatchObject({
      sensitive: true,
    });
  });

  test('attack: a blocked admin is not let in again without the check that making an admin wants', async () => {
    const byKey = new Browser(service.address);
    const { accessToken } = await signInByPasskey(byKey, ada);
    await byKey.call('PATCH', '/v1/company', accessToken, { confirmWithPasskey: true });
    const blocked = async (role: 'admin' | 'member'): Promise<string> => {
      const id = await peopleRows.member(service.store, role);
      const row = service.store.db.updateTable('members').where('id', '=', id);
      await row.set({ status: 'blocked' }).execute();
      return `/v1/members/${id}`;
    };
    const [admin, member] = [await blocked('admin'), await blocked('member')];
    await service.store.db.updateTable('browser_sessions').set({ confirmed_at: null }).execute();
    const unblock = (path: string) =>
      byKey.call('PATCH', path, accessToken, { status: 'active' }).then(({ status }) => status);
    expect(await unblock(admin)).toBe(403);
    expect(await unblock(member)).toBe(200);
  });
});

async function patched(
  browser: Browser,
  { accessToken }: Session,
  id: string,
  patch: object,
): Promise<unknown> {
  const path = `/v1/tokens/${id}`;
  const answer = await fetch(`${browser.address}${path}`, {
    method: 'PATCH',
    headers: {
      ...(await browser.signed('PATCH', path, accessToken)),
      'content-type': 'application/json',
      'if-match': '*',
    },
    body: JSON.stringify(patch),
  });
  return answer.json();
}
