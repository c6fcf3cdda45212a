import { problem, type Answer } from './answer.ts';
import type { Company } from './front-state.ts';
import { frontData, type Item } from './sample-data.ts';

export interface CoreRequest {
  /** What stands in the path's braces, decoded. */
  readonly id: string;
  readonly query: URLSearchParams;
  readonly body: Readonly<Record<string, unknown>>;
}

export interface CoreOperation {
  readonly method: string;
  readonly path: RegExp;
  /** Written by hand from Front's reference, so that it checks the product's own table. */
  readonly scope: string | null;
  readonly answer: (request: CoreRequest) => Answer;
}

type Kind = keyof ReturnType<typeof frontData>;

const MOST_ITEMS = 100;
const USUAL_ITEMS = 50;

/** The operations that the stand-in knows. */
export function coreOperations(company: Company): readonly CoreOperation[] {
  const base = `https://${company.slug}.api.frontapp.com`;
  const data = frontData();

  const linked = (kind: Kind, item: Item): Item => ({
    _links: {
      self: `${base}/${kind}/${item.id}`,
      related: { events: `${base}/${kind}/${item.id}/events` },
    },
    ...item,
  });
  const one = (kind: Kind) => (request: CoreRequest) => {
    const item = data[kind].find((candidate) => candidate.id === request.id);
    if (item === undefined) return problem(404, 'Not found', `No ${kind} ${request.id}`);
    return { status: 200, body: linked(kind, item) };
  };
  const list =
    (kind: Kind, path: (id: string) => string = () => `/${kind}`) =>
    ({ id, query }: CoreRequest): Answer => {
      const asked = Number(query.get('limit') ?? USUAL_ITEMS);
      if (!Number.isInteger(asked) || asked < 1 || asked > MOST_ITEMS) {
        return problem(400, 'Bad request', `limit must be between 1 and ${MOST_ITEMS}`);
      }
      const start = Number(query.get('page_token') ?? 0);
      if (!Number.isInteger(start)) return problem(400, 'Bad request', 'Invalid page_token');
      const end = start + asked;
      const self = base + path(encodeURIComponent(id));
      const next = end < data[kind].length ? `${self}?limit=${asked}&page_token=${end}` : null;
      return {
        status: 200,
        body: {
          _pagination: { next },
          _links: { self },
          _results: data[kind].slice(start, end).map((item) => linked(kind, item)),
        },
      };
    };
  const created = (kind: Kind, id: string) => (request: CoreRequest) => ({
    status: 201,
    body: linked(kind, { ...request.body, id }),
  });
  const done = (): Answer => ({ status: 204 });

  return [
    operation('GET', '/me', null, () => ({
      status: 200,
      body: { _links: { self: `${base}/me` }, id: company.id, name: company.name },
    })),
    operation('GET', '/conversations', 'conversations:read', list('conversations')),
    operation(
      'GET',
      '/conversations/search/{}',
      'conversations:read',
      list('conversations', (query) => `/conversations/search/${query}`),
    ),
    // Merged into another one: Front answers with the way there.
    operation('GET', '/conversations/cnv_merged', 'conversations:read', () => ({
      status: 301,
      headers: { location: `${base}/conversations/${data.conversations[0]?.id ?? ''}` },
    })),
    operation('GET', '/conversations/{}', 'conversations:read', one('conversations')),
    operation('PATCH', '/conversations/{}', 'conversations:write', done),
    operation(
      'GET',
      '/conversations/{}/messages',
      'messages:read',
      list('messages', (id) => `/conversations/${id}/messages`),
    ),
    // A POST that is not a write: one of the two that send.
    operation('POST', '/conversations/{}/messages', 'messages:send', () => ({
      status: 202,
      body: { status: 'accepted', message_uid: 'stand-in' },
    })),
    // A DELETE that is not a delete: it takes a link away.
    operation('DELETE', '/conversations/{}/tags', 'conversations:write', done),
    operation('GET', '/contacts', 'contacts:read', list('contacts')),
    operation('GET', '/contacts/{}', 'contacts:read', one('contacts')),
    operation('POST', '/contacts', 'contacts:write', created('contacts', 'crd_new')),
    operation('PATCH', '/contacts/{}', 'contacts:write', done),
    operation('DELETE', '/contacts/{}', 'contacts:delete', done),
    operation('GET', '/tags', 'tags:read', list('tags')),
    operation('GET', '/tags/{}', 'tags:read', one('tags')),
    operation('POST', '/tags', 'tags:write', created('tags', 'tag_new')),
    operation('DELETE', '/tags/{}', 'tags:delete', done),
    operation('GET', '/inboxes', 'inboxes:read', list('inboxes')),
    operation('GET', '/inboxes/{}', 'inboxes:read', one('inboxes')),
    operation('GET', '/teammates', 'teammates:read', list('teammates')),
    operation('GET', '/teammates/{}', 'teammates:read', one('teammates')),
    operation('GET', '/messages/{}', 'messages:read', one('messages')),
    // As many bytes as `?bytes=` asks for, to try streaming with.
    operation('GET', '/download/{}', 'attachments:read', ({ query }) => ({
      status: 200,
      stream: Number(query.get('bytes') ?? 1_000),
    })),
  ];
}

/** @param path with `{}` for the one part that varies */
function operation(
  method: string,
  path: string,
  scope: string | null,
  answer: CoreOperation['answer'],
): CoreOperation {
  return { method, path: new RegExp(`^${path.replace('{}', '([^/]+)')}$`), scope, answer };
}
