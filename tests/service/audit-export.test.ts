import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { AuditEvent } from '../../contract/audit.ts';
import { csvLine } from '../../contract/csv-line.ts';
import { HOST_ACTOR, writeAudit } from '../../service/audit/write-audit.ts';
import { writeConfirmWithPasskey } from '../../service/auth/company.ts';
import { makeSetupCode } from '../../service/auth/setup-code.ts';
import { Browser } from './support/browser.ts';
import { DATABASES } from './support/database.ts';
import { auditOf, call, created, deleted, revealed } from './support/http.ts';
import { aFront, anIssued } from './support/makers.ts';
import { startService, type TestService } from './support/start-service.ts';

const EXPORT = '/v1/audit/export?format=';

/** Reads CSV as RFC 4180 says. */
function readCsv(text: string): string[][] {
  const lines: string[][] = [];
  const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/gy;
  let line: string[] = [];
  for (let match = cell.exec(text); match !== null; match = cell.exec(text)) {
    line.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? '');
    if (match[3] === ',') continue;
    lines.push(line);
    line = [];
  }
  return lines;
}

describe.each(DATABASES)('the audit log as a file, on %s', (kind) => {
  let service: TestService;
  beforeAll(async () => {
    service = await startService(kind);
  });
  afterAll(() => service.stop());

  const note = (count: number) =>
    service.store.transaction(async (trx) => {
      for (let i = 0; i < count; i++) {
        await writeAudit(trx, { action: 'token.updated', actor: HOST_ACTOR, at: new Date() });
      }
    });

  test('JSONL has every event, oldest first, as the list tells it, with its place and hash', async () => {
    const token = await created(service, anIssued({ name: 'Größe, “quoted” – tests' }));
    await revealed(service, token.id);
    await note(1_100);
    const answer = await call(service, 'GET', `${EXPORT}jsonl`);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('application/jsonl');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('content-disposition')).toMatch(
      /^attachment; filename="audit-\d{4}-\d\d-\d\d\.jsonl"$/,
    );
    const events = answer.text
      .trimEnd()
      .split('\n')
      .map((line) => AuditEvent.parse(JSON.parse(line)));
    expect(events.map((event) => event.id)).toEqual(events.map((_, i) => String(i + 1)));
    expect(events.at(-1)).toMatchObject({ action: 'audit.exported', detail: { format: 'jsonl' } });
    for (const event of events) expect(event.hash).toMatch(/^[\w-]{43}$/);
    const listed = await auditOf(service);
    expect(events.slice(-200).toReversed()).toEqual(listed);
  });

  test('CSV has a head and the same rows', async () => {
    const answer = await call(service, 'GET', `${EXPORT}csv`);
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(answer.headers.get('content-disposition')).toContain('.csv"');
    const [head, ...rows] = readCsv(answer.text);
    expect(head?.slice(0, 5)).toEqual(['id', 'at', 'action', 'actor_id', 'actor_name']);
    const [last] = await auditOf(service);
    expect(rows).toHaveLength(Number(last?.id));
    expect(new Set(rows.map((row) => row.length))).toEqual(new Set([head?.length]));
    const named = rows.find((row) => row[2] === 'token.created');
    expect(named?.[head?.indexOf('token_name') ?? 0]).toBe('Größe, “quoted” – tests');
    expect(JSON.parse(named?.[head?.indexOf('detail') ?? 0] ?? '')).toEqual({
      kind: 'issued',
      withValue: true,
    });
  });

  test('a name that a spreadsheet would run is a text', async () => {
    for (const start of ['=', '+', '-', '@']) {
      const name = `${start}HYPERLINK("x"),${kind}`;
      await created(service, anIssued({ name }));
      const { text } = await call(service, 'GET', `${EXPORT}csv`);
      expect(readCsv(text).some((row) => row.includes(`'${name}`))).toBe(true);
      expect(readCsv(text).flat()).not.toContain(name);
    }
  });

  test('it holds no value and no part of one', async () => {
    const token = await created(service, aFront());
    const value = await revealed(service, token.id);
    await call(service, 'POST', '/v1/tokens', { as: 'member', body: { name: value } });
    await call(service, 'GET', `/v1/tokens/${value}`, { as: 'member' });
    await call(service, 'GET', '/v1/me', { as: value });
    for (const format of ['jsonl', 'csv']) {
      const { text } = await call(service, 'GET', EXPORT + format);
      for (const part of value.split('.')) expect(text).not.toContain(part);
      expect(text).not.toMatch(/ftk_|fta_/);
    }
  });

  test('is for admins, in a format that is known', async () => {
    const asMember = await call(service, 'GET', `${EXPORT}csv`, { as: 'member' });
    expect([asMember.status, asMember.body.error.code]).toEqual([403, 'forbidden']);
    for (const query of ['xml', '', 'csv&format=csv']) {
      const answer = await call(service, 'GET', EXPORT + query);
      expect([answer.status, answer.body.error.code]).toEqual([400, 'bad_query']);
    }
  });

  test('needs a passkey when the company wants that, and leaves no row of an export that was not', async () => {
    const browser = new Browser(service.address);
    const { code } = await makeSetupCode(service.store, HOST_ACTOR, new Date());
    const { accessToken } = await browser.signIn({ code, name: 'Ada', company: 'Northwind' });
    await writeConfirmWithPasskey(service.store.db, true);
    const answer = await browser.call('GET', `${EXPORT}csv`, accessToken);
    expect([answer.status, ((await answer.json()) as { error: object }).error]).toMatchObject([
      403,
      { code: 'passkey_needed' },
    ]);
    expect((await auditOf(service))[0]).toMatchObject({
      action: 'call.refused',
      actor: { name: 'Ada' },
      detail: { code: 'passkey_needed', route: 'exportAudit' },
    });
    await writeConfirmWithPasskey(service.store.db, false);
    expect((await browser.call('GET', `${EXPORT}csv`, accessToken)).status).toBe(200);
  });

  test('whoever hangs up half-way leaves the service well', async () => {
    await note(2_500);
    await new Promise<void>((resolve, reject) => {
      const asked = request(
        `${service.address}${EXPORT}jsonl`,
        { headers: { authorization: `Bearer ${service.admin}` } },
        (response) => {
          response.once('data', () => {
            response.destroy();
            resolve();
          });
        },
      );
      asked.once('error', reject);
      asked.end();
    });
    expect((await call(service, 'GET', '/readyz', { as: null })).status).toBe(200);
    const whole = await call(service, 'GET', `${EXPORT}jsonl`);
    expect(whole.text.trimEnd().split('\n').length).toBeGreaterThan(2_500);
  });

  test('the list can be asked by session and by time', async () => {
    const [session] = await service.store.db.selectFrom('browser_sessions').selectAll().execute();
    const through = await auditOf(service, `&session=${session!.id}`);
    expect(through.length).toBeGreaterThan(0);
    for (const event of through) expect(event.session?.id).toBe(session!.id);
    const all = await auditOf(service);
    const middle = all[100]!.at;
    const before = await auditOf(service, `&to=${middle}`);
    const after = await auditOf(service, `&from=${middle}`);
    expect(before.every((event) => event.at < middle)).toBe(true);
    expect(after.every((event) => event.at >= middle)).toBe(true);
    expect(after.length).toBeGreaterThan(0);
    expect((await call(service, 'GET', '/v1/audit?from=yesterday')).status).toBe(400);
  });

  describe('what a person has seen', () => {
    const seenBy = async (id: string) =>
      (await call(service, 'GET', `/v1/members/${id}/seen`)).body.items as {
        token: { id: string; name: string; status: string };
        firstSeenAt: string;
        lastSeenAt: string;
        times: number;
      }[];

    test('is every value they revealed or recorded, the latest first, also when the token is gone', async () => {
      const browser = new Browser(service.address);
      const { code } = await makeSetupCode(service.store, HOST_ACTOR, new Date());
      const { accessToken } = await browser.signIn({ code, name: 'Ada', company: 'Northwind' });
      const me = (await (await browser.call('GET', '/v1/me', accessToken)).json()) as {
        id: string;
      };
      expect(await seenBy(me.id)).toEqual([]);
      const [twice, gone, unseen] = [
        await created(service, anIssued()),
        await created(service, anIssued()),
        await created(service, anIssued()),
      ];
      const look = (id: string) =>
        browser.call('POST', `/v1/tokens/${id}/reveal`, accessToken, { via: 'copy' });
      for (const id of [gone.id, twice.id, twice.id]) expect((await look(id)).status).toBe(200);
      await deleted(service, gone.id);
      expect((await look(gone.id)).status).toBe(404);
      // Issued by them and never looked at; and recorded by them, with a value that they had.
      await browser.call('POST', '/v1/tokens', accessToken, anIssued());
      const answer = await browser.call('POST', '/v1/tokens', accessToken, aFront());
      const recorded = (await answer.json()) as { id: string };
      const items = await seenBy(me.id);
      expect(items.map((item) => [item.token.id, item.token.status, item.times])).toEqual([
        [recorded.id, 'active', 1],
        [twice.id, 'active', 2],
        [gone.id, 'deleted', 1],
      ]);
      expect(items[1]!.firstSeenAt <= items[1]!.lastSeenAt).toBe(true);
      expect(items.map((item) => item.token.id)).not.toContain(unseen.id);
    });

    test('of nobody is not found, and members may not ask', async () => {
      const path = '/v1/members/mem_0000000000000000/seen';
      expect((await call(service, 'GET', path)).status).toBe(404);
      expect((await call(service, 'GET', path, { as: 'member' })).status).toBe(403);
    });
  });
});

test('a line of CSV quotes what needs it, and shows a formula as text', () => {
  expect(csvLine(['a', null, 'b,c', 'd"e', 'f\r\ng'])).toBe('a,,"b,c","d""e","f\r\ng"\r\n');
  expect(csvLine(['=1+1', '+1', '-1', '@a', '\tb', '\rc', 'a=b'])).toBe(
    `'=1+1,'+1,'-1,'@a,'\tb,"'\rc",a=b\r\n`,
  );
});
