import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { ERRORS, type ErrorCode } from '../../../contract/errors.ts';
import type { Me } from '../../../contract/member.ts';
import type { PatchToken, Token } from '../../../contract/token.ts';
import { API_VERSION, SERVICE_NAME } from '../../../contract/version.ts';
import { aToken } from './a-token.ts';

export const ADA: Me = {
  id: 'mem_0000000000000001',
  name: 'Ada Admin',
  role: 'admin',
  company: 'Northwind Traders',
  rules: { name: 'Northwind Traders', confirmWithPasskey: false },
  ownsTags: [],
  session: { id: 'ses_0000000000000001', confirmedUntil: null },
  passkeys: 0,
  openRequests: 0,
};

export interface SeenRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

type Answer = { status: number; body?: unknown; html?: string } | 'hang_up';
type Override = (request: SeenRequest) => Answer | null | Promise<Answer | null>;

/** A token service over real HTTP whose every answer a test can bend. It keeps what it was asked. */
export interface FakeService {
  readonly address: string;
  readonly seen: SeenRequest[];
  readonly tokens: Map<string, Token>;
  me: Me;
  /** What the next reveals answer with; drawn by the test, kept by nobody else. */
  value: string;
  /**
   * Asked before anything else, and waited for; null lets the service answer as usual. The latest one
   * counts.
   */
  override: Override;
  /** Access tokens that were given out are refused from now on; refresh tokens work. */
  forgetAccessTokens(): void;
  /** Refresh tokens are refused too. */
  endSession(): void;
  /** Whether sign-ins can be pushed (RFC 9126), as by a service of this version. */
  takesPushed: boolean;
  /** What a sign-in window was opened with, pushed or in its address. */
  askedBy(url: URL): URLSearchParams;
  /** How often this path was asked. */
  count(method: string, path: string): number;
  close(): Promise<void>;
}

