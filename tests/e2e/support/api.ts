import type { CreateInvitation, Member, PatchMember } from '../../../contract/member.ts';
import type { CreateToken, Token } from '../../../contract/token.ts';
import type { SaveView, View } from '../../../contract/view.ts';
import type { Usage } from '../../../contract/usage.ts';
import type { RunningService } from '../../../scripts/run-service.ts';

/** The service’s own interface, for what a story needs beforehand or checks afterwards. */
export function apiOf(service: RunningService) {
  const bearer = service.accessToken();
  const call = async (method: string, path: string, body?: unknown, headers = {}) => {
    const response = await fetch(service.address + path, {
      method,
      headers: {
        authorization: `Bearer ${bearer}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return text === '' ? null : JSON.parse(text);
  };
  return {
    create: (token: CreateToken): Promise<Token> => call('POST', '/v1/tokens', token),
    get: (id: string): Promise<Token> => call('GET', `/v1/tokens/${id}`),
    list: async (): Promise<Token[]> => (await call('GET', '/v1/tokens?limit=200')).items,
    update: (token: Token, patch: object): Promise<Token> =>
      call('PATCH', `/v1/tokens/${token.id}`, patch, { 'if-match': `"${token.version}"` }),
    /** Invites somebody; answers with the link. */
    invite: async (invitation: CreateInvitation): Promise<string> =>
      (await call('POST', '/v1/invitations', invitation)).link,
    reveal: async (id: string): Promise<string> =>
      (await call('POST', `/v1/tokens/${id}/reveal`, { via: 'reveal' })).value,
    members: async (): Promise<Member[]> => (await call('GET', '/v1/members')).items,
    patchMember: (id: string, patch: PatchMember): Promise<Member> =>
      call('PATCH', `/v1/members/${id}`, patch),
    grantTag: (id: string, tag: string): Promise<object> =>
      call('PUT', `/v1/tokens/${id}/tag-grants/${encodeURIComponent(tag)}`, {}),
    /** A view of the whole company. */
    saveView: (view: Omit<SaveView, 'shared'>): Promise<View> =>
      call('POST', '/v1/views', { ...view, shared: true }),
    usage: (id: string): Promise<Usage> => call('GET', `/v1/tokens/${id}/usage`),
    audit: async (id: string): Promise<{ action: string; via: string | null }[]> =>
      (await call('GET', `/v1/audit?token=${id}`)).items,
  };
}

/** Calls the Core API through the gateway with a token’s value; answers with the status. */
export async function callFront(
  service: RunningService,
  value: string,
  path: string,
  method = 'GET',
): Promise<number> {
  const response = await fetch(`${service.address}/front${path}`, {
    method,
    headers: { authorization: `Bearer ${value}` },
  });
  await response.arrayBuffer();
  return response.status;
}
