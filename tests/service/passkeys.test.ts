import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { HOST_ACTOR } from '../../service/audit/write-audit.ts';
import { makeSetupCode } from '../../service/auth/setup-code.ts';
import { stopConfirming } from '../../service/auth/update-company.ts';
import { Authenticator, type Twist } from './support/authenticator.ts';
import { Browser, type Page, type Session } from './support/browser.ts';
import { DATABASES } from './support/database.ts';
import { auditOf, call, created } from './support/http.ts';
import { aFront, anIssued } from './support/makers.ts';
import { passkeyForm, signInByPasskey } from './support/passkey-form.ts';
import { startService, type TestService } from './support/start-service.ts';

const ADA = { name: 'Ada Admin', company: 'Northwind' };
const STEP_UP = { prompt: 'login', acr_values: 'passkey' };

describe.each(DATABASES)('passkeys on %s', (kind) => {
  let service: TestService;
  let ada: Authenticator;
  beforeAll(async () => {
    service = await startService(kind, { name: 'localhost' });
    ada = await enrol(service);
  });
  afterAll(() => service.stop());

  const me = async (browser: Browser, session: Session) =>
    (await browser.call('GET', '/v1/me', session.accessToken)).json();

  test('one that was added after the set-up code signs in, and is on record', async () => {
    const browser = new Browser(service.address);
    const session = await signInByPasskey(browser, ada);
    expect(await me(browser, session)).toMatchObject({ name: 'Ada Admin', passkeys: 1 });
    const actions = (await auditOf(service)).map((event) => [event.action, event.via]);
    expect(actions).toContainEqual(['passkey.added', null]);
    expect(actions[0]).toEqual(['session.signed_in', 'passkey']);
  });

  test('signing in with one counts as just confirmed, for five minutes; a code does not', async () => {
    const browser = new Browser(service.address);
    const { session } = await me(browser, await signInByPasskey(browser, ada));
    const minutes = (Date.parse(session.confirmedUntil) - Date.now()) / 60_000;
    expect(minutes).toBeGreaterThan(4);
    expect(minutes).toBeLessThanOrEqual(5);
    const other = new Browser(service.address);
    const byCode = await other.signIn({ code: await codeFor(service) });
    expect((await me(other, byCode)).session.confirmedUntil).toBeNull();
  });

  const wrong: [string, Twist][] = [
    ['made on another site', { origin: 'https://evil.example.com' }],
    ['made for another site', { rpId: 'evil.example.com' }],
    ['without verifying the person', { unverified: true }],
    ['under another person’s handle', { userHandle: 'bWVtX290aGVy' }],
  ];
  test.each(wrong)(
    'an answer %s is refused with a page of 200, and on record',
    async (_w, twist) => {
      const { browser, page } = await firstPage(service);
      const { action, asked } = passkeyForm(page);
      const again = await browser.open(action, { answer: ada.use(asked, twist) });
      expect(refusedBy(again)).toBe(true);
      const [last] = await auditOf(service);
      expect(last).toMatchObject({
        action: 'sign_in.refused',
        via: 'passkey',
        detail: { reason: 'wrong_passkey' },
      });
    },
  );

  test('a challenge is good once, in the sign-in that it was made for', async () => {
    const { browser, page } = await firstPage(service);
    const { action, asked } = passkeyForm(page);
    const other = await firstPage(service);
    const stolen = await other.browser.open(passkeyForm(other.page).action, {
      answer: ada.use(asked),
    });
    expect(refusedBy(stolen)).toBe(true);
    const answer = ada.use(asked);
    // Spoilt by a stranger's key under Ada's id: the challenge is used up by any answer to it.
    const stranger = new Authenticator(service.address);
    ada.id.copy(stranger.id);
    const [owner] = await service.store.db.selectFrom('members').select('id').execute();
    const userHandle = Buffer.from(owner!.id).toString('base64url');
    const forged = stranger.use(asked, { userHandle });
    expect(refusedBy(await browser.open(action, { answer: forged }))).toBe(true);
    expect(refusedBy(await browser.open(action, { answer }))).toBe(true);
  });

  test('a key that nobody added, and what is no answer at all, are refused', async () => {
    for (const answerOf of [
      (asked: object) => new Authenticator(service.address).use(asked as { challenge: string }),
      () => '',
      () => '{"id":"x"}',
      () => 'x'.repeat(100_000),
    ]) {
      const { browser, page } = await firstPage(service);
      const { action, asked } = passkeyForm(page);
      expect(refusedBy(await browser.open(action, { answer: answerOf(asked) }))).toBe(true);
    }
  });

  test('a challenge older than five minutes is refused', async () => {
    const { browser, page } = await firstPage(service);
    const { action, asked } = passkeyForm(page);
    await service.store.db
      .updateTable('oidc_payloads')
      .set({ expires_at: Math.floor(Date.now() / 1000) - 1 })
      .where('model', '=', 'PasskeyChallenge')
      .execute();
    expect(refusedBy(await browser.open(action, { answer: ada.use(asked) }))).toBe(true);
  });

  test('a copy of a key is found by its counter, refused and put on record', async () => {
    const [row] = await service.store.db.selectFrom('passkeys').select('counter').execute();
    const { browser, page } = await firstPage(service);
    const { action, asked } = passkeyForm(page);
    const answer = ada.use(asked, { counter: row!.counter });
    const again = await browser.open(action, { answer });
    expect([again.status, again.leftTo]).toEqual([200, null]);
    expect(again.text).toContain('A copy of this passkey');
    const [last] = await auditOf(service);
    expect(last).toMatchObject({
      action: 'sign_in.refused',
      actor: { name: 'Ada Admin' },
      detail: { reason: 'cloned_passkey' },
    });
    ada.use(asked, { counter: row!.counter + 1 });
  });

  test('a new key must be verified and made here, or it is not added', async () => {
    const other = await startService(kind, { name: 'localhost' });
    const browser = new Browser(other.address);
    const { page, verifier } = await browser.beginSignIn();
    let add = await browser.open(page.url, { ...ADA, code: await codeFor(other) });
    for (const twist of [
      { origin: 'https://evil.example.com' },
      { rpId: 'evil.example.com' },
      { unverified: true as const },
    ]) {
      const { action, asked } = passkeyForm(add);
      const key = new Authenticator(other.address);
      add = await browser.open(action, { answer: key.add(asked, twist) });
      expect([add.status, add.leftTo]).toEqual([200, null]);
      expect(add.text).toContain('could not be added');
    }
    expect(await other.store.db.selectFrom('passkeys').select('id').execute()).toEqual([]);
    const end = await browser.open(page.url.replace(/$/, '/not-now'), {});
    const session = await browser.finishSignIn(end, verifier);
    expect(await me(browser, session)).toMatchObject({ passkeys: 0 });
    await other.stop();
  });

  test('a blocked person is told so, and not let in', async () => {
    const { browser, page } = await firstPage(service);
    const { action, asked } = passkeyForm(page);
    await service.store.db.updateTable('members').set({ status: 'blocked' }).execute();
    const again = await browser.open(action, { answer: ada.use(asked) });
    await service.store.db.updateTable('members').set({ status: 'active' }).execute();
    expect([again.status, again.leftTo]).toEqual([200, null]);
    expect(again.text).toContain('You can’t sign in here any more');
  });

  test('asked to confirm, the page offers the passkey alone, and what it opens is confirmed', async () => {
    const browser = new Browser(service.address);
    await browser.signIn({ code: await codeFor(service) });
    const { page, verifier } = await browser.beginSignIn(STEP_UP);
    expect(page.text).toContain('Confirm with your passkey');
    expect(page.text).not.toContain('name="code"');
    const { action, asked } = passkeyForm(page);
    const end = await browser.open(action, { answer: ada.use(asked) });
    const session = await browser.finishSignIn(end, verifier);
    expect((await me(browser, session)).session.confirmedUntil).not.toBeNull();
    expect((await auditOf(service))[0]).toMatchObject({ action: 'passkey.confirmed' });
  });

  test('asked to confirm, a code alone does not get round the passkey that somebody has', async () => {
    const browser = new Browser(service.address);
    const { page } = await browser.beginSignIn(STEP_UP);
    const other = await browser.open(`${page.url}/other`);
    expect(other.text).toContain('name="code"');
    const end = await browser.open(page.url, { code: await codeFor(service) });
    expect(end.leftTo).toBeNull();
    expect(end.text).toContain('Confirm with your passkey');
  });

  test('the rule asks for a check before deleting, revealing what is sensitive, and its own end', async () => {
    const byKey = new Browser(service.address);
    const confirmed = await signInByPasskey(byKey, ada);
    const byCode = new Browser(service.address);
    const plain = await byCode.signIn({ code: await codeFor(service) });
    const rule = (browser: Browser, session: Session, on: boolean) =>
      browser.call('PATCH', '/v1/company', session.accessToken, { confirmWithPasskey: on });
    expect((await rule(byCode, plain, true)).status).toBe(403);
    expect((await rule(byKey, confirmed, true)).status).toBe(200);

    const token = await created(service, anIssued({ sensitive: true }));
    const open = await created(service, anIssued());
    const reveal = (browser: Browser, session: Session, id: string) =>
      browser.call('POST', `/v1/tokens/${id}/reveal`, session.accessToken, { via: 'copy' });
    expect(await codeOf(await reveal(byCode, plain, token.id))).toBe('passkey_needed');
    expect((await reveal(byCode, plain, open.id)).status).toBe(200);
    // What stands on a sensitive token reaches as far as it does.
    const front = await created(service, aFront({ sensitive: true }));
    const onIt = await created(service, anIssued({ backedBy: front.id }));
    expect(await codeOf(await reveal(byCode, plain, onIt.id))).toBe('passkey_needed');
    expect((await reveal(byKey, confirmed, onIt.id)).status).toBe(200);
    expect((await reveal(byKey, confirmed, token.id)).status).toBe(200);
    const passkeys = await byCode.call('GET', '/v1/me/passkeys', plain.accessToken);
    const [own] = (await passkeys.json()).items;
    const remove = `/v1/me/passkeys/${own.id}`;
    expect(await codeOf(await byCode.call('DELETE', remove, plain.accessToken))).toBe(
      'passkey_needed',
    );
    const refused = await byCode.call('DELETE', `/v1/tokens/${token.id}`, plain.accessToken);
    expect(await codeOf(refused)).toBe('passkey_needed');
    expect(await codeOf(await rule(byCode, plain, false))).toBe('passkey_needed');
    expect((await rule(byKey, confirmed, false)).status).toBe(200);
    const [last] = await auditOf(service);
    expect(last).toMatchObject({
      action: 'company.changed',
      detail: { confirmWithPasskey: { from: true, to: false } },
    });
  });

  test('the host turns the rule off, and that is on record', async () => {
    const byKey = new Browser(service.address);
    const { accessToken } = await signInByPasskey(byKey, ada);
    await byKey.call('PATCH', '/v1/company', accessToken, { confirmWithPasskey: true });
    await stopConfirming(service.store, new Date());
    const [last] = await auditOf(service);
    expect(last).toMatchObject({ action: 'company.changed', actor: { id: 'host' } });
    const now = await call(service, 'GET', '/v1/me');
    expect(now.body.rules.confirmWithPasskey).toBe(false);
  });

  test('a passkey is removed by its owner alone, and signs in no more', async () => {
    const browser = new Browser(service.address);
    const { accessToken } = await signInByPasskey(browser, ada);
    const [own] = (await (await browser.call('GET', '/v1/me/passkeys', accessToken)).json()).items;
    const path = `/v1/me/passkeys/${own.id}`;
    expect((await call(service, 'DELETE', path)).status).toBe(404);
    const window = await firstPage(service);
    const { action, asked } = passkeyForm(window.page);
    expect((await browser.call('DELETE', path, accessToken)).status).toBe(204);
    expect((await auditOf(service))[0]).toMatchObject({ action: 'passkey.removed' });
    expect(refusedBy(await window.browser.open(action, { answer: ada.use(asked) }))).toBe(true);
    const gone = await browser.call('PATCH', '/v1/company', accessToken, {
      confirmWithPasskey: true,
    });
    expect(await codeOf(gone)).toBe('no_passkey');
  });
});

