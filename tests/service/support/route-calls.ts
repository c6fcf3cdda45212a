import { ROUTES, type RouteName } from '../../../contract/routes.ts';
import { call } from './http.ts';
import { anIssued } from './makers.ts';
import { peopleRows } from './people-rows.ts';
import type { TestService } from './start-service.ts';

/** Whom the roles are tested with. */
export const CALLERS = [
  'nobody',
  'member',
  'member with a grant',
  'admin',
  'blocked person',
  'removed person',
  'access token of a member',
  'access token of an admin',
] as const;
export type Caller = (typeof CALLERS)[number];

/** What a call finds when it comes. */
export interface Stage {
  readonly service: TestService;
  /** A token that was just issued, and was not granted to the caller unless the caller's name says so. */
  readonly tokenId: string;
  readonly callerId: string;
}

/** A valid call of a route. */
export interface RouteCall {
  readonly path: string;
  readonly body?: object;
  /** What another status than the route's success means for these callers, who may call it. */
  readonly otherwise?: Partial<Record<Caller, number>>;
}

type MakeCall = (stage: Stage) => RouteCall | Promise<RouteCall>;

/** Tokens made on the host are nobody: what only a person has, they do not find. */
const HOST_HAS_NONE = { 'access token of a member': 404, 'access token of an admin': 404 } as const;

let tagged = 0;
/** A tag of the company that was not there before. */
async function aTag(service: TestService): Promise<string> {
  tagged += 1;
  const tag = `tag-${tagged}`;
  await peopleRows.ownedTag(service.store, tag);
  return tag;
}

const plain = (name: RouteName) => (): RouteCall => ({ path: ROUTES[name].path });
const ofToken =
  (tail = '', body?: object): MakeCall =>
  ({ tokenId }) => ({
    path: `/v1/tokens/${tokenId}${tail}`,
    ...(body === undefined ? {} : { body }),
  });
const ofMember =
  (tail = '', body?: object): MakeCall =>
  async ({ service }) => ({
    path: `/v1/members/${await peopleRows.member(service.store)}${tail}`,
    ...(body === undefined ? {} : { body }),
  });

