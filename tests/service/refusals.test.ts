import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AuditEvent } from '../../contract/audit.ts';
import { Refusals, type RefusedCall } from '../../service/audit/refusals.ts';
import { HOST_ACTOR } from '../../service/audit/write-audit.ts';
import { makeSetupCode } from '../../service/auth/setup-code.ts';
import { Browser, type Session } from './support/browser.ts';
import { DATABASES } from './support/database.ts';
import { auditOf, call, created } from './support/http.ts';
import { anIssued } from './support/makers.ts';
import { rowCounts } from './support/row-counts.ts';
import { startService, type TestService } from './support/start-service.ts';

describe.each(DATABASES)('refused attempts on %s', (kind) => {
  let service: TestService;
  let browser: Browser;
  let session: Session;
  beforeAll(async () => {
    service = await startService(kind);
    browser = new Browser(service.address);
    const { code } = await makeSetupCode(service.store, HOST_ACTOR, new Date());
    session = await browser.signIn({ code, name: 'Ada', company: 'Northwind' });
  });
  afterAll(() => service.stop());

  test('behind a proxy that is trusted, the log has the caller’s address, and what a caller made up is not in it', async () => {
    const replica = await startService(kind, {
      database: service.database,
      more: { TRUSTED_PROXIES: '127.0.0.1' },
    });
    const from = async (address: string, forwardedFor: string): Promise<string | null> => {
      await fetch(`${address}/v1/me`, {
        headers: { authorization: 'Bearer ftc-nothing', 'x-forwarded-for': forwardedFor },
      });
      return (await auditOf(service, '&action=call.refused'))[0]?.address ?? null;
    };
    expect(await from(replica.address, '198.51.100.1, 203.0.113.7')).toBe('203.0.113.7');
    expect(await from(service.address, '203.0.113.9')).toContain('127.0.0.1');
    await replica.stop();
  });

  const refused = () => auditOf(service, '&action=call.refused');
  /** The rows that an act adds, newest first. */
  const addedBy = async (act: () => Promise<unknown>): Promise<AuditEvent[]> => {
    const before = (await refused()).length;
    await act();
    const after = await refused();
    return after.slice(0, after.length - before);
  };
  const send = (headers: Record<string, string>) =>
    fetch(`${service.address}/v1/me?secret=${'q'.repeat(12)}`, { headers });

  test('a member who calls what is for admins is on record, with the route and the token, and nothing of what was sent', async () => {
    const token = await created(service, anIssued());
    const added = await addedBy(async () => {
      const answer = await call(service, 'DELETE', `/v1/tokens/${token.id}?q=secret`, {
        as: 'member',
        headers: { 'if-match': 'secret' },
      });
      expect(answer.status).toBe(403);
    });
    expect(added).toEqual([
      expect.objectContaining({
        actor: { id: expect.stringMatching(/^acc_/) as string, name: 'Command line' },
        token: { id: token.id, name: token.name },
        detail: { code: 'forbidden', route: 'deleteToken', ids: { id: token.id } },
        address: expect.stringContaining('127.0.0.1') as string,
      }),
    ]);
    expect(JSON.stringify(added)).not.toContain('secret');
  });

  const report = (refusals: object[]) =>
    browser.call('POST', '/v1/refused-messages', session.accessToken, { refusals });
  const asked = { message: 'tokens.reveal', from: 'settings_script', origin: 'https://x.test' };

  test('what a person’s extension refused is on record, with the browser it happened in', async () => {
    const before = (await auditOf(service, '&action=message.refused')).length;
    const answer = await report([
      { ...asked, count: 3 },
      { message: 'unknown', from: 'other_extension', origin: 'abcdefgh', count: 1 },
    ]);
    expect(answer.status).toBe(204);
    const [second, first, ...older] = await auditOf(service, '&action=message.refused');
    expect(older).toHaveLength(before);
    expect(first).toMatchObject({
      actor: { name: 'Ada' },
      session: { browser: expect.any(String) as string },
      detail: { ...asked, count: 3 },
    });
    expect(second?.detail).toMatchObject({ from: 'other_extension', origin: 'abcdefgh' });
  });

  test.each([
    ['no refusal at all', []],
    ['too many kinds', Array.from({ length: 21 }, () => ({ ...asked, count: 1 }))],
    ['a name with anything in it', [{ ...asked, message: 'tokens.reveal ftk', count: 1 }]],
    ['more than it may say', [{ ...asked, count: 1, input: { id: 'x' } }]],
    ['a count of nothing', [{ ...asked, count: 0 }]],
    ['a sender that is none', [{ ...asked, from: 'admin', count: 1 }]],
  ])('a report with %s is refused, and leaves no row', async (_what, refusals) => {
    const before = await rowCounts(service.store);
    expect((await report(refusals)).status).toBe(422);
    expect((await rowCounts(service.store)).audit_events).toBe(before.audit_events);
  });

  test('a member who changes a field of admins is on record', async () => {
    const token = await created(service, anIssued());
    const added = await addedBy(() =>
      call(service, 'PATCH', `/v1/tokens/${token.id}`, {
        as: 'member',
        headers: { 'if-match': '*' },
        body: { name: 'Mine now' },
      }),
    );
    expect(added.map((event) => event.detail)).toEqual([
      { code: 'field_forbidden', route: 'updateToken', ids: { id: token.id } },
    ]);
    expect(JSON.stringify(added)).not.toContain('Mine now');
  });

  test('a refused look at a value has its own row, and not a second one', async () => {
    const token = await created(service, anIssued());
    const added = await addedBy(() =>
      call(service, 'POST', `/v1/tokens/${token.id}/reveal`, {
        as: 'member',
        body: { via: 'copy' },
      }),
    );
    expect(added).toEqual([]);
    expect((await auditOf(service, `&token=${token.id}`))[0]?.action).toBe('token.reveal_refused');
  });

  test('what is no attempt leaves no row: no credentials, a wrong body, an unknown id', async () => {
    const before = await rowCounts(service.store);
    await call(service, 'GET', '/v1/me', { as: null });
    await call(service, 'POST', '/v1/tokens', { rawBody: '{' });
    await call(service, 'GET', '/v1/tokens/tok_0000000000000000');
    await call(service, 'GET', '/nowhere');
    expect(await rowCounts(service.store)).toEqual(before);
  });

  test('a stolen token without its key names the person and the browser that it was stolen from', async () => {
    const signed = await browser.signed('GET', '/v1/me', session.accessToken);
    expect((await send(signed)).status).toBe(200);
    const [mine] = await service.store.db.selectFrom('browser_sessions').selectAll().execute();
    const from = {
      actor: { id: mine!.member_id, name: 'Ada' },
      session: { id: mine!.id, browser: mine!.browser },
      address: expect.stringContaining('127.0.0.1') as string,
    };
    const thief = new Browser(service.address);
    const added = await addedBy(async () => {
      await send({ authorization: `Bearer ${session.accessToken}` });
      await send({ authorization: `DPoP ${session.accessToken}` });
      await send(await thief.signed('GET', '/v1/me', session.accessToken));
      // Replayed.
      await send(signed);
      // For another address.
      await send(await browser.signed('GET', '/v1/tokens', session.accessToken));
    });
    expect(added.map((event) => event.detail.code)).toEqual([
      'bad_proof',
      'bad_proof',
      'bad_proof',
      'bad_proof',
      'session_ended',
    ]);
    for (const event of added) {
      expect(event).toMatchObject(from);
      expect(event.detail).toEqual({ code: event.detail.code, route: 'me' });
    }
    expect(JSON.stringify(added)).not.toContain('qqqq');
    expect(JSON.stringify(added)).not.toContain(session.accessToken);
  });

  test('an unknown token is nobody’s', async () => {
    const added = await addedBy(() =>
      call(service, 'GET', '/v1/me', { as: `fta_${'a'.repeat(40)}` }),
    );
    expect(added).toEqual([
      expect.objectContaining({
        actor: { id: 'nobody', name: 'Nobody' },
        detail: { code: 'session_ended', route: 'me' },
        session: null,
      }),
    ]);
  });

  test('a browser that was signed out, and a blocked person, are on record with the next call', async () => {
    const own = new Browser(service.address);
    const { code } = await makeSetupCode(service.store, HOST_ACTOR, new Date());
    const ended = await own.signIn({ code });
    const { db } = service.store;
    await db.updateTable('members').set({ status: 'blocked' }).execute();
    const added = await addedBy(() => own.call('GET', '/v1/me', ended.accessToken));
    expect(added.map((event) => [event.actor.name, event.detail.code])).toEqual([
      ['Ada', 'session_ended'],
    ]);
    await db.updateTable('members').set({ status: 'active' }).execute();
  });

  describe('too many of them', () => {
    const aCall = (parts: Partial<RefusedCall> = {}): RefusedCall => ({
      code: 'bad_proof',
      fields: [],
      route: 'me',
      ids: undefined,
      actor: null,
      named: null,
      address: '192.0.2.1',
      ...parts,
    });
    const rows = async (): Promise<number> => (await rowCounts(service.store)).audit_events!;

    test('do not fill the disk: what is left out of a minute is counted in one row', async () => {
      const refusals = new Refusals(service.store, (error) => {
        throw error;
      });
      const before = await rows();
      const records = [];
      for (let i = 0; i < 500; i++) records.push(await refusals.record(aCall(), new Date()));
      const kept = (await rows()) - before;
      expect(kept).toBe(records.filter((record) => record.kind === 'recorded').length);
      expect(kept).toBeLessThan(200);
      // A person who is signed in is not hidden by a flood from outside.
      const member = { id: 'mem_0000000000000000', name: 'Bob' };
      const own = await refusals.record(aCall({ code: 'forbidden', actor: member }), new Date());
      expect(own).toEqual({ kind: 'recorded' });
      await refusals.close();
      const [last] = await refused();
      expect(last).toMatchObject({ actor: { id: 'nobody' }, detail: { leftOut: 500 - kept } });
      await refusals.close();
      expect(await rows()).toBe(before + kept + 2);
    });

    test('a row that cannot be written does not let the call through, and is told to the log', async () => {
      const errors: unknown[] = [];
      const broken = {
        ...service.store,
        transaction: () => Promise.reject(new Error('the disk is full')),
      };
      const refusals = new Refusals(broken, (error) => errors.push(error));
      await refusals.record(aCall(), new Date());
      await refusals.close();
      expect(errors.map(String)).toEqual(['Error: the disk is full']);
    });
  });
});
