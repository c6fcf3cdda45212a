import { randomUUID } from 'node:crypto';
import { Hono, type Context } from 'hono';
import { cors } from 'hono/cors';
import type * as z from 'zod/mini';
import { ERRORS, type ErrorBody } from '../../contract/errors.ts';
import { isExtensionOrigin } from '../../contract/extension-ids.ts';
import { ROUTES, type Route, type RouteName } from '../../contract/routes.ts';
import type { Actor, Authenticate, NamedByToken } from '../auth/actor.ts';
import { JsonBody } from '../json-body.ts';
import type { AnsweredCall } from '../metrics/metrics.ts';
import { Refusal } from '../refusal.ts';
import { MasterKeyChanged } from '../seal/master-key-changed.ts';
import { isDatabaseDown } from '../store/database-errors.ts';
import { docsPage } from './docs-page.ts';
import { fileBody, type FileAnswer } from './file-answer.ts';
import { refusalOf } from './field-problems.ts';
import { createHandlers, type Answer, type Call, type HandlerDeps } from './handlers.ts';
import { scrubSecrets, type Log } from './log.ts';
import { honoPath } from './hono-path.ts';
import { openApiDocument } from './openapi-document.ts';
import { readJson } from './read-body.ts';

/** Facts of the connection that the listener hands over with each request. */
export interface Bindings {
  readonly address: string | null;
  /** The request's body as it comes in. */
  readonly body: AsyncIterable<Uint8Array>;
}

type AppEnv = {
  Bindings: Bindings;
  Variables: {
    requestId: string;
    actorId: string;
    actor: Actor | undefined;
    /** Whose token it was that did not get through. */
    named: NamedByToken | undefined;
    route: RouteName;
    ids: unknown;
  };
};

export interface AppDeps extends HandlerDeps {
  readonly log: Log;
  readonly authenticate: Authenticate;
  /** Told of every answer, by the route's template. */
  readonly onAnswered: (call: AnsweredCall) => void;
}

const JSON_TYPE = { 'Content-Type': 'application/json' };

const UNSIGNED: Actor = {
  id: 'nobody',
  name: 'Nobody',
  role: 'member',
  kind: 'access_token',
  session: null,
  address: null,
};

/** Everything but `/oauth/`, the sign-in pages and `/front/`: built by walking the route table. */
export function createApp(deps: AppDeps): Hono<AppEnv> {
  const app = new Hono<AppEnv>({ strict: true });
  app.use(async (c, next) => {
    const started = performance.now();
    const requestId = randomUUID();
    c.set('requestId', requestId);
    // Set before the answer is made: changing a finished one copies it.
    c.header('X-Request-Id', requestId);
    c.header('X-Content-Type-Options', 'nosniff');
    if (c.req.path.startsWith('/v1/')) c.header('Cache-Control', 'no-store');
    await next();
    const name = c.get('route') as RouteName | undefined;
    const { method, path: route } =
      name === undefined ? { method: 'other', path: 'other' } : ROUTES[name];
    const ms = performance.now() - started;
    deps.onAnswered({ method, route, status: c.res.status, ms });
    deps.log.info({
      requestId,
      method: c.req.method,
      // The route's name and a checked id, never the address itself: whatever was pasted into it
      // is nobody's business in a log.
      route: c.get('route'),
      ids: c.get('ids'),
      status: c.res.status,
      ms: Math.round(ms * 10) / 10,
      actor: c.get('actorId'),
      address: c.env.address,
    });
  });
  // Only browsers send an Origin, and only they are helped by the answer.
  const forBrowsers = extensionCors();
  app.use((c, next) => (c.req.header('Origin') === undefined ? next() : forBrowsers(c, next)));

  const handlers = createHandlers(deps);
  for (const name of Object.keys(ROUTES) as RouteName[]) {
    const route: Route = ROUTES[name];
    // Each handler fits the row of its own name; a loop over names cannot express that to the compiler.
    const handler = handlers[name] as unknown as (
      call: Call<RouteName>,
    ) => Promise<Answer<unknown>>;
    app.on(route.method, honoPath(route.path), async (c) => {
      c.set('route', name);
      const call = await readCall(c, route, deps);
      const answer = await handler(call as unknown as Call<RouteName>);
      if (answer.etag !== undefined) c.header('ETag', answer.etag);
      if (answer.file !== undefined) return sendFile(c, answer.file, deps.log);
      if (route.success.status === 204) return c.body(null, 204);
      if (answer.body instanceof JsonBody) {
        return c.body(answer.body.bytes, route.success.status, JSON_TYPE);
      }
      return c.json(answer.body, route.success.status);
    });
  }

  app.get('/openapi.json', async (c) => c.json(await openApiDocument()));
  app.get('/docs', async (c) => docsPage(c, await openApiDocument()));
  app.notFound((c) =>
    refuse(c, new Refusal('not_found', { message: 'There is nothing at this address.' })),
  );
  app.onError(async (error, c) => {
    if (error instanceof Refusal) {
      await noteRefusal(c, error, deps);
      return refuse(c, error);
    }
    if (isDatabaseDown(error)) {
      deps.log.error({ requestId: c.get('requestId'), err: error }, 'database unreachable');
      return refuse(c, new Refusal('unavailable'));
    }
    if (error instanceof MasterKeyChanged) {
      deps.log.error({ requestId: c.get('requestId'), err: error }, 'the master key is another');
      return refuse(c, new Refusal('unavailable'));
    }
    deps.log.error({ requestId: c.get('requestId'), err: error }, 'request failed');
    return refuse(c, new Refusal('internal'));
  });
  return app;
}

