import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WITHOUT_ANSWER } from '../../contract/usage.ts';
import { SecretValue } from '../../contract/secret-value.ts';
import { readConfig } from '../../service/config.ts';
import { decideMetrics } from '../../service/metrics/metrics-endpoint.ts';
import { Metrics } from '../../service/metrics/metrics.ts';
import { DATABASES, emptyDatabase } from './support/database.ts';
import { freePort } from './support/free-port.ts';
import { call, created, revealed } from './support/http.ts';
import { anIssuedValue } from './support/gateway-caller.ts';
import { aFront, aFrontValue, anIssued } from './support/makers.ts';
import { settingsFor, spawnService } from './support/process.ts';
import { startService, type TestService } from './support/start-service.ts';
import { startUpstream } from './support/upstream.ts';

const TOKEN = 'a-metrics-token-of-this-test';

const read = async (service: TestService): Promise<string> => {
  const answer = await call(service, 'GET', '/metrics', { as: null });
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toMatch(/^text\/plain/);
  return answer.text;
};
/** One sample of the text format, by name and labels as they are written there. */
const sample = (text: string, name: string): number | null => {
  const line = text.split('\n').find((each) => each.startsWith(`${name} `));
  return line === undefined ? null : Number(line.slice(name.length + 1));
};

const aMetrics = (): Metrics =>
  new Metrics({
    ready: () => Promise.resolve(true),
    failures: () => ({ unreachable: 0, other: 0 }),
    writesWaiting: () => 0,
    usageWaiting: () => 0,
    budget: () => Promise.resolve(null),
    auditRows: () => Promise.resolve(null),
  });

