import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sql } from 'kysely';
import { holdAuditLog } from '../../service/audit/write-audit.ts';
import type { Token } from '../../contract/token.ts';
import { DATABASES } from './support/database.ts';
import { call, created } from './support/http.ts';
import { anIssued } from './support/makers.ts';
import { signedInPerson, type SignedInPerson } from './support/signed-in-person.ts';
import { someoneWaits } from './support/someone-waits.ts';
import { startService, type TestService } from './support/start-service.ts';

const merge = (service: TestService, from: string, into: string, mark: string) =>
  call(service, 'POST', `/v1/tags/${from}/merge`, { body: { into, mark } });
const markOf = async (service: TestService, from: string, into: string): Promise<string> =>
  (await call(service, 'POST', `/v1/tags/${from}/merge-preview`, { body: { into } })).body
    .mark as string;

describe.each(DATABASES)('changes beside a merge of tags on %s', (kind) => {
  let service: TestService;
  beforeAll(async () => {
    service = await startService(kind);
  });
  afterAll(() => service.stop());

  test('lose nothing: an edit is there, or its sender is told that it came too late', async () => {
    const tokens: Token[] = [];
    for (let i = 0; i < 20; i++) tokens.push(await created(service, anIssued({ tags: ['old'] })));
    await created(service, anIssued({ tags: ['new'] }));
    const mark = await markOf(service, 'old', 'new');
    const [merged, ...edits] = await Promise.all([
      merge(service, 'old', 'new', mark),
      ...tokens.map(({ id, version }) =>
        call(service, 'PATCH', `/v1/tokens/${id}`, {
          body: { purpose: 'Edited meanwhile' },
          headers: { 'if-match': `"${version}"` },
        }),
      ),
    ]);
    expect(merged.status, merged.text).toBe(200);
    for (const [i, { id }] of tokens.entries()) {
      const after = (await call(service, 'GET', `/v1/tokens/${id}`)).body as Token;
      const edited = edits[i]?.status === 200;
      expect([200, 412]).toContain(edits[i]?.status);
      expect(after.tags).toEqual(['new']);
      expect([after.purpose, after.version]).toEqual(edited ? ['Edited meanwhile', 3] : ['', 2]);
    }
  });
});

describe('a grant that is on its way on PostgreSQL', () => {
  let service: TestService;
  let mel: SignedInPerson;
  beforeAll(async () => {
    service = await startService('postgres');
    mel = await signedInPerson(service, 'Mel Member');
  });
  afterAll(() => service.stop());

  test.each(['from', 'into'] as const)(
    'to the tag that a merge goes %s is seen by the merge, which lets nobody see more unseen',
    async (which) => {
      const tags = { from: `a-${which}`, into: `b-${which}` };
      const secret = await created(service, anIssued());
      const other = which === 'from' ? tags.into : tags.from;
      await mel.own(other);
      await created(service, anIssued({ tags: [tags.from, tags.into] }));
      const mark = await markOf(service, tags.from, tags.into);
      let granting: Promise<unknown> = Promise.resolve();
      let merging: ReturnType<typeof merge> | null = null;
      await service.store.transaction(async (trx) => {
        // Whoever changes something waits for the log, with all else done and not committed.
        await holdAuditLog(trx);
        const path = `/v1/tokens/${secret.id}/tag-grants/${tags[which]}`;
        granting = call(service, 'PUT', path, { body: {} });
        await waiting(service, 1);
        merging = merge(service, tags.from, tags.into, mark);
        await waiting(service, 2);
      });
      await granting;
      const merged = await merging!;
      expect([merged.status, merged.body.error?.code]).toEqual([409, 'merge_changed']);
      const reveal = await mel.call('POST', `/v1/tokens/${secret.id}/reveal`, { via: 'reveal' });
      expect(reveal.status).toBe(403);
    },
  );
});

/** Resolves when so many transactions wait for others. */
async function waiting({ store }: TestService, count: number): Promise<void> {
  for (;;) {
    await someoneWaits(store);
    const { rows } = await sql<{ count: number }>`
      select count(*) as count from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`.execute(store.db);
    if (Number(rows[0]?.count) >= count) return;
  }
}
