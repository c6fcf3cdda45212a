import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { AuditEvent } from '../../contract/audit.ts';
import { DATABASES } from './support/database.ts';
import { auditOf, call, created, deleted, revealed } from './support/http.ts';
import { aFront, anIssued } from './support/makers.ts';
import { rowCounts } from './support/row-counts.ts';
import { startService, type TestService } from './support/start-service.ts';

describe.each(DATABASES)('the audit log on %s', (kind) => {
  let service: TestService;
  beforeAll(async () => {
    service = await startService(kind);
  });
  afterAll(() => service.stop());

  test('a token’s life stands in it, newest first, with who, when and from where', async () => {
    const token = await created(service, aFront());
    await revealed(service, token.id);
    await call(service, 'PATCH', `/v1/tokens/${token.id}`, {
      headers: { 'if-match': '"1"' },
      body: { name: `${token.name} renamed`, purpose: 'p' },
    });
    await deleted(service, token.id);
    const events = await auditOf(service, `&token=${token.id}`);
    expect(events.map((event) => [event.action, event.via])).toEqual([
      ['token.deleted', null],
      ['token.updated', null],
      ['token.revealed', 'copy'],
      ['token.created', null],
    ]);
    for (const event of events) {
      expect(AuditEvent.parse(event)).toEqual(event);
      expect(event.actor.name).toBe('Command line');
      expect(event.address).toMatch(/127\.0\.0\.1$/);
    }
    expect(events[1]?.detail).toEqual({ fields: ['name', 'purpose'], oldName: token.name });
  });

  test('it holds no value and no part of one', async () => {
    const token = await created(service, aFront());
    const value = await revealed(service, token.id);
    const answer = await call(service, 'GET', '/v1/audit?limit=200');
    for (const part of value.split('.')) expect(answer.text).not.toContain(part);
    expect(answer.text).not.toMatch(/ftk_|fta_/);
  });

  test('it can be asked by token, actor and action, and read page by page without doubles', async () => {
    const token = await created(service, anIssued());
    await revealed(service, token.id);
    const [event] = await auditOf(service, `&token=${token.id}&action=token.revealed`);
    expect(event?.token?.id).toBe(token.id);
    expect(await auditOf(service, '&actor=nobody')).toEqual([]);
    const actor = event?.actor.id ?? '';
    expect((await auditOf(service, `&actor=${actor}`)).length).toBeGreaterThan(1);
    const ids: string[] = [];
    let cursor: string | null = null;
    do {
      const more: string = cursor === null ? '' : `&cursor=${cursor}`;
      const page = await call(service, 'GET', `/v1/audit?limit=2${more}`);
      ids.push(...page.body.items.map((item: { id: string }) => item.id));
      cursor = page.body.nextCursor as string | null;
    } while (cursor !== null);
    expect(ids.map(Number)).toEqual(ids.map(Number).toSorted((a, b) => b - a));
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toHaveLength((await rowCounts(service.store)).audit_events!);
  });

  describe('when its row cannot be written', () => {
    afterEach(() => breakAudit(service, kind, false));

    test('nothing is changed and no value leaves', async () => {
      const token = await created(service, anIssued());
      const value = await revealed(service, token.id);
      const before = await rowCounts(service.store);
      const standing = await call(service, 'GET', `/v1/tokens/${token.id}`);
      await breakAudit(service, kind, true);
      const answers = [
        await call(service, 'POST', '/v1/tokens', { body: anIssued() }),
        await call(service, 'POST', `/v1/tokens/${token.id}/reveal`, { body: { via: 'copy' } }),
        await call(service, 'POST', `/v1/tokens/${token.id}/reveal`, {
          as: 'member',
          body: { via: 'copy' },
        }),
        await call(service, 'PATCH', `/v1/tokens/${token.id}`, {
          headers: { 'if-match': '*' },
          body: { purpose: 'unrecorded' },
        }),
        await call(service, 'DELETE', `/v1/tokens/${token.id}`, { headers: { 'if-match': '*' } }),
      ];
      expect(answers.map((answer) => answer.status)).toEqual([500, 500, 500, 500, 500]);
      for (const answer of answers) expect(answer.text).not.toContain(value);
      expect(await rowCounts(service.store)).toEqual(before);
      const after = await call(service, 'GET', `/v1/tokens/${token.id}`);
      expect(after.body).toEqual(standing.body);
    });
  });
});

/** Makes every insert into the audit table fail, or lets it work again. */
async function breakAudit(service: TestService, kind: string, broken: boolean): Promise<void> {
  const { db } = service.store;
  if (kind === 'sqlite') {
    await (
      broken
        ? sql`create trigger no_audit before insert on audit_events begin select raise(abort, 'audit is broken'); end`
        : sql`drop trigger if exists no_audit`
    ).execute(db);
    return;
  }
  if (broken) {
    await sql`create function no_audit() returns trigger language plpgsql as 'begin raise exception ''audit is broken''; end'`.execute(
      db,
    );
    await sql`create trigger no_audit before insert on audit_events for each row execute function no_audit()`.execute(
      db,
    );
    return;
  }
  await sql`drop trigger if exists no_audit on audit_events`.execute(db);
  await sql`drop function if exists no_audit`.execute(db);
}
