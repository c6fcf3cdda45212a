import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { OPERATIONS } from '../../contract/operations.ts';
import { created, revealed } from './support/http.ts';
import { callGateway } from './support/gateway-caller.ts';
import { aFront, aFrontValue, anIssued } from './support/makers.ts';
import { startService, type TestService } from './support/start-service.ts';
import { startUpstream, type Upstream } from './support/upstream.ts';

/** Written by hand from Front’s reference: their permission is not what their method says. */
const DIFFERENT = [
  ['DELETE', '/accounts/acc_1/contacts', 'accounts:write'],
  ['POST', '/analytics/exports', 'analytics:read'],
  ['POST', '/analytics/reports', 'analytics:read'],
  ['POST', '/applications/app_1/events', 'feature:app_trigger'],
  ['POST', '/channels/cha_1/messages', 'messages:send'],
  ['DELETE', '/contact_groups/grp_1/contacts', 'contacts:write'],
  ['DELETE', '/contact_lists/lst_1/contacts', 'contacts:write'],
  ['DELETE', '/contacts/crd_1/handles', 'contacts:write'],
  ['DELETE', '/conversations/cnv_1/followers', 'conversations:write'],
  ['DELETE', '/conversations/cnv_1/links', 'conversations:write'],
  ['POST', '/conversations/cnv_1/messages', 'messages:send'],
  ['DELETE', '/conversations/cnv_1/tags', 'conversations:write'],
  ['DELETE', '/inboxes/inb_1/teammates', 'inboxes:write'],
  ['DELETE', '/shifts/shf_1/teammates', 'shifts:write'],
  ['DELETE', '/teammate_groups/tgr_1/inboxes', 'teammate_groups:write'],
  ['DELETE', '/teammate_groups/tgr_1/teammates', 'teammate_groups:write'],
  ['DELETE', '/teammate_groups/tgr_1/teams', 'teammate_groups:write'],
  ['DELETE', '/teams/tim_1/teammates', 'teams:write'],
] as const;
const BY_METHOD: Readonly<Record<string, string>> = {
  GET: 'read',
  POST: 'write',
  PUT: 'write',
  PATCH: 'write',
  DELETE: 'delete',
};
const ALL_SCOPES = [...new Set(OPERATIONS.flatMap(({ scope }) => scope ?? []))];

let upstream: Upstream;
let service: TestService;
let backedBy: string;
let reached: string[];
beforeAll(async () => {
  upstream = await startUpstream((request, response) => {
    reached.push(`${request.method ?? ''} ${request.url ?? ''}`);
    response.writeHead(202).end();
  });
  service = await startService('sqlite', {
    frontApiUrl: upstream.url,
    more: { FRONT_RATE_LIMIT: '10000000' },
  });
  const value = aFrontValue({ scopes: ALL_SCOPES });
  backedBy = (await created(service, aFront({ value, scopes: ALL_SCOPES }))).id;
});
afterAll(async () => {
  await service.stop();
  await upstream.close();
});

async function status(scopes: readonly string[], method: string, path: string) {
  const { id } = await created(service, anIssued({ scopes: [...scopes], backedBy }));
  reached = [];
  const answer = await callGateway(service, await revealed(service, id), path, { method });
  return { status: answer.status, text: answer.body.toString() };
}

describe('the permission is Front’s own and never read from the method', () => {
  test.each(DIFFERENT)('%s %s needs %s', async (method, path, scope) => {
    expect(await status([scope], method, path)).toEqual({ status: 202, text: '' });
    expect(reached).toEqual([`${method} ${path}`]);
    const others = ALL_SCOPES.filter((other) => other !== scope);
    const refused = await status(others, method, path);
    expect(refused.status).toBe(403);
    expect(refused.text).toContain(`lacks the scope ${scope},`);
    expect(reached).toEqual([]);
  });

  test('these are all of them', () => {
    const different = OPERATIONS.filter(
      ({ method, scope }) => scope !== null && scope.split(':').at(-1) !== BY_METHOD[method],
    );
    expect(different).toHaveLength(DIFFERENT.length);
    const hand = DIFFERENT.map(([method, path, scope]) => `${method} ${shape(path)} ${scope}`);
    expect(
      different.map(({ method, path, scope }) => `${method} ${shape(path)} ${scope}`).sort(),
    ).toEqual(hand.sort());
  });
});

/** A path with its varying part taken out. */
function shape(path: string): string {
  return path.replace(/\{[^}]+\}|\b[a-z]{3}_1\b/, '*');
}
