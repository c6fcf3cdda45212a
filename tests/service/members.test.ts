import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Member } from '../../contract/member.ts';
import { DATABASES } from './support/database.ts';
import { auditOf, call, created, type Answer } from './support/http.ts';
import { anIssued } from './support/makers.ts';
import { peopleRows } from './support/people-rows.ts';
import { codeIn, invite, signedInPerson, type SignedInPerson } from './support/signed-in-person.ts';
import { snapshot } from './support/snapshot.ts';
import type { TestService } from './support/start-service.ts';
import { startTwoReplicas, type TwoReplicas } from './support/two-replicas.ts';

const saying = (answer: Answer): [number, string] => [
  answer.status,
  answer.status < 400 ? 'ok' : answer.body.error.code,
];

describe.each(DATABASES)('members on %s', (kind) => {
  let service: TestService;
  let replica: TestService;
  let ada: SignedInPerson;
  let mel: SignedInPerson;
  let both: TwoReplicas;
  beforeAll(async () => {
    both = await startTwoReplicas(kind);
    ({ service, replica, ada } = both);
  });
  afterAll(() => both.stop());
  beforeEach(async () => {
    mel = await signedInPerson(service, 'Mel Member');
  });
  const change = (id: string, body: object) => ada.call('PATCH', `/v1/members/${id}`, body);
  const remove = (id: string) => ada.call('DELETE', `/v1/members/${id}`);

  test('are listed by name, removed ones last, with what is theirs', async () => {
    const gone = await signedInPerson(service, 'Aaron Gone');
    await mel.own('importer', 'billing');
    await peopleRows.passkey(service.store, mel.id);
    await remove(gone.id);
    const { items } = (await ada.call('GET', '/v1/members')).body as { items: Member[] };
    const names = items.filter((m) => m.status !== 'removed').map((m) => m.name);
    expect(names).toEqual([...names].sort());
    expect(items.at(-1)).toMatchObject({ id: gone.id, status: 'removed' });
    const one = await ada.call('GET', `/v1/members/${mel.id}`);
    expect(one.body).toEqual(items.find((m) => m.id === mel.id));
    expect(one.body).toMatchObject({
      role: 'member',
      status: 'active',
      ownsTags: ['billing', 'importer'],
      signsInBy: 'code',
      passkeys: 1,
      lastSeenAt: expect.stringMatching(/Z$/),
    });
  });

  test('a new role counts at the very next call, on every replica, and is on record with the old one', async () => {
    expect((await mel.call('GET', '/v1/members', undefined, replica)).status).toBe(403);
    expect((await change(mel.id, { role: 'admin' })).body.role).toBe('admin');
    expect((await mel.call('GET', '/v1/members', undefined, replica)).status).toBe(200);
    expect((await change(mel.id, { role: 'member' })).body.role).toBe('member');
    expect((await mel.call('GET', '/v1/members', undefined, replica)).status).toBe(403);
    const [event] = await auditOf(service, `&action=member.changed`);
    expect(event).toMatchObject({
      actor: { id: ada.id },
      detail: { member: { id: mel.id, name: 'Mel Member' }, role: { from: 'admin', to: 'member' } },
    });
  });

  test('a patch that changes nothing leaves no trace', async () => {
    await change(mel.id, { ownsTags: ['Importer', 'billing'] });
    const before = [await snapshot(service.store), (await auditOf(service)).length];
    for (const body of [
      {},
      { role: 'member', status: 'active' },
      { ownsTags: ['billing', 'Importer'] },
    ]) {
      expect((await change(mel.id, body)).status).toBe(200);
    }
    expect([await snapshot(service.store), (await auditOf(service)).length]).toEqual(before);
  });

  test('tags that differ in case and spaces alone are one', async () => {
    const { body } = await change(mel.id, {
      ownsTags: ['Importer', ' importer ', 'IMPORTER', 'b'],
    });
    expect(body.ownsTags).toEqual(['b', 'Importer']);
    expect((await mel.call('GET', '/v1/me')).body.ownsTags).toEqual(['b', 'Importer']);
  });

  test('a blocked person’s next call fails on every replica, and so does the refresh', async () => {
    const token = await created(service, anIssued());
    const request = await peopleRows.request(service.store, token.id, mel.id);
    await peopleRows.grant(service.store, token.id, { kind: 'member', grantee: mel.id });
    expect((await mel.call('GET', '/v1/me', undefined, replica)).status).toBe(200);
    expect((await change(mel.id, { status: 'blocked' })).body.status).toBe('blocked');
    for (const on of [replica, service]) {
      expect(saying(await mel.call('GET', '/v1/me', undefined, on))).toEqual([
        401,
        'session_ended',
      ]);
      const reveal = await mel.call('POST', `/v1/tokens/${token.id}/reveal`, { via: 'copy' }, on);
      expect(reveal.status).toBe(401);
    }
    await expect(mel.browser.refresh(mel.session.refreshToken)).rejects.toThrow();
    const { db } = service.store;
    const row = await db
      .selectFrom('access_requests')
      .select('status')
      .where('id', '=', request)
      .executeTakeFirst();
    expect(row?.status).toBe('withdrawn');
    const actions = (await auditOf(service)).map((event) => event.action);
    // What Mel tried afterwards is on record too: calls, and the refresh.
    expect(
      actions
        .filter((action) => !action.endsWith('.refused'))
        .slice(0, 3)
        .sort(),
    ).toEqual(['member.blocked', 'request.withdrawn', 'session.ended']);
    expect(actions).toContain('sign_in.refused');
  });

  test('unblocking brings no session back, but lets the person sign in again', async () => {
    await change(mel.id, { status: 'blocked' });
    await change(mel.id, { status: 'active' });
    expect(saying(await mel.call('GET', '/v1/me'))).toEqual([401, 'session_ended']);
    await expect(mel.browser.refresh(mel.session.refreshToken)).rejects.toThrow();
    expect((await invite(service, { memberId: mel.id })).length).toBeGreaterThan(0);
    const [event] = await auditOf(service, '&action=member.unblocked');
    expect(event).toMatchObject({ actor: { id: ada.id }, detail: { member: { id: mel.id } } });
  });

  test('a session that slipped in while its person was blocked does not live on when they are let in again', async () => {
    await change(mel.id, { status: 'blocked' });
    const late = await peopleRows.session(service.store, mel.id);
    await change(mel.id, { status: 'active' });
    const { body } = await ada.call('GET', `/v1/members/${mel.id}/sessions`);
    expect(body.items.map((session: { id: string }) => session.id)).not.toContain(late);
  });

  test('a blocked person cannot finish a sign-in that was under way', async () => {
    const link = await invite(service, { memberId: mel.id });
    const { page } = await mel.browser.beginSignIn();
    await mel.browser.open(page.url, { code: codeIn(link) });
    await change(mel.id, { status: 'blocked' });
    const end = await mel.browser.open(page.url, { code: codeIn(link), step: 'invitation' });
    expect(end.leftTo).toBeNull();
    expect(end.text).toContain('This code is not right');
  });

  test('with a removed person go sessions, passkeys, tags, grants and requests; their name stays', async () => {
    const token = await created(service, anIssued());
    const other = await created(service, anIssued());
    await mel.own('importer');
    await peopleRows.passkey(service.store, mel.id);
    await peopleRows.grant(service.store, token.id, { kind: 'member', grantee: mel.id });
    await peopleRows.request(service.store, other.id, mel.id);
    expect((await remove(mel.id)).status).toBe(204);
    expect(saying(await mel.call('GET', '/v1/me', undefined, replica))).toEqual([
      401,
      'session_ended',
    ]);
    await expect(mel.browser.refresh(mel.session.refreshToken)).rejects.toThrow();
    const { body } = await ada.call('GET', `/v1/members/${mel.id}`);
    expect(body).toMatchObject({
      name: 'Mel Member',
      status: 'removed',
      ownsTags: [],
      passkeys: 0,
    });
    const grants = await ada.call('GET', `/v1/tokens/${token.id}/grants`);
    expect(grants.body.items).toEqual([]);
    const onToken = await auditOf(service, `&token=${token.id}&action=grant.taken`);
    expect(onToken[0]?.detail).toMatchObject({ from: { id: mel.id }, because: 'removed' });
    const [event] = await auditOf(service, '&action=member.removed');
    expect(event?.detail).toEqual({ member: { id: mel.id, name: 'Mel Member' }, role: 'member' });
  });

  test('a removed person is not changed, not removed twice and not brought back', async () => {
    await remove(mel.id);
    const before = await snapshot(service.store);
    for (const id of [mel.id, 'mem_0000000000000000']) {
      for (const body of [{ status: 'active' }, { role: 'admin' }, { ownsTags: ['a'] }, {}]) {
        expect(saying(await change(id, body))).toEqual([404, 'not_found']);
      }
      expect(saying(await remove(id))).toEqual([404, 'not_found']);
    }
    expect(saying(await change(mel.id, { status: 'removed' }))).toEqual([422, 'invalid_value']);
    expect(await snapshot(service.store)).toEqual(before);
  });

  test('a role change, a removal and a door for an admin want a fresh passkey check where the company does', async () => {
    const { db } = service.store;
    const rule = { key: 'confirm_with_passkey', value: 'yes' };
    await db.insertInto('settings').values(rule).execute();
    const before = await snapshot(service.store);
    const asks = () => [
      change(mel.id, { role: 'admin' }),
      remove(mel.id),
      ada.call('POST', '/v1/invitations', { role: 'admin' }),
      ada.call('POST', '/v1/invitations', { memberId: mel.id }),
    ];
    for (const answer of await Promise.all(asks())) {
      expect(saying(answer)).toEqual([403, 'passkey_needed']);
    }
    expect(await snapshot(service.store)).toEqual(before);
    // Blocking has to be quick, and members may be invited as before.
    expect((await change(mel.id, { status: 'blocked' })).status).toBe(200);
    expect((await ada.call('POST', '/v1/invitations', { role: 'member' })).status).toBe(201);
    await db.deleteFrom('settings').where('key', '=', rule.key).execute();
  });
});

