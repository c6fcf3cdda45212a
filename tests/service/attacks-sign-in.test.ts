import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { REDIRECT_URIS } from '../../contract/extension-ids.ts';
import { HOST_ACTOR } from '../../service/audit/write-audit.ts';
import { makeSetupCode } from '../../service/auth/setup-code.ts';
import { Browser } from './support/browser.ts';
import { DATABASES } from './support/database.ts';
import { auditOf } from './support/http.ts';
import { startService, type TestService } from './support/start-service.ts';

const ADA = { name: 'Ada', company: 'Northwind' };

describe.each(DATABASES)('attacks on signing in, on %s', (kind) => {
  let service: TestService;
  let victim: Browser;
  beforeAll(async () => {
    service = await startService(kind);
    await new Browser(service.address).signIn({ ...ADA, code: await newCode() });
  });
  beforeEach(() => {
    victim = new Browser(service.address);
  });
  afterAll(() => service.stop());
  const newCode = async (): Promise<string> =>
    (await makeSetupCode(service.store, HOST_ACTOR, new Date())).code;

  test.each([
    { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' },
    { 'sec-fetch-site': 'same-site', origin: 'http://127.0.0.1:1' },
    { 'sec-fetch-site': 'none' },
    { origin: 'https://evil.example' },
    { origin: 'null' },
  ])(
    'CSRF: a form from elsewhere signs nobody in, whatever cookie goes with it (%j)',
    async (from) => {
      const code = await newCode();
      const { page, verifier } = await victim.beginSignIn();
      const forged = await victim.open(page.url, { code }, from);
      expect([forged.status, forged.leftTo]).toEqual([403, null]);
      expect((await auditOf(service))[0]).toMatchObject({
        action: 'sign_in.refused',
        actor: { id: 'nobody' },
        detail: { reason: 'form_from_another_site' },
        address: expect.stringContaining('127.0.0.1'),
      });
      // The code was not used up, and the person's own form goes through.
      const own = { 'sec-fetch-site': 'same-origin', origin: 'null' };
      const end = await victim.open(page.url, { code }, own);
      expect((await victim.finishSignIn(end, verifier)).accessToken).toEqual(expect.any(String));
    },
  );

  test('CSRF: without the cookie of the browser that began it, a sign-in cannot be ended', async () => {
    const { page } = await victim.beginSignIn();
    const answer = await new Browser(service.address).open(page.url, { code: await newCode() });
    expect([answer.leftTo, answer.text.includes('This sign-in is over')]).toEqual([null, true]);
  });

  test('login CSRF: the end of an attacker’s sign-in is worth nothing in somebody else’s browser', async () => {
    const attacker = new Browser(service.address);
    const begun = await attacker.beginSignIn();
    const end = await attacker.open(begun.page.url, { code: await newCode() });
    const own = await victim.beginSignIn();
    await expect(victim.finishSignIn(end, own.verifier)).rejects.toThrow();
    expect((await attacker.finishSignIn(end, begun.verifier)).accessToken).not.toBe('');
  });

  test.each([
    '//evil.example',
    'https:evil.example',
    'javascript:alert(1)',
    'data:text/html,x',
    `${REDIRECT_URIS[0]!}?next=https://evil.example`,
    `${REDIRECT_URIS[0]!}#x`,
    REDIRECT_URIS[0]!.replace('https://', 'https://evil.example@'),
    REDIRECT_URIS[0]!.replace('https://', 'http://'),
    REDIRECT_URIS[0]!.toUpperCase(),
    'http://127.0.0.1:4181/mozoauth2/evil',
  ])('open redirect: it leads nowhere but to the extension, not to %s', async (redirect_uri) => {
    const { url } = await victim.authorizationUrl({ redirect_uri });
    const page = await victim.open(url);
    expect([page.leftTo, page.status]).toEqual([null, 400]);
    expect(page.text).not.toContain('evil');
    expect((await auditOf(service, '&action=sign_in.refused'))[0]).toMatchObject({
      via: 'authorization',
      detail: { reason: 'invalid_redirect_uri' },
    });
  });

  test('open redirect: no page of the sign-in takes an address to go on to', async () => {
    const { page } = await victim.beginSignIn();
    const code = await newCode();
    const next = 'next=https://evil.example&return_to=//evil.example&url=//evil.example';
    const end = await victim.open(`${page.url}?${next}`, { code, next: 'https://evil.example' });
    expect(REDIRECT_URIS).toContain(`${end.leftTo!.origin}${end.leftTo!.pathname}`);
    for (const path of [
      '/sign-in//evil.example',
      '/sign-in/https://evil.example',
      '/oauth/session/end?post_logout_redirect_uri=https://evil.example',
      '/oauth/auth/unknown?redirect_uri=https://evil.example',
      '//evil.example/docs',
    ]) {
      const response = await fetch(service.address + path, { redirect: 'manual' });
      expect([path, response.headers.get('location')]).toEqual([path, null]);
    }
  });

  test.each(['iframe', 'frame', 'embed', 'object', 'fencedframe'])(
    'clickjacking: a page of the sign-in that is asked for as %s is refused, and on record',
    async (destination) => {
      const { page } = await victim.beginSignIn();
      const inFrames = async () =>
        (await auditOf(service, '&action=sign_in.refused')).filter(({ via }) => via === 'frame');
      const before = (await inFrames()).length;
      for (const url of [page.url, '/invitation', '/oauth/auth?client_id=x']) {
        const response = await fetch(new URL(url, service.address), {
          headers: { 'sec-fetch-dest': destination, 'sec-fetch-site': 'cross-site' },
          redirect: 'manual',
        });
        expect([url, response.status]).toEqual([url, 403]);
        expect(await response.text()).not.toContain('<');
      }
      await vi.waitFor(async () => expect((await inFrames()).length).toBe(before + 3));
    },
  );

  test('clickjacking: nothing of the service is shown in a frame', async () => {
    const { page } = await victim.beginSignIn();
    const refused = await victim.authorizationUrl({ client_id: 'other' });
    for (const url of [
      page.url,
      refused.url,
      '/sign-in/unknown',
      '/invitation',
      '/docs',
      '/openapi.json',
      '/oauth/nothing',
      '/oauth/token',
      '/healthz',
      '/v1/me',
      '/nothing',
      '/',
    ]) {
      const { headers } = await victim.open(url);
      expect([url, headers.get('x-frame-options')]).toEqual([url, 'DENY']);
      expect([url, headers.get('content-security-policy')]).toEqual([
        url,
        expect.stringContaining("frame-ancestors 'none'"),
      ]);
      expect([url, headers.get('x-content-type-options')]).toEqual([url, 'nosniff']);
    }
  });
});
