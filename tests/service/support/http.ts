import type { Token, CreateToken, TokenPage } from '../../../contract/token.ts';
import type { AuditPage } from '../../../contract/audit.ts';
import type { TestService } from './start-service.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  // Tests say what they expect of it.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly body: any;
}

export interface CallOptions {
  /** `admin` when left out; null for no Authorization at all; any other text is sent as it is. */
  readonly as?: 'admin' | 'member' | (string & {}) | null;
  readonly body?: unknown;
  /** Sent as it stands instead of `body`. */
  readonly rawBody?: string | Uint8Array<ArrayBuffer>;
  readonly contentType?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
}

/** One call over HTTP. */
export async function call(
  service: Pick<TestService, 'address' | 'admin' | 'member'>,
  method: string,
  path: string,
  options: CallOptions = {},
): Promise<Answer> {
  const { as = 'admin', contentType = 'application/json' } = options;
  const headers: Record<string, string> = { ...options.headers };
  if (as !== null) {
    headers.authorization = `Bearer ${as === 'admin' ? service.admin : as === 'member' ? service.member : as}`;
  }
  const body =
    options.rawBody ?? (options.body === undefined ? undefined : JSON.stringify(options.body));
  if (body !== undefined && contentType !== null) headers['content-type'] = contentType;
  const response = await fetch(service.address + path, {
    method,
    headers,
    redirect: 'manual',
    ...(body === undefined ? {} : { body }),
  });
  const text = await response.text();
  const json = /^application\/json(;|$)/.test(response.headers.get('content-type') ?? '');
  return {
    status: response.status,
    headers: response.headers,
    text,
    body: json ? JSON.parse(text) : undefined,
  };
}

/** Creates a token and expects that to work. */
export async function created(service: TestService, token: CreateToken): Promise<Token> {
  const answer = await call(service, 'POST', '/v1/tokens', { body: token });
  if (answer.status !== 201) throw new Error(`not created: ${answer.text}`);
  return answer.body as Token;
}

/** Reads a token's value the way a person does. */
export async function revealed(service: TestService, id: string): Promise<string> {
  const answer = await call(service, 'POST', `/v1/tokens/${id}/reveal`, {
    body: { via: 'copy' },
  });
  if (answer.status !== 200) throw new Error(`not revealed: ${answer.text}`);
  return answer.body.value as string;
}

export async function deleted(service: TestService, id: string): Promise<void> {
  const answer = await call(service, 'DELETE', `/v1/tokens/${id}`, {
    headers: { 'if-match': '*' },
  });
  if (answer.status !== 204) throw new Error(`not deleted: ${answer.text}`);
}

/** All pages of a list, one after another. */
export async function allPages(
  service: TestService,
  query: string,
  between: () => Promise<void> = () => Promise.resolve(),
): Promise<Token[]> {
  const items: Token[] = [];
  let cursor: string | null = null;
  do {
    const more: string = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const answer = await call(service, 'GET', `/v1/tokens?${query}${more}`);
    if (answer.status !== 200) throw new Error(answer.text);
    const page = answer.body as TokenPage;
    items.push(...page.items);
    cursor = page.nextCursor;
    await between();
  } while (cursor !== null);
  return items;
}

export async function auditOf(service: TestService, query = ''): Promise<AuditPage['items']> {
  const answer = await call(service, 'GET', `/v1/audit?limit=200${query}`);
  if (answer.status !== 200) throw new Error(answer.text);
  return (answer.body as AuditPage).items;
}
