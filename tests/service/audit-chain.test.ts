import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { noteHead } from '../../service/audit/note-head.ts';
import { chainOf, readHead } from '../../service/audit/open-chain.ts';
import { verifyAudit, type ExpectedHead } from '../../service/audit/verify-audit.ts';
import { HOST_ACTOR, writeAudit } from '../../service/audit/write-audit.ts';
import { createLog } from '../../service/http/log.ts';
import { DATABASES } from './support/database.ts';
import { created, deleted, revealed } from './support/http.ts';
import { anIssued } from './support/makers.ts';
import { runToEnd, settingsFor } from './support/process.ts';
import { startService, type TestService } from './support/start-service.ts';

describe.each(DATABASES)('the chain of the audit log on %s', (kind) => {
  let service: TestService;
  beforeAll(async () => {
    service = await startService(kind);
  });
  afterAll(() => service.stop());

  const verify = (expected: ExpectedHead | null = null) =>
    verifyAudit(service.store, chainOf(service.store.db).key, expected);
  const findings = async (expected: ExpectedHead | null = null): Promise<string[]> =>
    (await verify(expected)).findings.map(({ seq, what }) => `${seq} ${what}`);
  const note = (name: string) =>
    service.store.transaction((trx) =>
      writeAudit(trx, {
        action: 'token.updated',
        actor: HOST_ACTOR,
        detail: { name },
        at: new Date(),
      }),
    );
  const headNow = async () => (await readHead(service.store.db))!;

  test('a log that nobody touched is well, and its rows are numbered without gaps', async () => {
    const token = await created(service, anIssued());
    await revealed(service, token.id);
    await deleted(service, token.id);
    const verification = await verify();
    const head = await headNow();
    expect(verification).toEqual({
      rows: head.seq,
      unchained: 0,
      head: { seq: head.seq, hash: head.hash },
      findings: [],
    });
  });

  test('many writers at once, on two replicas, and a check beside them, keep it whole', async () => {
    const replica = await startService(kind, { database: service.database });
    const checks: Promise<string[]>[] = [];
    const before = (await headNow()).seq;
    await Promise.all(
      Array.from({ length: 60 }, async (_, i) => {
        const token = await created(i % 2 === 0 ? service : replica, anIssued());
        if (i % 10 === 0) checks.push(findings());
        await revealed(i % 3 === 0 ? service : replica, token.id);
      }),
    );
    expect(checks).toHaveLength(6);
    for (const check of await Promise.all(checks)) expect(check).toEqual([]);
    expect(await findings()).toEqual([]);
    // Two access tokens of the other replica stand among them.
    expect((await headNow()).seq).toBe(before + 120);
    await replica.stop();
  });

  test('of writers that share a commit, one that is undone after its row takes its row alone with it', async () => {
    const before = (await headNow()).seq;
    const results = await Promise.allSettled(
      Array.from({ length: 12 }, (_, i) =>
        service.store.transaction(async (trx) => {
          for (const half of ['first', 'second']) {
            await writeAudit(trx, {
              action: 'token.updated',
              actor: HOST_ACTOR,
              detail: { name: `shared ${i} ${half}` },
              at: new Date(),
            });
          }
          if (i % 3 === 1) throw new Error('undone');
        }),
      ),
    );
    const kept = results.filter((result) => result.status === 'fulfilled').length;
    expect(kept).toBe(8);
    expect((await headNow()).seq).toBe(before + 2 * kept);
    expect(await findings()).toEqual([]);
  });

  test('a transaction that is undone leaves neither a row nor a gap', async () => {
    const before = await headNow();
    const undone = service.store.transaction(async (trx) => {
      await writeAudit(trx, { action: 'token.created', actor: HOST_ACTOR, at: new Date() });
      throw new Error('changed my mind');
    });
    await expect(undone).rejects.toThrow('changed my mind');
    expect(await headNow()).toEqual(before);
    await note('next');
    expect(await findings()).toEqual([]);
  });

  describe('when somebody has the database', () => {
    let saved: { events: object[]; head: object };
    let last = 0;
    beforeEach(async () => {
      for (const name of ['one', 'two', 'three', 'four', 'five']) await note(name);
      last = (await headNow()).seq;
      saved = {
        events: await service.store.db.selectFrom('audit_events').selectAll().execute(),
        head: await service.store.db.selectFrom('audit_head').selectAll().executeTakeFirstOrThrow(),
      };
    });
    afterEach(async () => {
      const { db } = service.store;
      await db.deleteFrom('audit_events').execute();
      for (const row of saved.events) {
        await db
          .insertInto('audit_events')
          .values(row as never)
          .execute();
      }
      await db.deleteFrom('audit_head').execute();
      await db
        .insertInto('audit_head')
        .values(saved.head as never)
        .execute();
      expect(await findings()).toEqual([]);
    });

    const rows = () => service.store.db.updateTable('audit_events');
    const DOES_NOT_FIT =
      'it does not fit the chain: it was edited, moved or inserted, or the row before it was';

    test.each([
      ['at', '2020-01-01T00:00:00.000Z'],
      ['action', 'token.created'],
      ['actor_id', 'somebody'],
      ['actor_name', 'Somebody'],
      ['session_id', 'ses_0'],
      ['token_id', 'tok_0'],
      ['token_name', 'Another'],
      ['via', 'copy'],
      ['detail', '{"name":"2"}'],
      ['address', '10.0.0.1'],
    ] as const)('an edited %s is found, and names its row alone', async (column, value) => {
      await rows()
        .set({ [column]: value })
        .where('seq', '=', last - 2)
        .execute();
      expect(await findings()).toEqual([`${last - 2} ${DOES_NOT_FIT}`]);
    });

    test('a text moved from one column into the next is found', async () => {
      await rows()
        .set({ actor_id: '', actor_name: 'hostCommand on the host' })
        .where('seq', '=', last)
        .execute();
      expect(await findings()).toEqual([`${last} ${DOES_NOT_FIT}`]);
    });

    test('a dropped row is found', async () => {
      await service.store.db
        .deleteFrom('audit_events')
        .where('seq', '=', last - 2)
        .execute();
      expect(await findings()).toEqual([`${last - 2} the row is missing`]);
    });

    test('a dropped row is found also when those behind it are moved up', async () => {
      const { db } = service.store;
      await db
        .deleteFrom('audit_events')
        .where('seq', '=', last - 2)
        .execute();
      for (const seq of [last - 1, last]) {
        await rows()
          .set({ seq: seq - 1 })
          .where('seq', '=', seq)
          .execute();
      }
      expect(await findings()).toEqual([
        `${last - 2} ${DOES_NOT_FIT}`,
        `${last - 1} ${DOES_NOT_FIT}`,
        `${last} the row is missing`,
      ]);
    });

    test('two rows that changed places are found', async () => {
      for (const [from, to] of [
        [last - 3, 1_000_000],
        [last - 1, last - 3],
        [1_000_000, last - 1],
      ] as const) {
        await rows().set({ seq: to }).where('seq', '=', from).execute();
      }
      const found = await findings();
      expect(found).toContain(`${last - 3} ${DOES_NOT_FIT}`);
      expect(found).toContain(`${last - 1} ${DOES_NOT_FIT}`);
    });

    const forged = async (seq: number, hash: string): Promise<void> => {
      const row = await service.store.db
        .selectFrom('audit_events')
        .selectAll()
        .where('seq', '=', last)
        .executeTakeFirstOrThrow();
      await service.store.db
        .insertInto('audit_events')
        .values({ ...row, seq, hash })
        .execute();
    };

    test('an inserted row is found behind the end, before the beginning, and in between', async () => {
      await forged(last + 1, 'x'.repeat(43));
      expect(await findings()).toEqual([
        `${last + 1} it stands behind the head of the log: it was inserted`,
      ]);
      await rows()
        .set({ seq: 0, hash: '' })
        .where('seq', '=', last + 1)
        .execute();
      expect(await findings()).toEqual([
        '0 it stands among the rows from before the chain, and is none of them',
      ]);
      await service.store.db.deleteFrom('audit_events').where('seq', '=', 0).execute();
      for (const seq of [last, last - 1]) {
        await rows()
          .set({ seq: seq + 1 })
          .where('seq', '=', seq)
          .execute();
      }
      await forged(last - 1, 'x'.repeat(43));
      expect(await findings()).toContain(`${last - 1} ${DOES_NOT_FIT}`);
    });

    const cutOff = async (count: number): Promise<void> => {
      await service.store.db
        .deleteFrom('audit_events')
        .where('seq', '>', last - count)
        .execute();
    };

    test('a tail that was cut off is found', async () => {
      await cutOff(2);
      expect(await findings()).toEqual([`${last - 1} the rows ${last - 1} to ${last} are missing`]);
    });

    test('a tail that was cut off is found when the head is moved back, now and after more rows were written', async () => {
      await cutOff(2);
      const { hash } = await service.store.db
        .selectFrom('audit_events')
        .select('hash')
        .where('seq', '=', last - 2)
        .executeTakeFirstOrThrow();
      await service.store.db
        .updateTable('audit_head')
        .set({ seq: last - 2, hash })
        .execute();
      expect(await findings()).toEqual([
        `${last - 2} the head of the log was changed, or put back to an earlier one`,
      ]);
      // The service goes on, and makes a head that fits again. What was done stays visible.
      for (const name of ['six', 'seven', 'eight']) await note(name);
      expect(await findings()).toEqual([
        `${last - 1} it was added after the head of the log had been tampered with: earlier rows may be gone`,
      ]);
    });

    test('an old head that was put back with its seal is found by the one who noted a later one', async () => {
      const before = await headNow();
      for (const name of ['six', 'seven']) await note(name);
      const noted = await headNow();
      await service.store.db.deleteFrom('audit_events').where('seq', '>', before.seq).execute();
      await service.store.db.updateTable('audit_head').set(before).execute();
      expect(await findings()).toEqual([]);
      expect(await findings(noted)).toEqual([
        `${last + 1} the rows ${last + 1} to ${last + 2} are missing`,
      ]);
      // Other rows in the place of those that were cut off.
      for (const name of ['6', '7']) await note(name);
      expect(await findings(noted)).toEqual([
        `${last + 2} its hash is another than the one that was noted`,
      ]);
    });

    test('rows cannot be passed off as older than the chain', async () => {
      await rows().set({ hash: '', actor_name: 'Somebody' }).execute();
      await service.store.db
        .updateTable('audit_head')
        .set({ hash: '', chained_after: last })
        .execute();
      expect(await findings()).toEqual([
        `${last} the head of the log was changed, or put back to an earlier one`,
      ]);
    });

    test('a head that was taken away is found, and nothing can be done unrecorded any more', async () => {
      await service.store.db.deleteFrom('audit_head').execute();
      expect(await findings()).toEqual([
        '0 the head of the log is gone: nothing says where it ends',
      ]);
      await expect(note('six')).rejects.toThrow('the head of the audit log is missing');
    });
  });

  test('where it ends is told to the service’s log, and an end that somebody put there as an error', async () => {
    const lines: string[] = [];
    const log = createLog('info', { write: (line) => lines.push(line) });
    const head = await headNow();
    await noteHead(service.store, log);
    const heads = service.store.db.updateTable('audit_head');
    await heads.set({ seq: head.seq - 1 }).execute();
    await noteHead(service.store, log);
    await heads.set({ seq: head.seq }).execute();
    const told = lines.map((line) => JSON.parse(line) as { level: string; auditHead: string });
    expect(told.map(({ level, auditHead }) => [level, auditHead])).toEqual([
      ['info', `${head.seq}:${head.hash}`],
      ['error', `${head.seq - 1}:${head.hash}`],
    ]);
  });

  test('a chain made with another key does not fit', async () => {
    const { key } = chainOf(service.store.db);
    const other = await startService(kind);
    expect((await verifyAudit(other.store, key, null)).findings.length).toBeGreaterThan(1);
    await other.stop();
  });
});

