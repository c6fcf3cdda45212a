import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as oauth from 'oauth4webapi';
import { Failed, failed } from '../../../utils/messaging/failed.ts';
import type { Failure } from '../../../utils/messaging/protocol.ts';
import { createClient, type Access, type AccessSource } from '../../../utils/service/client.ts';
import { aToken } from '../support/a-token.ts';
import { refusal, startFakeService, type FakeService } from '../support/fake-service.ts';

let service: FakeService;
let access: Access;

beforeEach(async () => {
  service = await startFakeService();
  const keyPair = await oauth.generateKeyPair('ES256');
  const proof = oauth.DPoP({}, keyPair);
  access = { address: service.address, accessToken: 'first', proof, epoch: 'e' };
  service.override = () => ({ status: 200, body: service.me });
});
afterEach(() => service.close());

function aSource(given: Partial<AccessSource> = {}): AccessSource {
  return {
    current: () => Promise.resolve(access),
    renew: () => Promise.resolve({ ...access, accessToken: 'second' }),
    ended: () => Promise.resolve(),
    ...given,
  };
}

async function failureOf(call: Promise<unknown>): Promise<Failure | null> {
  return call.then(
    () => null,
    (error: unknown) => {
      if (error instanceof Failed) return error.failure;
      throw error;
    },
  );
}

const me = (source = aSource()) => createClient(source).call('me', {});

describe('a call of the service', () => {
  it('carries the access token and a proof for this very request (RFC 9449)', async () => {
    service.override = () => ({ status: 200, body: aToken() });
    await createClient(aSource()).call('getToken', { params: { id: 'tok_0000000000000001' } });
    const [request] = service.seen;
    expect(request?.headers.authorization).toBe('DPoP first');
    const [, claims = ''] = request?.headers.dpop?.toString().split('.') ?? [];
    expect(JSON.parse(Buffer.from(claims, 'base64url').toString())).toMatchObject({
      htm: 'GET',
      htu: `${service.address}/v1/tokens/tok_0000000000000001`,
      ath: expect.any(String) as string,
    });
  });

  it('is made again with a new access when the session has ended in between', async () => {
    service.override = ({ headers }) =>
      headers.authorization === 'DPoP second'
        ? { status: 200, body: service.me }
        : refusal('session_ended');
    expect(await me()).toEqual(service.me);
    expect(service.seen.map(({ headers }) => headers.authorization)).toEqual([
      'DPoP first',
      'DPoP second',
    ]);
  });

  it('is not made a third time: the session is over then', async () => {
    service.override = () => refusal('session_ended');
    let ended: string | null = null;
    const source = aSource({
      ended: ({ accessToken }) => {
        ended = accessToken;
        return Promise.resolve();
      },
    });
    expect(await failureOf(me(source))).toMatchObject({ code: 'session_ended' });
    expect(service.seen).toHaveLength(2);
    expect(ended).toBe('second');
  });

  it('is not made again for another 401, which a new access would not mend', async () => {
    service.override = () => refusal('bad_proof');
    expect(await failureOf(me())).toMatchObject({ code: 'bad_proof' });
    expect(service.seen).toHaveLength(1);
  });

  it('is not sent without an access', async () => {
    const source = aSource({ current: () => Promise.reject(failed('not_signed_in', 'No.')) });
    expect(await failureOf(me(source))).toMatchObject({ code: 'not_signed_in' });
    expect(service.seen).toHaveLength(0);
  });

  it('follows no redirect with its access token', async () => {
    service.override = ({ url }) =>
      url === '/v1/me' ? { status: 307, html: '', body: null } : { status: 200, body: service.me };
    expect(await failureOf(me())).toMatchObject({ code: 'wrong_answer' });
  });
});

describe('what goes wrong', () => {
  it('keeps the service’s code, words and fields', async () => {
    const fields = [{ field: 'name', code: 'name_taken', message: 'Taken.' }];
    const error = { code: 'name_taken', message: 'Taken.', details: { fields } };
    service.override = () => ({ status: 409, body: { error } });
    expect(await failureOf(me())).toEqual({ code: 'name_taken', message: 'Taken.', fields });
  });

  it('keeps the words of a refusal that only a newer version knows', async () => {
    const error = { code: 'moon_phase', message: 'Not at full moon.' };
    service.override = () => ({ status: 403, body: { error } });
    expect(await failureOf(me())).toEqual({
      code: 'unknown_refusal',
      message: 'Not at full moon.',
    });
  });

  it.each<[string, Failure['code'], ReturnType<FakeService['override']>]>([
    ['a hung-up line', 'unreachable', 'hang_up'],
    ['a proxy whose service is down', 'unreachable', { status: 502, html: '<h1>Bad gateway</h1>' }],
    ['a page instead of JSON', 'wrong_answer', { status: 200, html: '<h1>Welcome</h1>' }],
    ['JSON of another shape', 'wrong_answer', { status: 200, body: { id: 7 } }],
    ['a success that was not promised', 'wrong_answer', { status: 201, body: {} }],
    ['an error of another shape', 'wrong_answer', { status: 500, body: { oops: true } }],
  ])('tells %s as “%s”', async (_what, code, answer) => {
    service.override = () => answer;
    expect(await failureOf(me())).toMatchObject({ code });
  });
});
