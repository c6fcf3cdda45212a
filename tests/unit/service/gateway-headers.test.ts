import { expect, it } from 'vitest';
import { responseHeaders } from '../../../service/gateway/headers.ts';

it('what Front says of its own host is not handed back under ours', () => {
  const harmless = { 'content-type': 'application/json', 'x-ratelimit-remaining': '42' };
  const answer = responseHeaders({
    ...harmless,
    'set-cookie': ['a=b'],
    'strict-transport-security': 'max-age=31536000; includeSubDomains',
    'alt-svc': 'h3=":443"',
    'access-control-allow-origin': '*',
    'access-control-allow-credentials': 'true',
    'clear-site-data': '"*"',
    'service-worker-allowed': '/',
    'report-to': '{}',
    nel: '{}',
    'content-security-policy': 'default-src *',
    connection: 'close, x-hop',
    'x-hop': '1',
  });
  expect(answer).toEqual({
    ...harmless,
    'content-security-policy': "sandbox; default-src 'none'",
    'x-content-type-options': 'nosniff',
  });
});
