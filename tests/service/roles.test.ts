import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ROUTES, type Route, type RouteName, type Who } from '../../contract/routes.ts';
import { DATABASES } from './support/database.ts';
import { auditOf, call, created } from './support/http.ts';
import { anIssued } from './support/makers.ts';
import { rowCounts } from './support/row-counts.ts';
import { bearer, startService, type TestService } from './support/start-service.ts';

const ROUTE_NAMES = Object.keys(ROUTES) as RouteName[];
type Caller = 'nobody' | 'member' | 'admin';

/** What the column `who` of the route table promises. Anything that is not in here is a no. */
const MAY: Readonly<Record<Who, readonly Caller[]>> = {
  open: ['nobody', 'member', 'admin'],
  any: ['member', 'admin'],
  admin: ['admin'],
  // For members: only with a field of theirs, and only with a grant. Both have their own tests.
  admin_or_field: ['admin'],
  admin_or_grant: ['admin'],
};

const CASES = ROUTE_NAMES.flatMap((name) =>
  (['nobody', 'member', 'admin'] as const).map((caller) => [caller, name] as const),
);

describe.each(DATABASES)('roles on %s', (kind) => {
  let service: TestService;
  beforeAll(async () => {
    service = await startService(kind);
  });
  afterAll(() => service.stop());

  test.each(CASES)('%s calling %s gets what the route table says', async (caller, name) => {
    const route: Route = ROUTES[name];
    const token = await created(service, anIssued());
    const before = await rowCounts(service.store);
    const body =
      name === 'createToken'
        ? anIssued()
        : name === 'revealToken'
          ? { via: 'copy' }
          : name === 'updateToken'
            ? { name: `Renamed by ${caller} – ${kind} – tests` }
            : undefined;
    const answer = await call(service, route.method, route.path.replace('{id}', token.id), {
      as: caller === 'nobody' ? null : caller,
      headers: { 'if-match': '"1"' },
      ...(body === undefined ? {} : { body }),
    });
    if (MAY[route.who].includes(caller)) {
      expect(answer.status).toBe(route.success.status);
      return;
    }
    expect(answer.status).toBe(caller === 'nobody' ? 401 : 403);
    const { audit_events: auditBefore = 0, ...rowsBefore } = before;
    const { audit_events: auditAfter = 0, ...rowsAfter } = await rowCounts(service.store);
    expect(rowsAfter).toEqual(rowsBefore);
    // Whoever is signed in and may not leaves a trace; a call without any credentials leaves none.
    expect(auditAfter - auditBefore).toBe(caller === 'member' ? 1 : 0);
  });

  test('a refusal comes before the body is read: who may not call learns nothing of it', async () => {
    const answer = await call(service, 'POST', '/v1/tokens', { as: 'member', rawBody: '{' });
    expect([answer.status, answer.body.error.code]).toEqual([403, 'forbidden']);
  });

  test('a member may edit purpose and tags, and nothing beside them', async () => {
    const token = await created(service, anIssued());
    const edit = (body: object) =>
      call(service, 'PATCH', `/v1/tokens/${token.id}`, {
        as: 'member',
        headers: { 'if-match': '*' },
        body,
      });
    expect((await edit({ purpose: 'Known now', tags: ['a'] })).status).toBe(200);
    for (const body of [
      { name: 'Another name' },
      { purpose: 'x', scopes: ['tags:delete'] },
      { expiresAt: null },
      { owner: 'me' },
      { backedBy: null },
      { usedIn: [] },
    ]) {
      const answer = await edit(body);
      expect([answer.status, answer.body.error.code]).toEqual([403, 'field_forbidden']);
    }
    const after = await call(service, 'GET', `/v1/tokens/${token.id}`);
    expect(after.body.version).toBe(2);
  });

  test('a refused reveal leaves a row in the audit log and no value', async () => {
    const token = await created(service, anIssued());
    const answer = await call(service, 'POST', `/v1/tokens/${token.id}/reveal`, {
      as: 'member',
      body: { via: 'copy' },
    });
    expect([answer.status, answer.body.error.code]).toEqual([403, 'no_grant']);
    expect(answer.text).not.toContain('ftk_');
    const [last] = await auditOf(service, `&token=${token.id}`);
    expect(last).toMatchObject({ action: 'token.reveal_refused', via: 'copy' });
  });

  test.each([
    ['an unknown bearer token', `fta_${'a'.repeat(40)}`, 'session_ended'],
    ['junk', 'junk', 'session_ended'],
    ['two words', 'a b', 'not_signed_in'],
  ])('%s is nobody', async (_what, token, code) => {
    const answer = await call(service, 'GET', '/v1/me', { as: token });
    expect([answer.status, answer.body.error.code]).toEqual([401, code]);
    expect(answer.headers.get('www-authenticate')).toMatch(/^DPoP /);
  });

  test('an issued token opens the gateway alone, not the register', async () => {
    const token = await created(service, anIssued());
    const reveal = await call(service, 'POST', `/v1/tokens/${token.id}/reveal`, {
      body: { via: 'copy' },
    });
    const answer = await call(service, 'GET', '/v1/tokens', { as: reveal.body.value as string });
    expect(answer.status).toBe(401);
  });

  test('an access token ends with its time', async () => {
    const short = await bearer(service.store, 'admin', 1);
    await new Promise((resolve) => setTimeout(resolve, 5));
    const answer = await call(service, 'GET', '/v1/me', { as: short });
    expect([answer.status, answer.body.error.code]).toEqual([401, 'session_ended']);
  });
});
