import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { Authenticator } from './support/authenticator.ts';
import { Browser } from './support/browser.ts';
import {
  ssoSettings,
  startCompanyProvider,
  type CompanyProvider,
} from './support/company-provider.ts';
import { begun, codeFor } from './support/company-window.ts';
import { DATABASES } from './support/database.ts';
import { freePort } from './support/free-port.ts';
import { auditOf } from './support/http.ts';
import { passkeyForm } from './support/passkey-form.ts';
import { codeIn, invite, join, personWith } from './support/signed-in-person.ts';
import { startService, type TestService } from './support/start-service.ts';

/** An admin invites somebody by their address and opens the invitation themself. */
describe.each(DATABASES)('joining in somebody else’s name on %s', (kind) => {
  let service: TestService;
  let company: CompanyProvider;
  beforeAll(async () => {
    const port = await freePort();
    service = await startService(kind, { name: 'localhost', more: ssoSettings(port) });
    company = await startCompanyProvider(port, service.address);
    const { browser, page } = await begun(service);
    const first = { code: await codeFor(service), name: 'First', company: 'Northwind' };
    await browser.open(page.url, first);
    await browser.open(`${page.url}/not-now`, {});
  });
  afterAll(async () => {
    await company.stop();
    await service.stop();
  });

  let people = 0;
  let email = '';
  beforeEach(() => {
    people += 1;
    email = `bea.${people}@northwind.example`;
    company.current = `bea-${people}`;
    company.users.set(company.current, { email, name: 'Bea Builder' });
  });

  /** The impostor’s window, before the page that offers a passkey. */
  const impostor = async (invited: { email?: string } = { email }) => {
    const { browser, page, verifier } = await begun(service);
    const code = codeIn(await invite(service, { role: 'member', ...invited }));
    const end = await join(browser, page, code, 'Bea Builder');
    expect(end.text).toContain('Add a passkey');
    return { browser, page, verifier, end };
  };
  /** Bea herself, past the page that offers her a passkey. */
  const bea = async () => {
    const { browser, page, verifier } = await begun(service);
    const to = await browser.open(`${page.url}/sso`);
    const back = await new Browser(company.address).open(to.leftTo!.href);
    const arrived = await browser.open(back.leftTo!.href);
    const end = await browser.open(`${page.url}/not-now`, {});
    const session = await browser.finishSignIn(end, verifier);
    return { offered: arrived, person: await personWith(service, browser, session) };
  };

  test('attack: the impostor’s passkey and browser end when the person comes with the company account', async () => {
    const theirs = await impostor();
    const key = new Authenticator(service.address);
    const form = passkeyForm(theirs.end);
    const end = await theirs.browser.open(form.action, { answer: key.add(form.asked) });
    const session = await theirs.browser.finishSignIn(end, theirs.verifier);
    const before = await personWith(service, theirs.browser, session);
    const asked = await begun(service);
    const used = await begun(service);
    const use = passkeyForm(used.page);
    const answer = { answer: key.use(use.asked) };
    const leave = await used.browser.openOn(service.address, use.action, answer);

    const { person, offered } = await bea();
    expect(person.id).toBe(before.id);
    expect(offered.text).toContain('Add a passkey');
    expect((await before.call('GET', '/v1/me')).status).toBe(401);
    // A page that was open before takes the passkey no more, and one that has taken it leads nowhere.
    const late = passkeyForm(asked.page);
    const refused = await asked.browser.open(late.action, { answer: key.use(late.asked) });
    expect([refused.leftTo, refused.text.includes('not known here')]).toEqual([null, true]);
    expect(leave.status).toBe(303);
    expect((await used.browser.open(leave.headers.get('location')!)).leftTo).toBeNull();
    const rows = service.store.db.selectFrom('passkeys').where('member_id', '=', person.id);
    expect(await rows.select('id').execute()).toEqual([]);
    expect((await auditOf(service, '&action=passkey.removed'))[0]).toMatchObject({
      actor: { id: person.id },
      via: 'sso',
      detail: { because: 'linked' },
    });
  });

  test('attack: a window that the impostor keeps open adds no passkey afterwards, and signs nobody in', async () => {
    const theirs = await impostor();
    const key = new Authenticator(service.address);
    const form = passkeyForm(theirs.end);
    const { person } = await bea();
    const end = await theirs.browser.open(form.action, { answer: key.add(form.asked) });
    expect(end.leftTo).toBeNull();
    const rows = service.store.db.selectFrom('passkeys').where('member_id', '=', person.id);
    expect(await rows.select('id').execute()).toEqual([]);
    const notNow = await theirs.browser.open(`${theirs.page.url}/not-now`, {});
    expect(notNow.leftTo).toBeNull();
    expect((await person.call('GET', '/v1/me')).status).toBe(200);
  });

  test('a person who was not invited for an address is not tied to it: the owner of it is another', async () => {
    const window = await impostor({});
    const signedIn = await window.browser.open(`${window.page.url}/not-now`, {});
    const session = await window.browser.finishSignIn(signedIn, window.verifier);
    const other = await personWith(service, window.browser, session);
    const { db } = service.store;
    await db.updateTable('members').set({ email }).where('id', '=', other.id).execute();
    const { person } = await bea();
    expect(person.id).not.toBe(other.id);
    expect((await other.call('GET', '/v1/me')).status).toBe(200);
  });
});
