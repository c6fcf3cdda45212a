import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ScopeDryRun, ScopeProposal } from '../../contract/scope-proposal.ts';
import type { Usage } from '../../contract/usage.ts';
import { HOST_ACTOR, writeAudit } from '../../service/audit/write-audit.ts';
import { UsageWriter } from '../../service/usage/usage-writer.ts';
import { DATABASES } from './support/database.ts';
import { auditOf, call, created, deleted } from './support/http.ts';
import { aFront, anIssued } from './support/makers.ts';
import { snapshot } from './support/snapshot.ts';
import { startService, type TestService } from './support/start-service.ts';

const DAY_MS = 86_400_000;
const daysAgo = (days: number): Date => new Date(Date.now() - days * DAY_MS);

describe.each(DATABASES)('granted against used on %s', (kind) => {
  let service: TestService;
  beforeAll(async () => {
    service = await startService(kind);
  });
  afterAll(() => service.stop());

  const propose = (id: string, query = '') =>
    call(service, 'GET', `/v1/tokens/${id}/scope-proposal${query}`, { as: 'member' });
  const proposalOf = async (id: string, query = '') =>
    (await propose(id, query)).body as ScopeProposal;
  const trial = (id: string, body: object) =>
    call(service, 'POST', `/v1/tokens/${id}/scope-dry-run`, { as: 'member', body });
  const written = async (
    tokenId: string,
    ...calls: readonly (readonly [days: number, operation: string | null, outcome: string])[]
  ): Promise<void> => {
    const writer = new UsageWriter(service.store, (error) => {
      throw error;
    });
    for (const [days, operation, outcome] of calls) {
      writer.count({ tokenId, at: daysAgo(days), operation, outcome: outcome as '200' });
    }
    await writer.close();
  };
  /** As if the token, and the counting with it, were that old. */
  const aged = async (id: string, created: number, counting: number): Promise<void> => {
    await service.store.db
      .updateTable('tokens')
      .set({ created_at: daysAgo(created).toISOString() })
      .where('id', '=', id)
      .execute();
    await service.store.db
      .updateTable('kysely_migration')
      .set({ timestamp: daysAgo(counting).toISOString() })
      .where('name', '=', '2026_11_26_usage')
      .execute();
  };

  test('the proposal is made from all days on record, and says which scopes were used', async () => {
    const { id } = await created(
      service,
      anIssued({ scopes: ['tags:read', 'tags:write', 'contacts:read'] }),
    );
    await written(
      id,
      [0, 'list-tags', '200'],
      [1, 'list-tags', '200'],
      [200, 'list-contacts', '200'],
      [0, 'list-conversations', 'missing_scope'],
      [0, 'api-token-details', '200'],
    );
    expect(await proposalOf(id)).toMatchObject({
      callsSeen: 5,
      used: [
        { scope: 'tags:read', calls: 2, operations: ['list-tags'] },
        { scope: 'contacts:read', calls: 1 },
      ],
      unused: ['tags:write'],
      missing: [{ scope: 'conversations:read', calls: 1, refused: 1 }],
      withoutScope: 1,
      undecided: 0,
      proposal: ['tags:read', 'contacts:read'],
    });
    expect((await proposalOf(id, '?days=30')).proposal).toEqual(['tags:read']);
  });

  test('a dry run tells the calls that a narrower set would have refused, and changes nothing', async () => {
    const { id } = await created(service, anIssued({ scopes: ['tags:read', 'tags:write'] }));
    await written(id, [0, 'list-tags', '200'], [3, 'create-tag', '201'], [4, 'create-tag', '201']);
    const before = await snapshot(service.store);
    const log = (await auditOf(service, `&token=${id}`)).length;
    const answer = await trial(id, { scopes: ['tags:read'] });
    expect(answer.status, answer.text).toBe(200);
    expect(answer.body as ScopeDryRun).toMatchObject({
      callsPassed: 3,
      wouldRefuse: {
        calls: 2,
        operations: [{ operation: 'create-tag', scope: 'tags:write', calls: 2 }],
      },
      wouldPass: { calls: 0 },
    });
    const narrow = (await trial(id, { scopes: ['tags:read'], days: 2 })).body as ScopeDryRun;
    expect(narrow.wouldRefuse.calls).toBe(0);
    expect(await snapshot(service.store)).toEqual(before);
    expect(await auditOf(service, `&token=${id}`)).toHaveLength(log);
  });

  test('calls that were counted without their operation make a proposal incomplete', async () => {
    const { id } = await created(service, anIssued({ scopes: ['tags:read'] }));
    await written(id, [0, 'list-tags', '200']);
    expect(await proposalOf(id)).toMatchObject({ complete: true, undecided: 0 });
    await written(id, [0, null, '200']);
    expect(await proposalOf(id)).toMatchObject({ complete: false, undecided: 1, wholeLife: true });
    expect((await trial(id, { scopes: ['tags:read'] })).body).toMatchObject({ undecided: 1 });
  });

  test.each([
    ['younger than the counting', 5, 50, 5, true],
    ['older than the counting', 50, 5, 5, false],
    ['older than the days that are kept', 500, 600, 399, false],
  ])(
    'a token that is %s says since when its calls are known',
    async (_, age, counting, since, whole) => {
      const { id } = await created(service, anIssued());
      await aged(id, age, counting);
      const { recordedSince, wholeLife, complete } = await proposalOf(id);
      expect(recordedSince.slice(0, 10)).toBe(daysAgo(since).toISOString().slice(0, 10));
      expect([wholeLife, complete]).toEqual([whole, whole]);
      const usage = await call(service, 'GET', `/v1/tokens/${id}/usage`, { as: 'member' });
      expect((usage.body as Usage).recordedSince).toBe(recordedSince);
    },
  );

  test('a proposal of fewer days than the token is old does not call itself complete', async () => {
    const { id } = await created(service, anIssued());
    await aged(id, 20, 50);
    expect(await proposalOf(id, '?days=30')).toMatchObject({ complete: true });
    expect(await proposalOf(id, '?days=10')).toMatchObject({ complete: false, wholeLife: false });
  });

  test('of a Front token nobody knows what it is used for', async () => {
    const { id } = await created(service, aFront());
    for (const answer of [await propose(id), await trial(id, { scopes: ['tags:read'] })]) {
      expect([answer.status, answer.body.error.code]).toEqual([409, 'not_issued']);
    }
  });

  test('what a deleted token did stays on record', async () => {
    const { id } = await created(service, anIssued({ scopes: ['tags:read'] }));
    await written(id, [0, 'list-tags', '200']);
    await deleted(service, id);
    expect((await proposalOf(id)).proposal).toEqual(['tags:read']);
  });

  test.each([
    [{ scopes: [] }, 'too_short'],
    [{ scopes: ['rockets:launch'] }, 'invalid_value'],
    [{}, 'missing_field'],
    [{ scopes: ['tags:read'], days: 0 }, 'invalid_value'],
    [{ scopes: ['tags:read'], days: 401 }, 'invalid_value'],
    [{ scopes: ['tags:read'], days: 1.5 }, 'wrong_type'],
  ])('a dry run of %j is refused', async (body, code) => {
    const { id } = await created(service, anIssued());
    const answer = await trial(id, body);
    expect([answer.status, answer.body.error.details.fields[0].code]).toEqual([422, code]);
  });

  // The last one: what it writes down holds for all tokens.
  test('after a restore no proposal stands on every call: those after the backup are gone', async () => {
    const { id } = await created(service, anIssued({ scopes: ['tags:read', 'tags:write'] }));
    await aged(id, 20, 90);
    await written(id, [10, 'list-tags', '200']);
    expect(await proposalOf(id)).toMatchObject({ wholeLife: true, complete: true });
    const at = daysAgo(5);
    await service.store.transaction((trx) =>
      writeAudit(trx, { action: 'backup.restored', actor: HOST_ACTOR, at }),
    );
    expect(await proposalOf(id)).toMatchObject({
      recordedSince: at.toISOString(),
      wholeLife: false,
      complete: false,
      used: [{ scope: 'tags:read', calls: 1 }],
    });
    // A token that was made since has its whole life on record.
    const young = await created(service, anIssued({ scopes: ['tags:read'] }));
    expect(await proposalOf(young.id)).toMatchObject({ wholeLife: true });
  });
});
