import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ssoPerson } from '../../service/auth/sso-person.ts';
import { Browser } from './support/browser.ts';
import {
  ssoSettings,
  startCompanyProvider,
  type CompanyProvider,
} from './support/company-provider.ts';
import { begun, codeFor, enter } from './support/company-window.ts';
import { DATABASES } from './support/database.ts';
import { freePort } from './support/free-port.ts';
import { auditOf } from './support/http.ts';
import { codeIn, invite, join, personWith, signedInPerson } from './support/signed-in-person.ts';
import { startService, type TestService } from './support/start-service.ts';

/** Ways in that somebody left open before their company's provider took their leave. */
describe.each(DATABASES)('doors left open on %s', (kind) => {
  let service: TestService;
  let company: CompanyProvider;
  beforeAll(async () => {
    const port = await freePort();
    service = await startService(kind, {
      more: ssoSettings(port, { OIDC_ADMIN_GROUP: 'token-admins' }),
    });
    company = await startCompanyProvider(port, service.address);
    const first = { code: await codeFor(service), name: 'First', company: 'Northwind' };
    await new Browser(service.address).signIn(first);
  });
  afterAll(async () => {
    await company.stop();
    await service.stop();
  });

  let people = 0;
  const anAccount = (groups: readonly string[] = []): { sub: string; email: string } => {
    people += 1;
    const sub = `sub-${people}`;
    const email = `person.${people}@northwind.example`;
    company.users.set(sub, { email, name: `Person ${people}`, groups });
    company.current = sub;
    return { sub, email };
  };
  /** An admin by the company's group, with an invitation that makes another admin. */
  const anAdminWithInvitation = async () => {
    const { sub } = anAccount(['token-admins']);
    const { browser, session } = await enter(service, company);
    const admin = await personWith(service, browser, session);
    const made = await admin.call('POST', '/v1/invitations', { role: 'admin' });
    expect(made.status).toBe(201);
    return { sub, admin, code: codeIn(made.body.link as string) };
  };
  const expectShut = async (code: string): Promise<void> => {
    const { browser, page } = await begun(service);
    const look = await browser.open(page.url, { code });
    expect(look.text).toContain('This code is not right');
    const end = await join(browser, page, code, 'Back Again');
    expect(end.leftTo).toBeNull();
    expect((await auditOf(service, '&action=sign_in.refused'))[0]).toMatchObject({
      via: 'invitation',
    });
  };

  test('attack: an admin who lost the group at the provider does not come back by their own invitation', async () => {
    const { sub, admin, code } = await anAdminWithInvitation();
    company.users.set(sub, { ...company.users.get(sub)!, groups: [] });
    await admin.browser.refresh(admin.session.refreshToken);
    expect(await auditOf(service, '&action=invitation.withdrawn')).toContainEqual(
      expect.objectContaining({ actor: { id: admin.id, name: admin.name } }),
    );
    await expectShut(code);
  });

  test('attack: an admin whom the provider removed does not either, also when they never called again', async () => {
    const { sub, code } = await anAdminWithInvitation();
    company.users.delete(sub);
    await expectShut(code);
  });

  test('an invitation of an admin who is still there opens', async () => {
    const { code } = await anAdminWithInvitation();
    const { browser, page, verifier } = await begun(service);
    const end = await join(browser, page, code, 'New Admin');
    const person = await personWith(service, browser, await browser.finishSignIn(end, verifier));
    expect((await person.call('GET', '/v1/me')).body).toMatchObject({ role: 'admin' });
  });

  test('a browser that came in by a code ends when its person comes with the company account', async () => {
    const { email } = anAccount();
    const ida = await signedInPerson(service, 'Ida', { email });
    const link = await invite(service, { memberId: ida.id });
    const { browser, session } = await enter(service, company);
    const linked = await personWith(service, browser, session);
    expect(linked.id).toBe(ida.id);
    expect((await ida.call('GET', '/v1/me')).status).toBe(401);
    await expect(ida.browser.refresh(ida.session.refreshToken)).rejects.toThrow();
    expect((await linked.call('GET', '/v1/me')).status).toBe(200);
    // Nor is a link that was made before a way around the provider.
    await expectShut(codeIn(link));
  });

  test('the provider’s refresh token of a removed person is thrown away', async () => {
    anAccount();
    const { browser, session } = await enter(service, company);
    const { id } = await personWith(service, browser, session);
    const kept = () =>
      service.store.db
        .selectFrom('upstream_accounts')
        .select('member_id')
        .where('member_id', '=', id)
        .execute();
    expect(await kept()).toHaveLength(1);
    const admin = await signedInPerson(service, 'Another Admin', 'admin');
    expect((await admin.call('DELETE', `/v1/members/${id}`)).status).toBe(204);
    expect(await kept()).toHaveLength(0);
  });
});

test('attack: a letter whose small form is another’s (U+212A) does not lead to the other’s address', () => {
  const read = (email: string) => ssoPerson({ email }, 'groups').email;
  expect(read('\u212aim@northwind.example')).not.toBe('kim@northwind.example');
  expect(read('Kim@NORTHWIND.example')).toBe('kim@northwind.example');
});