export async function startFakeService(): Promise<FakeService> {
  let drawn = 0;
  const live = new Set<string>();
  let refreshWorks = true;
  const pushed = new Map<string, URLSearchParams>();
  const byKey = new Map<string, string>();

  const server = createServer((request, response) => {
    void read(request).then(async (body) => {
      const seen: SeenRequest = {
        method: request.method ?? '',
        url: request.url ?? '',
        headers: request.headers,
        body,
      };
      service.seen.push(seen);
      send(response, (await service.override(seen)) ?? answer(seen));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const bound = server.address();
  const port = bound !== null && typeof bound === 'object' ? bound.port : 0;

  const service: FakeService = {
    address: `http://127.0.0.1:${port}`,
    seen: [],
    tokens: new Map(),
    me: ADA,
    value: 'no value was set',
    override: () => null,
    takesPushed: true,
    askedBy: (url) => pushed.get(url.searchParams.get('request_uri') ?? '') ?? url.searchParams,
    forgetAccessTokens: () => live.clear(),
    endSession: () => {
      live.clear();
      refreshWorks = false;
    },
    count: (method, path) =>
      service.seen.filter((one) => one.method === method && one.url.split('?')[0] === path).length,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };

  function answer(request: SeenRequest): Answer {
    const url = new URL(request.url, service.address);
    const issuer = `${service.address}/oauth`;
    switch (url.pathname) {
      case '/healthz':
        return ok({
          status: 'ok',
          service: SERVICE_NAME,
          version: '9.9.9',
          apiVersion: API_VERSION,
        });
      case '/oauth/.well-known/openid-configuration':
        return ok({
          issuer,
          authorization_endpoint: `${issuer}/auth`,
          token_endpoint: `${issuer}/token`,
          revocation_endpoint: `${issuer}/token/revocation`,
          ...(service.takesPushed
            ? { pushed_authorization_request_endpoint: `${issuer}/request` }
            : {}),
        });
      case '/oauth/request': {
        const request_uri = `urn:ietf:params:oauth:request_uri:${pushed.size}`;
        pushed.set(request_uri, new URLSearchParams(request.body));
        return { status: 201, body: { request_uri, expires_in: 60 } };
      }
      case '/oauth/token':
        return grant(new URLSearchParams(request.body));
      case '/oauth/token/revocation':
        revokeByName(new URLSearchParams(request.body).get('token') ?? '');
        return { status: 200, html: '' };
    }
    const token = /^DPoP (\S+)$/.exec(request.headers.authorization ?? '')?.[1];
    if (token === undefined || request.headers.dpop === undefined) return refusal('not_signed_in');
    if (!live.has(token)) return refusal('session_ended');
    return tokenCall(request, url);
  }

  /** A refresh token takes its access token along; both bear one number. */
  function revokeByName(token: string): void {
    live.delete(token.replace('refresh-', 'access-'));
  }

  function grant(form: URLSearchParams): Answer {
    if (form.get('grant_type') === 'refresh_token' && !refreshWorks) {
      return { status: 400, body: { error: 'invalid_grant' } };
    }
    refreshWorks = true;
    drawn += 1;
    live.add(`access-${drawn}`);
    return ok({
      access_token: `access-${drawn}`,
      refresh_token: `refresh-${drawn}`,
      token_type: 'DPoP',
      expires_in: 600,
    });
  }

  function tokenCall(request: SeenRequest, url: URL): Answer {
    const route = `${request.method} ${url.pathname.replace(/tok_\w+/, '{id}')}`;
    const token = service.tokens.get(/tok_\w+/.exec(url.pathname)?.[0] ?? '');
    switch (route) {
      case 'GET /v1/me':
        return ok(service.me);
      case 'GET /v1/tokens':
        return ok(page(url.searchParams));
      case 'GET /v1/audit':
        return ok({ items: [], nextCursor: null });
      case 'POST /v1/tokens': {
        const key = request.headers['idempotency-key']?.toString() ?? '';
        const before = service.tokens.get(byKey.get(key) ?? '');
        const created =
          before ?? keep(aToken({ ...(JSON.parse(request.body) as Partial<Token>), ...now() }));
        byKey.set(key, created.id);
        return { status: 201, body: created };
      }
    }
    if (token === undefined) return refusal('not_found');
    if (route === 'GET /v1/tokens/{id}') return ok(token);
    if (token.status === 'deleted') return refusal('token_deleted');
    if (route === 'POST /v1/tokens/{id}/reveal') return ok({ value: service.value });
    if (request.headers['if-match'] !== `"${token.version}"`) return refusal('stale_version');
    const next = { ...token, version: token.version + 1, ...now() };
    switch (route) {
      case 'PATCH /v1/tokens/{id}':
        return ok(keep({ ...next, ...(JSON.parse(request.body) as PatchToken) } as Token));
      case 'DELETE /v1/tokens/{id}':
        keep({ ...next, status: 'deleted' });
        return { status: 204 };
      default:
        return refusal('not_found');
    }
  }

  function keep(token: Token): Token {
    service.tokens.set(token.id, token);
    return token;
  }

  function page(query: URLSearchParams): { items: Token[]; nextCursor: string | null } {
    const sign = query.get('sort')?.startsWith('-') === true ? -1 : 1;
    const place = ({ updatedAt, id }: Token): string => updatedAt + id;
    const after = query.get('cursor');
    const limit = Number(query.get('limit'));
    const left = [...service.tokens.values()]
      .sort((a, b) => (place(a) < place(b) ? -sign : sign))
      .filter((token) => after === null || (place(token) < after ? -sign : sign) > 0)
      .filter((token) => place(token) !== after);
    const items = left.slice(0, limit);
    const last = items.at(-1);
    return { items, nextCursor: left.length > limit && last !== undefined ? place(last) : null };
  }

  return service;
}

export function refusal(code: ErrorCode): Answer {
  const { status, message } = ERRORS[code];
  return { status, body: { error: { code, message } } };
}

function now(): { updatedAt: string } {
  return { updatedAt: new Date().toISOString() };
}

function ok(body: unknown): Answer {
  return { status: 200, body };
}

function send(response: ServerResponse, answer: Answer): void {
  if (answer === 'hang_up') {
    response.socket?.destroy();
    return;
  }
  const json = answer.html === undefined;
  const challenge = answer.status === 401 ? { 'www-authenticate': 'DPoP algs="ES256"' } : {};
  response.writeHead(answer.status, {
    'content-type': json ? 'application/json' : 'text/html',
    ...challenge,
  });
  response.end(answer.status === 204 ? '' : json ? JSON.stringify(answer.body) : answer.html);
}

async function read(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text;
}
