import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { BrowserSession } from '../../contract/member.ts';
import { DATABASES } from './support/database.ts';
import { auditOf, call } from './support/http.ts';
import { Browser } from './support/browser.ts';
import {
  codeIn,
  invite,
  join,
  personWith,
  signedInPerson,
  type SignedInPerson,
} from './support/signed-in-person.ts';
import type { TestService } from './support/start-service.ts';
import { startTwoReplicas, type TwoReplicas } from './support/two-replicas.ts';

describe.each(DATABASES)('browser sessions on %s', (kind) => {
  let service: TestService;
  let replica: TestService;
  let ada: SignedInPerson;
  let both: TwoReplicas;
  beforeAll(async () => {
    both = await startTwoReplicas(kind);
    ({ service, replica, ada } = both);
  });
  afterAll(() => both.stop());

  /** The same person in a second browser. */
  const secondBrowserOf = async (person: SignedInPerson): Promise<SignedInPerson> => {
    const browser = new Browser(service.address);
    const { page, verifier } = await browser.beginSignIn();
    const code = codeIn(await invite(service, { memberId: person.id }));
    const end = await join(browser, page, code, '');
    return personWith(service, browser, await browser.finishSignIn(end, verifier));
  };
  const mine = async (person: SignedInPerson): Promise<BrowserSession[]> =>
    (await person.call('GET', '/v1/me/sessions')).body.items as BrowserSession[];

  test('show each browser once, and which of them is asking', async () => {
    const laptop = await signedInPerson(service, 'Mel');
    const phone = await secondBrowserOf(laptop);
    expect(phone.id).toBe(laptop.id);
    const [fromLaptop, fromPhone] = [await mine(laptop), await mine(phone)];
    expect(fromLaptop).toHaveLength(2);
    const current = (list: BrowserSession[]) => list.filter((s) => s.current).map((s) => s.id);
    expect(current(fromLaptop)).toHaveLength(1);
    expect(current(fromPhone)).toHaveLength(1);
    expect(current(fromPhone)).not.toEqual(current(fromLaptop));
    expect((await laptop.call('GET', '/v1/me')).body.session.id).toBe(current(fromLaptop)[0]);
    expect(fromLaptop[0]).toMatchObject({ address: '127.0.0.1', browser: expect.any(String) });
    const byAdmin = await ada.call('GET', `/v1/members/${laptop.id}/sessions`);
    expect(byAdmin.body.items.map((s: BrowserSession) => [s.id, s.current]).sort()).toEqual(
      fromLaptop.map((s) => [s.id, false]).sort(),
    );
  });

  test('one that its person ends is signed out at once on every replica; the other goes on', async () => {
    const laptop = await signedInPerson(service, 'Mel');
    const lost = await secondBrowserOf(laptop);
    const id = (await mine(lost)).find((s) => s.current)!.id;
    expect((await laptop.call('DELETE', `/v1/me/sessions/${id}`)).status).toBe(204);
    for (const on of [replica, service]) {
      expect((await lost.call('GET', '/v1/me', undefined, on)).status).toBe(401);
      expect((await laptop.call('GET', '/v1/me', undefined, on)).status).toBe(200);
    }
    await expect(lost.browser.refresh(lost.session.refreshToken)).rejects.toThrow();
    expect((await laptop.call('DELETE', `/v1/me/sessions/${id}`)).status).toBe(404);
    const [event] = await auditOf(service, '&action=session.ended');
    expect(event).toMatchObject({
      actor: { id: laptop.id },
      detail: { member: { id: laptop.id, name: 'Mel' }, session: { id } },
    });
  });

  test('one that an admin ends is over too, and a new access token cannot be had', async () => {
    const mel = await signedInPerson(service, 'Mel');
    const [session] = await mine(mel);
    const path = `/v1/members/${mel.id}/sessions/${session!.id}`;
    // Under another person's name it is unknown.
    expect((await ada.call('DELETE', path.replace(mel.id, ada.id))).status).toBe(404);
    expect((await ada.call('DELETE', path)).status).toBe(204);
    expect((await mel.call('GET', '/v1/me', undefined, replica)).status).toBe(401);
    await expect(mel.browser.refresh(mel.session.refreshToken)).rejects.toThrow();
    expect((await ada.call('DELETE', path)).status).toBe(404);
  });

  test('a refreshed browser is the same session still', async () => {
    const mel = await signedInPerson(service, 'Mel');
    const [before] = await mine(mel);
    const session = await mel.browser.refresh(mel.session.refreshToken);
    const later = await personWith(service, mel.browser, session);
    expect((await mine(later)).map((s) => s.id)).toEqual([before!.id]);
  });

  test.each([
    ['signing out', undefined, null],
    ['going on in another one that was confirmed', 'replaced', 'replaced'],
    ['signing out with any other word', 'by_the_admin', null],
  ])('%s ends the session and is on record with it', async (_what, why, via) => {
    const mel = await signedInPerson(service, 'Mel');
    const [session] = await mine(mel);
    await mel.browser.revoke(mel.session.refreshToken, why);
    await expect
      .poll(async () => (await auditOf(service, `&actor=${mel.id}`))[0])
      .toMatchObject({ action: 'session.signed_out', via, session: { id: session!.id } });
    const { body } = await ada.call('GET', `/v1/members/${mel.id}/sessions`);
    expect(body.items).toEqual([]);
  });

  test('a token made on the host has none', async () => {
    const answer = await call(service, 'GET', '/v1/me/sessions');
    expect([answer.status, answer.body.items]).toEqual([200, []]);
  });
});
