import type { Socket } from 'node:net';
import { expect, onTestFinished } from 'vitest';
import type { Usage } from '../../../contract/usage.ts';
import { anIssuedValue, type RawAnswer } from './gateway-caller.ts';
import { call } from './http.ts';
import { startService, type TestService, type TestSettings } from './start-service.ts';
import { startRawUpstream, startUpstream } from './upstream.ts';

type Patience = TestSettings['patience'];
type Listener = Parameters<typeof startUpstream>[0];

/** A service before this Front, and a token that may read and write tags; gone after the test. */
export async function before(frontApiUrl: string, patience: Patience = {}) {
  const service = await startService('sqlite', { frontApiUrl, patience });
  onTestFinished(() => service.stop());
  const { id, value } = await anIssuedValue(service, ['tags:read', 'tags:write']);
  return { service, id, value };
}

/** Before a Front that answers as the test says. */
export async function beforeFront(listener: Listener, patience: Patience = {}) {
  const upstream = await startUpstream(listener);
  onTestFinished(() => upstream.close());
  return before(upstream.url, patience);
}

/** Before a Front whose very bytes the test writes. */
export async function beforeBytes(
  onRequest: (socket: Socket, request: string) => void,
  patience: Patience = {},
) {
  const upstream = await startRawUpstream(onRequest);
  onTestFinished(() => upstream.close());
  return before(upstream.url, patience);
}

/** What became of a token's calls, as its page tells: numbers of calls by outcome. */
export async function outcomes(service: TestService, id: string): Promise<Record<string, number>> {
  const { rows } = (await call(service, 'GET', `/v1/tokens/${id}/usage`)).body as Usage;
  return Object.fromEntries(rows.map(({ outcome, calls }) => [outcome, calls]));
}

/** The same, once it was written. */
export const counted = (service: TestService, id: string) =>
  expect.poll(() => outcomes(service, id), { timeout: 20_000 });

/** An error of the gateway's own, whole and in Front's shape. */
export function expectFrontError(answer: RawAnswer, status: number, title: string): void {
  expect(answer.status).toBe(status);
  expect(answer.whole).toBe(true);
  expect(answer.headers['content-type']).toBe('application/json');
  const { _error, ...rest } = JSON.parse(answer.body.toString());
  expect(rest).toEqual({});
  expect(_error).toEqual({ status, title, message: expect.stringMatching(/^Front.+\.$/) });
}
