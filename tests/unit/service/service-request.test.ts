import { describe, expect, it } from 'vitest';
import { serviceRequest } from '../../../utils/service/service-request.ts';

const ID = 'tok_0000000000000001';

describe('the request of a route', () => {
  it('takes method and path from the row, and encodes what is put in', () => {
    expect(serviceRequest('getToken', { params: { id: 'a/../b?c#d' } })).toEqual({
      method: 'GET',
      target: '/v1/tokens/a%2F..%2Fb%3Fc%23d',
      headers: {},
      body: null,
    });
  });

  it('writes the query, without what is left out', () => {
    const { target } = serviceRequest('listTokens', {
      query: { q: 'a&b=c', sort: '-updatedAt', tag: undefined },
    });
    expect(target).toBe('/v1/tokens?q=a%26b%3Dc&sort=-updatedAt');
  });

  it('has no question mark when there is nothing to ask', () => {
    expect(serviceRequest('listTokens', { query: {} }).target).toBe('/v1/tokens');
  });

  it('sends the version as an entity tag', () => {
    const request = serviceRequest('deleteToken', { params: { id: ID } }, { ifVersion: 7 });
    expect(request).toMatchObject({ method: 'DELETE', headers: { 'if-match': '"7"' }, body: null });
  });

  it('sends a body as JSON, and the key that makes it safe to send again', () => {
    const body = { kind: 'front', name: 'Ü' } as const;
    expect(serviceRequest('createToken', { body }, { idempotencyKey: 'k' })).toEqual({
      method: 'POST',
      target: '/v1/tokens',
      headers: { 'content-type': 'application/json', 'idempotency-key': 'k' },
      body: JSON.stringify(body),
    });
  });
});