describe.each(DATABASES)('the last admin on %s', (kind) => {
  let service: TestService;
  let replica: TestService;
  let ada: SignedInPerson;
  let both: TwoReplicas;
  beforeAll(async () => {
    both = await startTwoReplicas(kind);
    ({ service, replica, ada } = both);
  });
  afterAll(() => both.stop());
  const path = (person: SignedInPerson) => `/v1/members/${person.id}`;

  test('is not demoted, blocked or removed, not even by a command on the host', async () => {
    const bo = await signedInPerson(service, 'Bo Blocked', 'admin');
    await ada.call('PATCH', path(bo), { status: 'blocked' });
    const before = await snapshot(service.store);
    for (const by of [
      (method: string, body?: object) => ada.call(method, path(ada), body),
      (method: string, body?: object) => call(service, method, path(ada), body && { body }),
    ]) {
      expect(saying(await by('PATCH', { role: 'member' }))).toEqual([409, 'last_admin']);
      expect(saying(await by('PATCH', { status: 'blocked' }))).toEqual([409, 'last_admin']);
      expect(saying(await by('DELETE'))).toEqual([409, 'last_admin']);
    }
    expect(await snapshot(service.store)).toEqual(before);
  });

  test.each([
    ['demote', 'PATCH', { role: 'member' }],
    ['block', 'PATCH', { status: 'blocked' }],
    ['remove', 'DELETE', undefined],
  ] as const)(
    'two admins who %s each other at once, on two replicas, leave one',
    async (_, method, body) => {
      const eve = await signedInPerson(service, 'Eve Admin', 'admin');
      const answers = await Promise.all([
        call(service, method, path(ada), body && { body }),
        call(replica, method, path(eve), { as: service.admin, ...(body && { body }) }),
      ]);
      expect(answers.filter((answer) => answer.status < 300)).toHaveLength(1);
      expect(answers.filter((answer) => answer.status === 409)).toHaveLength(1);
      const admins = await service.store.db
        .selectFrom('members')
        .select('id')
        .where('role', '=', 'admin')
        .where('status', '=', 'active')
        .execute();
      expect(admins).toHaveLength(1);
      // Whoever is left goes on.
      if (admins[0]!.id === eve.id) ada = eve;
    },
  );
});
