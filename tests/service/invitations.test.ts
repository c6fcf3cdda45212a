import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { HOST_ACTOR } from '../../service/audit/write-audit.ts';
import { hashCode } from '../../service/auth/one-time-code.ts';
import { makeSetupCode } from '../../service/auth/setup-code.ts';
import { Browser, type Page } from './support/browser.ts';
import { DATABASES } from './support/database.ts';
import { auditOf, call } from './support/http.ts';
import { codeIn, invite, join, personWith, signedInPerson } from './support/signed-in-person.ts';
import { startService, type TestService } from './support/start-service.ts';

const HOUR_MS = 3_600_000;
const WRONG = 'This code is not right';
const isOver = (page: Page): boolean => page.status === 200 && page.text.includes(WRONG);

describe.each(DATABASES)('invitations on %s', (kind) => {
  let service: TestService;
  let replica: TestService;
  beforeAll(async () => {
    service = await startService(kind);
    const { database, address: publicUrl } = service;
    replica = await startService(kind, { database, publicUrl });
    const { code } = await makeSetupCode(service.store, HOST_ACTOR, new Date());
    await new Browser(service.address).signIn({ code, name: 'Ada Admin', company: 'Northwind' });
  });
  afterAll(async () => {
    await replica.stop();
    await service.stop();
  });

  const begin = async (): Promise<{ browser: Browser; page: Page; verifier: string }> => {
    const browser = new Browser(service.address);
    return { browser, ...(await browser.beginSignIn()) };
  };
  const listed = async (link: string) =>
    service.store.db
      .selectFrom('invitations')
      .selectAll()
      .where('code_hash', '=', hashCode('invitation', link))
      .executeTakeFirstOrThrow();

  test('an invited person is told who invited them, gives a name, and is in with the role chosen', async () => {
    const link = await invite(service, { role: 'member', name: 'Mel', email: 'mel@example.com' });
    const { browser, page, verifier } = await begin();
    const second = await browser.open(page.url, { code: link });
    expect(second.text).toContain('Command line');
    expect(second.text).toMatch(/as\s+a member/);
    expect(second.text).toContain('value="Mel"');
    const end = await browser.open(page.url, {
      code: codeIn(link),
      step: 'invitation',
      name: 'Mel <Member>',
    });
    const mel = await personWith(service, browser, await browser.finishSignIn(end, verifier));
    const me = await mel.call('GET', '/v1/me');
    expect(me.body).toMatchObject({
      name: 'Mel <Member>',
      email: 'mel@example.com',
      role: 'member',
      company: 'Northwind',
    });
    const actions = (await auditOf(service, `&actor=${mel.id}`)).map((e) => [e.action, e.via]);
    expect(actions).toEqual([
      ['session.signed_in', 'invitation'],
      ['member.joined', null],
    ]);
    const list = await call(service, 'GET', '/v1/invitations');
    expect(list.body.items[0]).toMatchObject({
      status: 'used',
      usedBy: { id: mel.id, name: 'Mel <Member>' },
    });
  });

  test('its link holds at least 60 random bits behind the #, and only its hash is kept', async () => {
    const link = new URL(await invite(service, { role: 'member' }));
    expect(link.origin + link.pathname + link.search).toBe(`${service.address}/invitation`);
    expect(Math.log2(31 ** link.hash.replace(/[#-]/g, '').length)).toBeGreaterThan(60);
    const rows = JSON.stringify([
      await service.store.db.selectFrom('invitations').selectAll().execute(),
      await auditOf(service),
    ]);
    for (const form of [link.hash.slice(1), link.hash.slice(1).replaceAll('-', '')]) {
      expect(rows).not.toContain(form);
    }
  });

  test('the page behind the link has no script, and says how to go on', async () => {
    const answer = await call(service, 'GET', '/invitation', { as: null });
    expect(answer.status).toBe(200);
    expect(answer.text).toContain('I have an invitation');
    expect(answer.text).not.toContain('<script');
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
  });

  test('looking at an invitation does not use it; using it does, once', async () => {
    const code = codeIn(await invite(service, { role: 'member' }));
    for (let i = 0; i < 2; i++) {
      const { browser, page } = await begin();
      expect((await browser.open(page.url, { code })).text).toContain('Join Northwind');
    }
    const first = await begin();
    expect((await join(first.browser, first.page, code, 'First')).leftTo).not.toBeNull();
    const second = await begin();
    expect(isOver(await join(second.browser, second.page, code, 'Second'))).toBe(true);
  });

  test('of four who send it at the same moment, on two replicas, one gets in', async () => {
    const code = codeIn(await invite(service, { role: 'member' }));
    const members = async () =>
      (await service.store.db.selectFrom('members').select('id').execute()).length;
    const before = await members();
    const sends = await Promise.all(
      [service, replica, service, replica].map(async (on, i) => {
        // The other replica answers under its own port here; the cookie does not mind.
        const browser = new Browser(service.address);
        const { page } = await browser.beginSignIn();
        const url = new URL(page.url);
        return () =>
          on === service
            ? browser.open(url.href, { code, step: 'invitation', name: `Racer ${i}` })
            : browser.openOn(on.address, url.pathname, {
                code,
                step: 'invitation',
                name: `Racer ${i}`,
              });
      }),
    );
    const pages = await Promise.all(sends.map((send) => send()));
    expect(pages.filter((page) => !isOver(page))).toHaveLength(1);
    expect(await members()).toBe(before + 1);
  });

  test('without a name, or with one that cannot be one, it stays good and the name is asked for', async () => {
    const code = codeIn(await invite(service, { role: 'member' }));
    const { browser, page } = await begin();
    for (const name of ['', '  ', 'a\u0000b', '\u202eevil']) {
      const again = await browser.open(page.url, { code, step: 'invitation', name });
      expect(again.text).toContain('say your name');
      expect(again.text).toContain('name="name"');
    }
    expect((await join(browser, page, code, 'Named')).leftTo).not.toBeNull();
  });

  test.each(['used', 'expired', 'withdrawn', 'unknown'])(
    'a code that is %s gets the same answer, and a row that says what was wrong with it',
    async (what) => {
      const link = await invite(service, { role: 'member' });
      const { id } = await listed(link);
      const code = what === 'unknown' ? 'AAAA-BBBB-CCCC-DDDD' : codeIn(link);
      if (what === 'used') {
        const { browser, page } = await begin();
        await join(browser, page, code, 'Earlier');
      }
      if (what === 'withdrawn') await call(service, 'DELETE', `/v1/invitations/${id}`);
      if (what === 'expired') {
        await service.store.db
          .updateTable('invitations')
          .set({ expires_at: new Date(Date.now() - 1).toISOString() })
          .where('id', '=', id)
          .execute();
      }
      const { browser, page } = await begin();
      const answer = await browser.open(page.url, { code });
      expect(isOver(answer)).toBe(true);
      expect(answer.text).not.toContain(code);
      const [last] = await auditOf(service, '&action=sign_in.refused');
      expect(last).toMatchObject({
        via: 'invitation',
        detail: { reason: what === 'unknown' ? 'unknown_code' : what },
      });
      expect(JSON.stringify(last)).not.toContain(code);
    },
  );

  test('it ends after 24 hours', async () => {
    const row = await listed(await invite(service, { role: 'member' }));
    expect(Date.parse(row.expires_at) - Date.parse(row.created_at)).toBe(24 * HOUR_MS);
  });

  test('a used or withdrawn one cannot be withdrawn; an unknown one is not found', async () => {
    const { id } = await listed(await invite(service, { role: 'member' }));
    const withdraw = async (which: string) =>
      (await call(service, 'DELETE', `/v1/invitations/${which}`)).status;
    expect(await withdraw(id)).toBe(204);
    expect(await withdraw(id)).toBe(409);
    expect(await withdraw('inv_0000000000000000')).toBe(404);
  });

  test('pushed with the request, the code stands in no address, and leads straight to the second step', async () => {
    const code = codeIn(await invite(service, { role: 'member' }));
    const browser = new Browser(service.address);
    const { url } = await browser.pushedAuthorizationUrl({ login_hint: code });
    expect(url).not.toContain(code);
    const page = await browser.open(url);
    expect(page.url).not.toContain(code);
    expect(page.text).toContain('Join Northwind');
    const kept = await service.store.db.selectFrom('oidc_payloads').selectAll().execute();
    expect(JSON.stringify(kept)).not.toContain(code);
    // What a library writes is often base64: look into that too.
    const inside = kept.map(({ payload }) =>
      payload.replace(/[\w-]{16,}/g, (part) => Buffer.from(part, 'base64url').toString('latin1')),
    );
    expect(inside.join()).not.toContain(code);
    const end = await browser.open(page.url, { code, step: 'invitation', name: 'Pushed' });
    expect(end.leftTo).not.toBeNull();
  });

  test('a hint that is no open invitation brings the ordinary page', async () => {
    const { code: setup } = await makeSetupCode(service.store, HOST_ACTOR, new Date());
    for (const hint of ['AAAA-BBBB-CCCC-EEEE', setup, 'x'.repeat(101)]) {
      const browser = new Browser(service.address);
      const page = await browser.open((await browser.authorizationUrl({ login_hint: hint })).url);
      expect(page.status).toBe(200);
      expect(page.text).toContain('name="code"');
    }
    // Opening a page has not used it.
    await new Browser(service.address).signIn({ code: setup });
  });

  test('a member who has no other way is let in again by a link of their own, as themself', async () => {
    const mel = await signedInPerson(service, 'Mel Again');
    const link = await invite(service, { memberId: mel.id });
    const { browser, page, verifier } = await begin();
    const second = await browser.open(page.url, { code: link });
    expect(second.text).toContain('Welcome back, Mel Again');
    expect(second.text).not.toContain('name="name"');
    const end = await browser.open(page.url, { code: link, step: 'invitation', name: 'Other' });
    const again = await personWith(service, browser, await browser.finishSignIn(end, verifier));
    expect([again.id, again.name]).toEqual([mel.id, 'Mel Again']);
    const [event] = await auditOf(service, '&action=member.invited');
    expect(event!.detail).toMatchObject({ member: { id: mel.id, name: 'Mel Again' } });
  });

  test('such a link is refused for nobody, for a blocked person, and for a company account', async () => {
    const mel = await signedInPerson(service, 'Mel Outside');
    const ask = async (body: object): Promise<[number, string]> => {
      const answer = await call(service, 'POST', '/v1/invitations', { body });
      return [answer.status, answer.body.error?.code ?? 'ok'];
    };
    expect(await ask({ memberId: 'mem_0000000000000000' })).toEqual([404, 'not_found']);
    expect(await ask({})).toEqual([422, 'missing_field']);
    expect(await ask({ memberId: mel.id, role: 'admin' })).toEqual([422, 'invalid_value']);
    const change = (set: object) =>
      service.store.db.updateTable('members').set(set).where('id', '=', mel.id).execute();
    await change({ issuer: 'https://login.example.com', subject: 'mel' });
    expect(await ask({ memberId: mel.id })).toEqual([422, 'invalid_value']);
    await change({ issuer: null, subject: null, status: 'blocked' });
    expect(await ask({ memberId: mel.id })).toEqual([409, 'member_not_active']);
  });

  test('invitations that an admin made end with the admin', async () => {
    const boss = await signedInPerson(service, 'Boss', 'admin');
    const made = await Promise.all(
      [1, 2].map(() => boss.call('POST', '/v1/invitations', { role: 'admin' })),
    );
    await call(service, 'PATCH', `/v1/members/${boss.id}`, { body: { role: 'member' } });
    const list = await call(service, 'GET', '/v1/invitations');
    const theirs = list.body.items.filter(
      (item: { createdBy: { id: string } }) => item.createdBy.id === boss.id,
    );
    expect(theirs.map((item: { status: string }) => item.status)).toEqual([
      'withdrawn',
      'withdrawn',
    ]);
    const { browser, page } = await begin();
    expect(isOver(await browser.open(page.url, { code: made[0]!.body.link as string }))).toBe(true);
  });
});

describe('guessing codes', () => {
  test('who guesses has to wait; somebody else does not, and the log is not filled', async () => {
    const service = await startService('sqlite');
    const code = codeIn(await invite(service, { role: 'member' }));
    const guesser = new Browser(service.address);
    const { page } = await guesser.beginSignIn();
    for (let i = 0; i < 40; i++) {
      await guesser.open(page.url, { code: `AAAA-AAAA-AAAA-${1000 + i}` });
    }
    const refused = await guesser.open(page.url, { code });
    expect(refused.text).toContain('Too many wrong codes');
    const rows = await auditOf(service, '&action=sign_in.refused');
    expect(rows).toHaveLength(30);
    expect(rows[0]!.detail).toMatchObject({ reason: 'too_many' });
    expect(rows.at(-1)!.detail).toMatchObject({ reason: 'unknown_code' });
    await service.stop();
  });
});