describe.each(DATABASES)('verify-audit on %s', (kind) => {
  let service: TestService;
  const command = (...args: string[]) =>
    runToEnd(settingsFor(service.database, 4180), 'verify-audit', ...args);
  beforeAll(async () => {
    service = await startService(kind);
    await created(service, anIssued());
  });
  afterAll(() => service.stop());

  test('beside a running service it says that all is well, and is on record itself', async () => {
    const ended = await command();
    const head = (await readHead(service.store.db))!;
    expect(ended).toMatchObject({
      code: 0,
      stdout: `ok: ${head.seq} rows, head ${head.seq}:${head.hash}\n`,
      stderr: '',
    });
    const last = await service.store.db
      .selectFrom('audit_events')
      .select(['action', 'actor_id', 'detail'])
      .orderBy('seq', 'desc')
      .executeTakeFirst();
    expect(last).toMatchObject({ action: 'audit.verified', actor_id: 'host' });
    expect(JSON.parse(last?.detail ?? '')).toEqual({ osUser: expect.any(String) as string });
    expect((await command('--expect', `${head.seq}:${head.hash}`)).code).toBe(0);
  });

  test('it names what does not fit, a line each, and ends with 1', async () => {
    await sql`update audit_events set actor_name = 'Somebody' where seq = 2`.execute(
      service.store.db,
    );
    const ended = await command();
    expect([ended.code, ended.stderr]).toEqual([1, '']);
    expect(ended.stdout).toMatch(/^row 2: it does not fit.*\nnot ok: \d+ rows, 1 findings, head /);
    expect((await command('--expect', `999:${'x'.repeat(43)}`)).stdout).toContain('are missing');
  });

  test('a head that is none is told in words', async () => {
    const ended = await command('--expect', 'nonsense');
    expect([ended.code, ended.stdout]).toEqual([2, '']);
    expect(ended.stderr).toContain('It has to be a head as it was printed');
  });
});