/** One valid call for each route: a new route without one does not compile. */
export const ROUTE_CALLS: { readonly [Name in RouteName]: MakeCall } = {
  health: plain('health'),
  readiness: plain('readiness'),
  me: plain('me'),
  listTokens: plain('listTokens'),
  getUsage: ofToken('/usage'),
  getScopeProposal: ofToken('/scope-proposal'),
  tryScopes: ofToken('/scope-dry-run', { scopes: ['tags:read'] }),
  createToken: () => ({ path: '/v1/tokens', body: anIssued() }),
  getToken: ofToken(),
  updateToken: ({ tokenId }) => ({
    path: `/v1/tokens/${tokenId}`,
    body: { name: anIssued().name },
  }),
  revealToken: ofToken('/reveal', { via: 'copy' }),
  deleteToken: ofToken(),
  rotateToken: ofToken('/rotate', { graceSeconds: 60 }),
  getRotation: ofToken('/rotation'),
  endGrace: ofToken('/end-grace'),
  // An issued token has no earlier value to ask about or go back to; tests of rotation do both.
  askPrevious: ({ tokenId }) => ({
    path: `/v1/tokens/${tokenId}/ask-previous`,
    otherwise: { admin: 409, 'access token of an admin': 409 },
  }),
  restoreValue: ({ tokenId }) => ({
    path: `/v1/tokens/${tokenId}/restore-value`,
    otherwise: { admin: 409, 'access token of an admin': 409 },
  }),
  listHistory: ofToken('/history'),
  listTags: plain('listTags'),
  updateTag: async ({ service }) => ({
    path: `/v1/tags/${await aTag(service)}`,
    body: { color: 'teal' },
  }),
  previewTagMerge: async ({ service }) => ({
    path: `/v1/tags/${await aTag(service)}/merge-preview`,
    body: { into: await aTag(service) },
  }),
  mergeTag: async ({ service }) => {
    const [from, into] = [await aTag(service), await aTag(service)];
    const preview = await call(service, 'POST', `/v1/tags/${from}/merge-preview`, {
      body: { into },
    });
    return { path: `/v1/tags/${from}/merge`, body: { into, mark: preview.body.mark as string } };
  },
  listOwners: plain('listOwners'),
  listViews: plain('listViews'),
  saveView: () => ({
    path: '/v1/views',
    body: { name: anIssued().name.slice(0, 60), filters: { query: 'crm' } },
  }),
  deleteView: async ({ service, callerId }) => ({
    path: `/v1/views/${await peopleRows.view(service.store, callerId)}`,
    otherwise: HOST_HAS_NONE,
  }),
  getValueFacts: ofToken('/value-facts'),
  // An issued token has nothing to ask Front about; tests of recording verify one.
  verifyToken: ({ tokenId }) => ({
    path: `/v1/tokens/${tokenId}/verify`,
    otherwise: { admin: 409, 'access token of an admin': 409 },
  }),
  listFrontCompanies: plain('listFrontCompanies'),
  findTokens: () => ({ path: '/v1/tokens/find', body: { digests: ['0'.repeat(64)] } }),
  listAudit: plain('listAudit'),
  reportRefusedMessages: () => ({
    path: '/v1/refused-messages',
    body: {
      refusals: [{ message: 'tokens.reveal', from: 'settings_script', origin: '', count: 1 }],
    },
  }),
  exportAudit: () => ({ path: '/v1/audit/export?format=jsonl' }),

  listGrants: ofToken('/grants'),
  putGrant: async ({ service, tokenId }) => ({
    path: `/v1/tokens/${tokenId}/grants/${await peopleRows.member(service.store)}`,
    body: { until: null },
  }),
  deleteGrant: async ({ service, tokenId }) => {
    const grantee = await peopleRows.member(service.store);
    await peopleRows.grant(service.store, tokenId, { kind: 'member', grantee });
    return { path: `/v1/tokens/${tokenId}/grants/${grantee}` };
  },
  putTagGrant: ofToken('/tag-grants/importer', { until: null }),
  deleteTagGrant: async ({ service, tokenId }) => {
    await peopleRows.grant(service.store, tokenId, { kind: 'tag', grantee: 'importer' });
    return { path: `/v1/tokens/${tokenId}/tag-grants/importer` };
  },
  myGrants: plain('myGrants'),
  createRequest: ({ tokenId }) => ({
    path: `/v1/tokens/${tokenId}/requests`,
    body: { reason: 'To look after the importer' },
    // Who may see it already has nothing to ask for; a token made on the host is no person.
    otherwise: {
      'member with a grant': 409,
      admin: 409,
      'access token of a member': 403,
      'access token of an admin': 409,
    },
  }),
  myRequests: plain('myRequests'),
  withdrawRequest: async ({ service, tokenId, callerId }) => ({
    path: `/v1/me/requests/${await peopleRows.request(service.store, tokenId, callerId)}`,
    otherwise: HOST_HAS_NONE,
  }),
  listRequests: plain('listRequests'),
  decideRequest: async ({ service, tokenId }) => {
    const member = await peopleRows.member(service.store);
    const request = await peopleRows.request(service.store, tokenId, member);
    return { path: `/v1/requests/${request}/decision`, body: { decision: 'refuse' } };
  },

  listMembers: plain('listMembers'),
  getMember: ofMember(),
  updateMember: ofMember('', { ownsTags: ['importer'] }),
  removeMember: ofMember(),
  seenByMember: ofMember('/seen'),
  listMemberSessions: ofMember('/sessions'),
  endMemberSession: async ({ service }) => {
    const member = await peopleRows.member(service.store);
    const session = await peopleRows.session(service.store, member);
    return { path: `/v1/members/${member}/sessions/${session}` };
  },
  mySessions: plain('mySessions'),
  endMySession: async ({ service, callerId }) => ({
    path: `/v1/me/sessions/${await peopleRows.session(service.store, callerId)}`,
    otherwise: HOST_HAS_NONE,
  }),
  myPasskeys: plain('myPasskeys'),
  removeMyPasskey: async ({ service, callerId }) => ({
    path: `/v1/me/passkeys/${await peopleRows.passkey(service.store, callerId)}`,
    otherwise: HOST_HAS_NONE,
  }),
  listInvitations: plain('listInvitations'),
  createInvitation: () => ({ path: '/v1/invitations', body: { role: 'member' } }),
  withdrawInvitation: async ({ service }) => ({
    path: `/v1/invitations/${await peopleRows.invitation(service.store)}`,
  }),
  getBudget: plain('getBudget'),
  getTokenHealth: plain('getTokenHealth'),
  putSnooze: ofToken('/snoozes/old', {
    reason: 'Rotated by hand in spring',
    until: new Date(Date.now() + 86_400_000).toISOString(),
  }),
  deleteSnooze: async ({ service, tokenId }) => {
    await peopleRows.snooze(service.store, tokenId, 'old');
    return { path: `/v1/tokens/${tokenId}/snoozes/old` };
  },
  updateCompany: () => ({ path: '/v1/company', body: { name: 'Northwind' } }),
};