describe.each(DATABASES)('metrics on %s', (kind) => {
  let service: TestService;
  beforeAll(async () => {
    service = await startService(kind, { more: { METRICS_TOKEN: TOKEN } });
  });
  afterAll(() => service.stop());

  test('count calls by route, calls of the gateway by outcome, and what is under way', async () => {
    await created(service, aFront());
    const issued = await created(service, anIssued({ scopes: ['contacts:read'] }));
    const value = await revealed(service, issued.id);
    const gateway = (path: string, as: string) => call(service, 'GET', `/front${path}`, { as });
    // Nobody listens where Front should be.
    expect((await gateway('/contacts', value)).status).toBe(502);
    expect((await gateway('/tags', value)).status).toBe(403);
    expect((await gateway('/contacts', 'junk')).status).toBe(401);
    await call(service, 'GET', `/v1/tokens/${issued.id}`);
    await call(service, 'GET', '/nowhere/at/all', { as: null });

    const text = await read(service);
    expect(sample(text, 'ftc_gateway_calls_total{outcome="front_unreachable"}')).toBe(1);
    expect(sample(text, 'ftc_gateway_calls_total{outcome="missing_scope"}')).toBe(1);
    expect(sample(text, 'ftc_gateway_answers_total{status="4xx"}')).toBe(2);
    expect(sample(text, 'ftc_gateway_answers_total{status="5xx"}')).toBe(1);
    expect(sample(text, 'ftc_gateway_duration_seconds_count')).toBe(3);
    expect(sample(text, 'ftc_gateway_calls_in_flight')).toBe(0);
    const route = 'method="GET",route="/v1/tokens/{id}",status="200"';
    expect(sample(text, `ftc_http_requests_total{${route}}`)).toBe(1);
    const nowhere = 'method="other",route="other",status="404"';
    expect(sample(text, `ftc_http_requests_total{${nowhere}}`)).toBe(1);
    expect(sample(text, 'ftc_ready')).toBe(1);
    expect(sample(text, 'ftc_audit_rows')).toBeGreaterThan(3);
    expect(sample(text, 'ftc_front_limit')).toBe(10_000);
    // A fifth is kept for people; in a minute that has just begun nothing of the rest is used.
    const left = sample(text, 'ftc_front_calls_left') ?? 0;
    expect(left).toBeGreaterThan(7_900);
    expect(left).toBeLessThanOrEqual(8_000);
    expect(text).toMatch(/^process_resident_memory_bytes \d+/m);
    expect(text).toMatch(/^ftc_build_info\{version="\d+\.\d+\.\d+",node="24\./m);
  });

  test('a caller who left before Front answered is not counted as answered', async () => {
    let asked: () => void = () => undefined;
    const atFront = new Promise<void>((resolve) => (asked = resolve));
    const front = await startUpstream(() => asked());
    const own = await startService(kind, { frontApiUrl: front.url });
    const { value } = await anIssuedValue(own, ['contacts:read'], aFrontValue());
    const leaving = new AbortController();
    const left = fetch(`${own.address}/front/contacts`, {
      headers: { authorization: `Bearer ${value}` },
      signal: leaving.signal,
    });
    await atFront;
    leaving.abort();
    await expect(left).rejects.toThrow();
    await expect
      .poll(async () => sample(await read(own), 'ftc_gateway_calls_total{outcome="caller_left"}'))
      .toBe(1);
    const text = await read(own);
    expect(text).not.toContain('ftc_gateway_answers_total{');
    expect(sample(text, 'ftc_gateway_duration_seconds_count')).toBe(1);
    expect(sample(text, 'ftc_gateway_calls_in_flight')).toBe(0);
    await own.stop();
    await front.close();
  });

  test('hold no id, name, address or value of anything', async () => {
    const canary = 'Canary token – never in a label';
    const token = await created(service, anIssued({ name: canary }));
    const value = await revealed(service, token.id);
    await call(service, 'GET', '/front/contacts/crd_canary', { as: value });
    await call(service, 'GET', `/v1/tokens/${token.id}?secret=${value}`);
    await call(service, 'GET', `/${value}`, { as: null });
    const text = await read(service);
    for (const hidden of [token.id, canary, 'Canary', value, value.slice(4, 12), 'crd_canary']) {
      expect(text).not.toContain(hidden);
    }
    expect(text).not.toContain(service.admin);
    // Labels are few, whatever was called.
    expect(text.split('\n').length).toBeLessThan(600);
  });

  test('are read from elsewhere with the token alone, and refused like any other call', async () => {
    const through = { 'x-forwarded-for': '203.0.113.9' };
    const from = async (authorization: string | null) =>
      call(service, 'GET', '/metrics', {
        as: null,
        headers: { ...through, ...(authorization === null ? {} : { authorization }) },
      });
    expect((await from(`Bearer ${TOKEN}`)).status).toBe(200);
    for (const wrong of [null, 'Bearer x', `Bearer ${TOKEN}x`, `Basic ${TOKEN}`]) {
      const answer = await from(wrong);
      expect([answer.status, answer.body.error.code]).toEqual([401, 'not_signed_in']);
      expect(answer.headers.get('www-authenticate')).toBe('Bearer');
    }
    // An admin's token reads tokens; it is not what reads this.
    expect((await from(`Bearer ${service.admin}`)).status).toBe(401);
    expect((await call(service, 'POST', '/metrics', { as: null })).status).toBe(404);
  });

  test('answer while the database does not, without the figures that it would tell', async () => {
    const own = await startService(kind);
    await own.store.close();
    const text = await read(own);
    expect(sample(text, 'ftc_ready')).toBe(0);
    expect(sample(text, 'ftc_front_limit')).toBeNull();
    expect(sample(text, 'ftc_audit_rows')).toBeNull();
    await own.server.close().catch(() => undefined);
    await own.database.remove();
  });
});

test('metrics tell every reason for which a call has no whole answer apart', async () => {
  const metrics = aMetrics();
  for (const outcome of WITHOUT_ANSWER) metrics.gatewayOutcome(outcome);
  metrics.gatewayOutcome('204');
  const text = await metrics.text();
  for (const outcome of [...WITHOUT_ANSWER, '2xx']) {
    expect([outcome, sample(text, `ftc_gateway_calls_total{outcome="${outcome}"}`)]).toEqual([
      outcome,
      1,
    ]);
  }
});

describe('who may read metrics', () => {
  const secret = new SecretValue(TOKEN);
  const asked = (address: string, headers: Record<string, string>) =>
    ({
      headers: { host: '127.0.0.1:4180', ...headers },
      socket: { remoteAddress: address },
    }) as never;
  test.each<[string, string, Record<string, string>, string, string]>([
    ['this machine', '127.0.0.1', {}, 'may', 'may'],
    ['this machine by IPv6', '::1', { host: '[::1]:4180' }, 'may', 'may'],
    ['this machine by a mapped address', '::ffff:127.0.0.1', {}, 'may', 'may'],
    ['another machine', '10.0.0.7', {}, 'knows_nothing_here', 'must_say_who'],
    ['a proxy here', '127.0.0.1', { 'x-forwarded-for': 'x' }, 'knows_nothing_here', 'must_say_who'],
    [
      'a proxy that says Forwarded',
      '127.0.0.1',
      { forwarded: 'for=x' },
      'knows_nothing_here',
      'must_say_who',
    ],
    ['a proxy that says Via', '127.0.0.1', { via: '1.1 x' }, 'knows_nothing_here', 'must_say_who'],
    [
      'attack: a page that had its name point here',
      '127.0.0.1',
      { host: 'evil.example' },
      'knows_nothing_here',
      'must_say_who',
    ],
    [
      'the right token',
      '10.0.0.7',
      { authorization: `Bearer ${TOKEN}` },
      'knows_nothing_here',
      'may',
    ],
    [
      'a wrong token',
      '10.0.0.7',
      { authorization: 'Bearer no' },
      'knows_nothing_here',
      'must_say_who',
    ],
    ['a wrong token from here', '127.0.0.1', { authorization: 'Bearer no' }, 'may', 'must_say_who'],
  ])('%s', (_who, address, headers, without, withToken) => {
    expect(decideMetrics(asked(address, headers), null)).toBe(without);
    expect(decideMetrics(asked(address, headers), secret)).toBe(withToken);
  });

  test('without a token, nobody else learns that there is something to read', async () => {
    const service = await startService('sqlite');
    const answer = await call(service, 'GET', '/metrics', {
      as: null,
      headers: { 'x-forwarded-for': '203.0.113.9' },
    });
    const nothing = await call(service, 'GET', '/nothing', { as: null });
    expect([answer.status, answer.body.error.code]).toEqual([
      nothing.status,
      nothing.body.error.code,
    ]);
    await service.stop();
  });

  test.each(['short', 'fifteen-letters', 'with a space inside it'])(
    'METRICS_TOKEN=%s stops the start and is not repeated',
    (token) => {
      const reading = readConfig({ METRICS_TOKEN: token });
      const problem = reading.kind === 'wrong' ? reading.problem : '';
      expect(problem).toMatch(/^METRICS_TOKEN must be at least 16 characters/);
      expect(problem).not.toContain(token);
    },
  );
});

describe('readiness', () => {
  test.each(DATABASES)('says no on %s when the tables belong to a newer build', async (kind) => {
    const service = await startService(kind);
    const ready = () => call(service, 'GET', '/readyz', { as: null });
    expect((await ready()).status).toBe(200);
    await sql`insert into kysely_migration (name, timestamp) values ('2999_01_01_future', 'x')`.execute(
      service.store.db,
    );
    const answer = await ready();
    expect([answer.status, answer.body.error.code]).toEqual([503, 'unavailable']);
    expect(answer.body.error.message).toContain('newer version');
    expect((await call(service, 'GET', '/healthz', { as: null })).status).toBe(200);
    await service.stop();
  });

  test('after SIGTERM it is not ready but serves on, until the drain is over', async () => {
    const database = await emptyDatabase('sqlite');
    const settings = settingsFor(database, await freePort(), { DRAIN_SECONDS: '300' });
    const service = await spawnService(settings);
    const status = (path: string) => fetch(service.address + path).then((each) => each.status);
    expect(await status('/readyz')).toBe(200);
    process.kill(service.pid, 'SIGTERM');
    await expect.poll(() => status('/readyz')).toBe(503);
    expect(await status('/healthz')).toBe(200);
    expect(await status('/v1/me')).toBe(401);
    // Whoever asks twice does not wait.
    expect(await service.end('SIGTERM')).toMatchObject({ code: 0, signal: null });
    await database.remove();
  });
});