function sendFile(c: Context<AppEnv>, file: FileAnswer, log: Log): Response {
  const requestId = c.get('requestId');
  const body = fileBody(file, (error) => log.error({ requestId, err: error }, 'file cut off'));
  return c.body(body, 200, {
    'Content-Type': file.type,
    'Content-Disposition': `attachment; filename="${file.name}"`,
  });
}

function extensionCors() {
  return cors({
    origin: (origin) => (isExtensionOrigin(origin) ? origin : null),
    allowMethods: ['GET', 'POST', 'PATCH', 'PUT', 'DELETE'],
    allowHeaders: ['Authorization', 'DPoP', 'Content-Type', 'If-Match', 'Idempotency-Key'],
    exposeHeaders: ['ETag', 'WWW-Authenticate', 'DPoP-Nonce', 'X-Request-Id', 'Retry-After'],
    maxAge: 600,
  });
}

interface ReadCall {
  readonly actor: Actor;
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
  readonly header: (name: string) => string | null;
}

/** Sign-in first, then role, then shape: who may not call learns nothing of what the call takes. */
async function readCall(c: Context<AppEnv>, route: Route, deps: AppDeps): Promise<ReadCall> {
  // Before the sign-in: whoever comes with a stolen token is after something, and the log says what.
  if (route.params !== undefined) noteIds(route.params, c);
  const actor = route.who === 'open' ? UNSIGNED : await whoCalls(c, deps.authenticate);
  c.set('actorId', actor.id);
  if (route.who !== 'open') c.set('actor', actor);
  if (route.who === 'admin' && actor.role !== 'admin') throw new Refusal('forbidden');
  return {
    actor,
    params: route.params === undefined ? undefined : readParams(route.params, c),
    query: route.query === undefined ? undefined : readQuery(route.query, c.req.url),
    body:
      route.body === undefined
        ? undefined
        : readBody(route.body, await readJson(c.req.header('Content-Type') ?? '', c.env.body)),
    header: (name) => c.req.header(name) ?? null,
  };
}

async function whoCalls(c: Context<AppEnv>, authenticate: Authenticate): Promise<Actor> {
  const outcome = await authenticate(c.req.raw, { address: c.env.address });
  switch (outcome.kind) {
    case 'actor':
      return outcome.actor;
    case 'refused': {
      // RFC 9449 §7.1 and RFC 6750 §3: without credentials no error is named.
      const error = outcome.code === 'bad_proof' ? 'invalid_dpop_proof' : 'invalid_token';
      const detail = outcome.code === 'not_signed_in' ? '' : ` error="${error}",`;
      c.header('WWW-Authenticate', `DPoP${detail} algs="ES256"`);
      if (outcome.named !== undefined) c.set('named', outcome.named);
      throw new Refusal(outcome.code);
    }
  }
}

/** What is asked for is known to the log also when it is refused; an id of another shape is not told. */
function noteIds(schema: z.ZodMiniType, c: Context<AppEnv>): void {
  const read = schema.safeParse(c.req.param());
  if (read.success) c.set('ids', read.data);
}

async function noteRefusal(c: Context<AppEnv>, refusal: Refusal, deps: AppDeps): Promise<void> {
  await deps.refusals.record(
    {
      code: refusal.code,
      fields: refusal.fields.map(({ field }) => field),
      route: c.get('route'),
      ids: c.get('ids'),
      actor: c.get('actor') ?? null,
      named: c.get('named') ?? null,
      address: c.env.address,
    },
    deps.now(),
  );
}

function readParams(schema: z.ZodMiniType, c: Context<AppEnv>): unknown {
  const params: Readonly<Record<string, string>> = c.req.param();
  const read = schema.safeParse(params);
  // An id of another shape is no id of anything here.
  if (!read.success) throw new Refusal('not_found');
  return read.data;
}

function readQuery(schema: z.ZodMiniType, url: string): unknown {
  const given: Record<string, string> = Object.create(null) as Record<string, string>;
  for (const [key, value] of new URL(url).searchParams) {
    if (key in given) throw Refusal.of('bad_query', key, `${key} is given twice.`);
    given[key] = value;
  }
  const read = schema.safeParse({ ...given }, { reportInput: true });
  if (read.success) return read.data;
  const refusal = refusalOf(read.error.issues, 'query');
  throw refusal;
}

function readBody(schema: z.ZodMiniType, body: unknown): unknown {
  const read = schema.safeParse(body, { reportInput: true });
  if (read.success) return read.data;
  throw refusalOf(read.error.issues, 'body');
}

function refuse(c: Context<AppEnv>, refusal: Refusal): Response {
  const body: ErrorBody = {
    error: {
      code: refusal.code,
      message: refusal.message,
      ...(refusal.fields.length === 0 ? {} : { details: { fields: [...refusal.fields] } }),
    },
  };
  // A message may repeat what was sent, such as the name of an unknown field, and people paste
  // values into the wrong place.
  const text = scrubSecrets(JSON.stringify(body));
  return c.body(text, ERRORS[refusal.code].status, JSON_TYPE);
}
