import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ROUTES, type Route, type RouteName, type Who } from '../../contract/routes.ts';
import { DATABASES } from './support/database.ts';
import { auditOf, call, created, type Answer } from './support/http.ts';
import { anIssued } from './support/makers.ts';
import { peopleRows } from './support/people-rows.ts';
import { CALLERS, ROUTE_CALLS, type Caller, type RouteCall } from './support/route-calls.ts';
import { signedInPerson, type SignedInPerson } from './support/signed-in-person.ts';
import { snapshot } from './support/snapshot.ts';
import { bearer, startService, type TestService } from './support/start-service.ts';

const ROUTE_NAMES = Object.keys(ROUTES) as RouteName[];
const ADMINS: readonly Caller[] = ['admin', 'access token of an admin'];
const SIGNED_IN: readonly Caller[] = [
  ...ADMINS,
  'member',
  'member with a grant',
  'access token of a member',
];
const STOPPED: readonly Caller[] = ['blocked person', 'removed person'];

/** What the column `who` of the route table promises. Anything that is not in here is a no. */
const MAY: Readonly<Record<Who, readonly Caller[]>> = {
  open: CALLERS,
  any: SIGNED_IN,
  admin: ADMINS,
  // For members only with a field of theirs, which has its own test.
  admin_or_field: ADMINS,
  admin_or_grant: [...ADMINS, 'member with a grant'],
};

/** Who did it, for whom and what they are: nobody says that of themself in a body. */
const FACTS = ['role', 'createdBy', 'company', 'memberId', 'status', 'id', 'grantedBy', 'actor'];
/** The only calls that take such a field, because it is what they are for. */
const TAKES: Partial<Record<RouteName, readonly string[]>> = {
  updateMember: ['role', 'status'],
  createInvitation: ['role', 'memberId'],
};

const CASES = ROUTE_NAMES.flatMap((name) => CALLERS.map((caller) => [caller, name] as const));
const ASSIGNMENTS = ROUTE_NAMES.filter((name) => 'body' in ROUTES[name]).flatMap((name) =>
  FACTS.filter((field) => TAKES[name]?.includes(field) !== true).map(
    (field) => [field, name] as const,
  ),
);

/** So many refusals of one person are on record within a minute; of more, only the number. */
const REFUSALS_OF_ONE = 100;
const ASKERS = Array.from(
  { length: Math.ceil(ASSIGNMENTS.length / REFUSALS_OF_ONE) },
  (_, i) => `Ada Asker ${i + 1}`,
);

const isThis = (field: string, name: RouteName) => (row: (typeof ASSIGNMENTS)[number]) =>
  row[0] === field && row[1] === name;

describe.each(DATABASES)('roles on %s', (kind) => {
  let service: TestService;
  let people: Readonly<Record<string, SignedInPerson>>;
  beforeAll(async () => {
    service = await startService(kind);
    people = {
      admin: await signedInPerson(service, 'Ada Admin', 'admin'),
      member: await signedInPerson(service, 'Mel Member'),
      'member with a grant': await signedInPerson(service, 'Gus Grantee'),
      'blocked person': await signedInPerson(service, 'Bo Blocked', 'admin'),
      'removed person': await signedInPerson(service, 'Remy Removed', 'admin'),
    };
    for (const name of ASKERS) {
      people = { ...people, [name]: await signedInPerson(service, name, 'admin') };
    }
    await call(service, 'PATCH', `/v1/members/${people['blocked person']!.id}`, {
      body: { status: 'blocked' },
    });
    await call(service, 'DELETE', `/v1/members/${people['removed person']!.id}`);
  });
  afterAll(() => service.stop());

  const send = (caller: Caller, method: string, made: RouteCall): Promise<Answer> => {
    const person = people[caller];
    if (person !== undefined) return person.call(method, made.path, made.body);
    return call(service, method, made.path, {
      as:
        caller === 'access token of an admin'
          ? 'admin'
          : caller === 'access token of a member'
            ? 'member'
            : null,
      headers: { 'if-match': '*' },
      ...(made.body === undefined ? {} : { body: made.body }),
    });
  };
  const stage = async (caller: Caller, name: RouteName): Promise<RouteCall> => {
    const { id: tokenId } = await created(service, anIssued());
    const callerId = people[caller]?.id ?? 'acc_0000000000000000';
    if (caller === 'member with a grant') {
      await peopleRows.grant(service.store, tokenId, { kind: 'member', grantee: callerId });
    }
    return ROUTE_CALLS[name]({ service, tokenId, callerId });
  };

  test.each(CASES)('%s calling %s gets what the route table says', async (caller, name) => {
    const route: Route = ROUTES[name];
    const made = await stage(caller, name);
    const before = await snapshot(service.store);
    const answer = await send(caller, route.method, made);
    if (MAY[route.who].includes(caller)) {
      expect(answer.status, answer.text).toBe(made.otherwise?.[caller] ?? route.success.status);
      return;
    }
    const stopped = STOPPED.includes(caller);
    expect([answer.status, answer.body.error.code]).toEqual(
      stopped
        ? [401, 'session_ended']
        : caller === 'nobody'
          ? [401, 'not_signed_in']
          : [
              403,
              { admin_or_field: 'field_forbidden', admin_or_grant: 'no_grant' }[
                route.who as string
              ] ?? 'forbidden',
            ],
    );
    expect(await snapshot(service.store)).toEqual(before);
  });

  test.each(ASSIGNMENTS)(
    'an admin who puts “%s” into the body of %s changes nothing',
    async (field, name) => {
      const made = await stage('admin', name);
      const before = await snapshot(service.store);
      const body = { ...made.body, [field]: 'admin' };
      const asker =
        ASKERS[Math.floor(ASSIGNMENTS.findIndex(isThis(field, name)) / REFUSALS_OF_ONE)]!;
      const answer = await people[asker]!.call(ROUTES[name].method, made.path, body);
      expect([answer.status, answer.body.error.code]).toEqual([422, 'unknown_field']);
      expect(answer.body.error.details.fields[0].field).toBe(field);
      expect(await snapshot(service.store)).toEqual(before);
      const [last] = await auditOf(service, '&action=call.refused');
      expect(last).toMatchObject({
        actor: { name: asker },
        detail: { code: 'unknown_field', route: name, fields: [field] },
      });
    },
  );

  test('a member cannot use another’s session or request, nor end it', async () => {
    const mel = people.member!;
    const gus = people['member with a grant']!;
    const { id: tokenId } = await created(service, anIssued());
    const session = await peopleRows.session(service.store, gus.id);
    const request = await peopleRows.request(service.store, tokenId, gus.id);
    const before = await snapshot(service.store);
    for (const path of [`/v1/me/sessions/${session}`, `/v1/me/requests/${request}`]) {
      expect((await mel.call('DELETE', path)).status).toBe(404);
    }
    expect(await snapshot(service.store)).toEqual(before);
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
