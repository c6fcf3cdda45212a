import { describe, expect, it } from 'vitest';
import { isForeignPost } from '../../../service/auth/foreign-post.ts';

const OWN = 'https://tokens.example.com';
const foreign = (headers: Readonly<Record<string, string>>, method = 'POST'): boolean =>
  isForeignPost({ method, own: OWN, header: (name) => headers[name] });

describe('CSRF: a form', () => {
  it.each([
    [
      'of our own page, which hides its address',
      { 'sec-fetch-site': 'same-origin', origin: 'null' },
    ],
    ['of our own page in an older browser', { origin: OWN }],
    ['of something that is no browser', {}],
  ])('%s is taken', (_what, headers) => {
    expect(foreign(headers)).toBe(false);
  });

  it.each([
    ['of another site', { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }],
    ['that claims our origin from another site', { 'sec-fetch-site': 'cross-site', origin: OWN }],
    ['of a neighbour under the same domain', { 'sec-fetch-site': 'same-site' }],
    ['that nobody’s page has sent', { 'sec-fetch-site': 'none' }],
    ['of another site in an older browser', { origin: 'https://evil.example' }],
    ['of a sandboxed frame in an older browser', { origin: 'null' }],
    ['over plain http', { origin: 'http://tokens.example.com' }],
    ['of another port', { origin: `${OWN}:8443` }],
    ['of a name that begins like ours', { origin: `${OWN}.evil.example` }],
  ])('%s is refused', (_what, headers) => {
    expect(foreign(headers)).toBe(true);
  });

  it('is no way of reading a page, which other sites may link to', () => {
    expect(foreign({ 'sec-fetch-site': 'cross-site' }, 'GET')).toBe(false);
  });
});
