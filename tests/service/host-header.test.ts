import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { OAUTH_CLIENT_ID, REDIRECT_URIS } from '../../contract/extension-ids.ts';
import { startService, type TestService } from './support/start-service.ts';

const PUBLIC_URL = 'https://tokens.example.com';
const EVIL = 'evil.example';

interface Raw {
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** A request with a Host of its own, which `fetch` does not let one choose. */
function ask(address: string, path: string, headers: Record<string, string>): Promise<Raw> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(address + path, { headers }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => (text += chunk));
      response.once('end', () => resolve({ headers: response.headers, text }));
    });
    request.once('error', reject);
    request.end();
  });
}

const FORGED: readonly Record<string, string>[] = [
  { host: EVIL },
  { host: 'tokens.example.com', 'x-forwarded-host': EVIL, 'x-forwarded-proto': 'http' },
  { host: `${EVIL}:1`, 'x-forwarded-host': `${EVIL}, tokens.example.com` },
];

describe.each(['as it listens', 'behind a TLS proxy'])('CWE-644: a forged Host, %s', (where) => {
  let service: TestService;
  let own: string;
  beforeAll(async () => {
    const proxied = where === 'behind a TLS proxy';
    service = await startService('sqlite', proxied ? { publicUrl: PUBLIC_URL } : {});
    own = proxied ? PUBLIC_URL : service.address;
  });
  afterAll(() => service.stop());

  test.each(FORGED)(
    'puts no other address into what the sign-in server says (%j)',
    async (forged) => {
      const path = '/oauth/.well-known/openid-configuration';
      const { text } = await ask(service.address, path, forged);
      expect(text).not.toContain(EVIL);
      const said = JSON.parse(text) as Record<string, string>;
      for (const name of ['issuer', 'authorization_endpoint', 'token_endpoint', 'jwks_uri']) {
        expect(new URL(said[name]!).origin).toBe(own);
      }
    },
  );

  test.each(FORGED)(
    'leads no sign-in elsewhere, nor takes Secure off its cookies (%j)',
    async (forged) => {
      const query = new URLSearchParams({
        client_id: OAUTH_CLIENT_ID,
        redirect_uri: REDIRECT_URIS[0]!,
        response_type: 'code',
        scope: 'openid',
        code_challenge: 'a'.repeat(43),
        code_challenge_method: 'S256',
      });
      const { headers } = await ask(service.address, `/oauth/auth?${query.toString()}`, forged);
      expect(new URL(headers.location!, own).origin).toBe(own);
      const cookies = headers['set-cookie'] ?? [];
      expect(cookies.length).toBeGreaterThan(0);
      for (const cookie of cookies) {
        expect(/; *secure/i.test(cookie)).toBe(own.startsWith('https:'));
      }
    },
  );
});