describe('the pages for passkeys', () => {
  test('at a bare network address nothing speaks of passkeys, and no script is allowed', async () => {
    const service = await startService('sqlite');
    const browser = new Browser(service.address);
    const { page } = await browser.beginSignIn();
    const end = await browser.open(page.url, { ...ADA, code: await codeFor(service) });
    expect(end.leftTo).not.toBeNull();
    expect(page.headers.get('content-security-policy')).not.toContain('script-src');
    await service.stop();
  });

  test('their scripts are the service’s own, held by their digest, and nothing inline runs', async () => {
    const service = await startService('sqlite', { name: 'localhost' });
    await enrol(service);
    const { page } = await firstPage(service);
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self'");
    expect(page.headers.get('content-security-policy')).not.toContain('unsafe');
    const scripts = [...page.text.matchAll(/<script([^>]*)>([^<]*)<\/script>/g)];
    expect(scripts).toHaveLength(2);
    for (const [, attributes, content] of scripts) {
      expect(content).toBe('');
      const src = /src="([^"]+)"/.exec(attributes!)![1]!;
      const answer = await fetch(service.address + src);
      expect(answer.headers.get('content-type')).toContain('text/javascript');
      expect(answer.headers.get('cache-control')).toContain('immutable');
      const bytes = await answer.arrayBuffer();
      const digest = Buffer.from(await crypto.subtle.digest('SHA-384', bytes)).toString('base64');
      expect(attributes).toContain(`integrity="sha384-${digest}"`);
    }
    await service.stop();
  });
});

async function codeFor(service: TestService): Promise<string> {
  return (await makeSetupCode(service.store, HOST_ACTOR, new Date())).code;
}

/** Signs the first admin in and adds a passkey on the way. */
async function enrol(service: TestService): Promise<Authenticator> {
  const browser = new Browser(service.address);
  const key = new Authenticator(service.address);
  const { page, verifier } = await browser.beginSignIn();
  const add = await browser.open(page.url, { ...ADA, code: await codeFor(service) });
  const { action, asked } = passkeyForm(add);
  await browser.finishSignIn(await browser.open(action, { answer: key.add(asked) }), verifier);
  return key;
}

async function firstPage(service: TestService): Promise<{ browser: Browser; page: Page }> {
  const browser = new Browser(service.address);
  const { page } = await browser.beginSignIn();
  return { browser, page };
}

function refusedBy(page: Page): boolean {
  return page.status === 200 && page.leftTo === null && page.text.includes('is not known here');
}

async function codeOf(response: Response): Promise<string> {
  return ((await response.json()) as { error: { code: string } }).error.code;
}
