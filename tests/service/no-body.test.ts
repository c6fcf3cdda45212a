import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ROUTES, type Route, type RouteName } from '../../contract/routes.ts';
import { Browser } from './support/browser.ts';
import { DATABASES } from './support/database.ts';
import { sendBytes } from './support/gateway-caller.ts';
import { created } from './support/http.ts';
import { anIssued } from './support/makers.ts';
import { ROUTE_CALLS } from './support/route-calls.ts';
import { rowCounts } from './support/row-counts.ts';
import { startService, type TestService } from './support/start-service.ts';

const routeOf = (name: RouteName): Route => ROUTES[name];
const WITH_BODY = (Object.keys(ROUTES) as RouteName[]).filter(
  (name) => routeOf(name).body !== undefined,
);

describe.each(DATABASES)('requests without a body on %s', (kind) => {
  let service: TestService;
  let tokenId: string;
  beforeAll(async () => {
    service = await startService(kind);
    tokenId = (await created(service, anIssued())).id;
  });
  afterAll(() => service.stop());

  test.each(WITH_BODY)('%s says that there is no JSON', async (name) => {
    const made = await ROUTE_CALLS[name]({ service, tokenId, callerId: 'acc_0000000000000000' });
    const before = await rowCounts(service.store);
    // Not even a length of none, which `fetch` would send (RFC 9112 §6.3): `curl -X POST` does not.
    const head = [
      `${routeOf(name).method} ${made.path} HTTP/1.1`,
      ...['Host: x', `Authorization: Bearer ${service.admin}`, 'If-Match: "1"'],
      ...['Content-Type: application/json', 'Connection: close'],
    ];
    const answer = await sendBytes(service, `${head.join('\r\n')}\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(answer).toContain('"bad_json"');
    expect(await rowCounts(service.store)).toEqual(before);
  });

  test.each([
    ['/oauth/token', 400, 'invalid_request'],
    ['/oauth/token/revocation', 400, 'invalid_request'],
  ])('POST %s without a body is answered too', async (path, status, text) => {
    const answer = await sendBytes(
      service,
      `POST ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`,
    );
    expect(answer).toContain(`HTTP/1.1 ${status} `);
    expect(answer).toContain(text);
  });

  test('the form of a sign-in that is under way comes again', async () => {
    const { url } = await new Browser(service.address).authorizationUrl();
    const begun = await fetch(url, { redirect: 'manual' });
    const cookies = begun.headers.getSetCookie().map((cookie) => cookie.split(';')[0]);
    const path = begun.headers.get('location') ?? '';
    expect(path).toMatch(/^\/sign-in\//);
    const head = [
      `POST ${path} HTTP/1.1`,
      ...[`Host: ${new URL(service.address).host}`, `Origin: ${service.address}`],
      ...[`Cookie: ${cookies.join('; ')}`, 'Connection: close'],
    ];
    const answer = await sendBytes(service, `${head.join('\r\n')}\r\n\r\n`);
    expect(answer).toContain('HTTP/1.1 200 ');
    expect(answer).toContain('name="code"');
  });
});
