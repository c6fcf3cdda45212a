import { exportJWK, SignJWT, type JWTPayload } from 'jose';
import * as oauth from 'oauth4webapi';
import { OAUTH_CLIENT_ID, REDIRECT_URIS } from '../../../contract/extension-ids.ts';

export interface Page {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** Where the last redirect leads, when it leaves the service: the sign-in's end. */
  readonly leftTo: URL | null;
  readonly url: string;
}

export interface Session {
  readonly accessToken: string;
  readonly refreshToken: string;
  /** Says who signed in. It opens nothing. */
  readonly idToken?: string;
}

// The service under test is on this machine, where plain http is right.
// eslint-disable-next-line @typescript-eslint/no-deprecated
const INSECURE = { [oauth.allowInsecureRequests]: true };
const CLIENT: oauth.Client = { client_id: OAUTH_CLIENT_ID };
const REDIRECT_URI = REDIRECT_URIS[0]!;

/** A browser with the extension in it: a cookie jar for the sign-in window, and a key of its own. */
export class Browser {
  readonly address: string;
  readonly #cookies = new Map<string, { value: string; path: string }>();
  readonly #keys: Promise<oauth.CryptoKeyPair>;
  #server: oauth.AuthorizationServer | null = null;

  constructor(address: string) {
    this.address = address;
    this.#keys = oauth.generateKeyPair('ES256');
  }

  /** Opens an address in the sign-in window and follows redirects as long as they stay here. */
  async open(
    url: string,
    form?: Readonly<Record<string, string>>,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Page> {
    let next = new URL(url, this.address);
    let body = form;
    for (;;) {
      const response = await fetch(next, {
        method: body === undefined ? 'GET' : 'POST',
        redirect: 'manual',
        headers: { cookie: this.#cookieFor(next), accept: 'text/html', ...headers },
        ...(body === undefined ? {} : { body: new URLSearchParams(body) }),
      });
      this.#keep(response);
      const to = response.headers.get('location');
      const text = await response.text();
      if (to === null || response.status < 300 || response.status > 399) {
        return {
          status: response.status,
          headers: response.headers,
          text,
          leftTo: null,
          url: next.href,
        };
      }
      next = new URL(to, next);
      body = undefined;
      if (next.origin !== this.address) {
        return {
          status: response.status,
          headers: response.headers,
          text,
          leftTo: next,
          url: next.href,
        };
      }
    }
  }

  /** One answer as it comes, without following where it leads. */
  async raw(url: string): Promise<Response> {
    const to = new URL(url, this.address);
    return fetch(to, { redirect: 'manual', headers: { cookie: this.#cookieFor(to) } });
  }

  /** The address that `identity.launchWebAuthFlow` opens, and the verifier that goes with it. */
  async authorizationUrl(
    change: Readonly<Record<string, string | null>> = {},
  ): Promise<{ url: string; verifier: string }> {
    const server = await this.server();
    const verifier = oauth.generateRandomCodeVerifier();
    const url = new URL(server.authorization_endpoint!);
    const parameters: Record<string, string | null> = {
      client_id: OAUTH_CLIENT_ID,
      redirect_uri: REDIRECT_URI,
      response_type: 'code',
      scope: 'openid',
      state: 'a-state',
      code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      ...change,
    };
    for (const [name, value] of Object.entries(parameters)) {
      if (value !== null) url.searchParams.set(name, value);
    }
    return { url: url.href, verifier };
  }

  /** The same with its parameters pushed beforehand (RFC 9126): none of them stands in the address. */
  async pushedAuthorizationUrl(
    change: Readonly<Record<string, string | null>> = {},
  ): Promise<{ url: string; verifier: string }> {
    const server = await this.server();
    const { url, verifier } = await this.authorizationUrl(change);
    const response = await oauth.pushedAuthorizationRequest(
      server,
      CLIENT,
      oauth.None(),
      new URL(url).searchParams,
      { DPoP: await this.proofs(), ...INSECURE },
    );
    const pushed = await oauth.processPushedAuthorizationResponse(server, CLIENT, response);
    const short = new URL(server.authorization_endpoint!);
    short.searchParams.set('client_id', OAUTH_CLIENT_ID);
    short.searchParams.set('request_uri', pushed.request_uri);
    return { url: short.href, verifier };
  }

  /** Sends a form of the sign-in window to another replica behind the same address. */
  async openOn(
    address: string,
    path: string,
    form: Readonly<Record<string, string>>,
  ): Promise<Page> {
    const url = new URL(path, address);
    const response = await fetch(url, {
      method: 'POST',
      redirect: 'manual',
      headers: { cookie: this.#cookieFor(url), accept: 'text/html' },
      body: new URLSearchParams(form),
    });
    const { status, headers } = response;
    return { status, headers, text: await response.text(), leftTo: null, url: url.href };
  }

  /** Opens the sign-in page; answers with it and what is needed to finish. */
  async beginSignIn(
    change: Readonly<Record<string, string | null>> = {},
  ): Promise<{ page: Page; verifier: string }> {
    const { url, verifier } = await this.authorizationUrl(change);
    return { page: await this.open(url), verifier };
  }

  /** Exchanges what the sign-in window ended with for tokens bound to this browser's key. */
  async finishSignIn(page: Page, verifier: string): Promise<Session> {
    const server = await this.server();
    const parameters = oauth.validateAuthResponse(server, CLIENT, page.leftTo!, 'a-state');
    const response = await oauth.authorizationCodeGrantRequest(
      server,
      CLIENT,
      oauth.None(),
      parameters,
      REDIRECT_URI,
      verifier,
      { DPoP: await this.proofs(), ...INSECURE },
    );
    const tokens = await oauth.processAuthorizationCodeResponse(server, CLIENT, response, {
      requireIdToken: true,
    });
    return {
      accessToken: tokens.access_token,
      refreshToken: tokens.refresh_token!,
      idToken: tokens.id_token!,
    };
  }

  /** The whole of it: page, code, tokens. */
  async signIn(form: Readonly<Record<string, string>>): Promise<Session> {
    const { page, verifier } = await this.beginSignIn();
    const end = await this.open(page.url, form);
    if (end.leftTo === null) throw new Error(`not signed in: ${end.text}`);
    return this.finishSignIn(end, verifier);
  }

  async refresh(refreshToken: string): Promise<Session> {
    const server = await this.server();
    const response = await oauth.refreshTokenGrantRequest(
      server,
      CLIENT,
      oauth.None(),
      refreshToken,
      {
        DPoP: await this.proofs(),
        ...INSECURE,
      },
    );
    const tokens = await oauth.processRefreshTokenResponse(server, CLIENT, response);
    return {
      accessToken: tokens.access_token,
      refreshToken: tokens.refresh_token ?? refreshToken,
    };
  }

  async revoke(token: string, why?: string): Promise<void> {
    const server = await this.server();
    const response = await oauth.revocationRequest(server, CLIENT, oauth.None(), token, {
      ...INSECURE,
      ...(why === undefined ? {} : { additionalParameters: { why } }),
    });
    await oauth.processRevocationResponse(response);
  }

  /** A call of the service's own interface, signed with this browser's key. */
  async call(method: string, path: string, accessToken: string, body?: object): Promise<Response> {
    const request = await this.signed(method, path, accessToken);
    return fetch(this.address + path, {
      method,
      headers: {
        ...request,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  }

  /** The headers of one signed call: token and proof. */
  async signed(method: string, path: string, accessToken: string): Promise<Record<string, string>> {
    let headers = new Headers();
    const proofs = await this.proofs();
    await oauth.protectedResourceRequest(
      accessToken,
      method,
      new URL(path, this.address),
      undefined,
      undefined,
      {
        DPoP: proofs,
        ...INSECURE,
        // The request is made by the test itself; only its headers are of interest here.
        [oauth.customFetch]: async (_url: string, init: { headers: HeadersInit }) => {
          headers = new Headers(init.headers);
          return new Response('{}');
        },
      },
    );
    return { authorization: headers.get('authorization')!, dpop: headers.get('dpop')! };
  }

  /** A proof of a test's own making, signed with this browser's key. */
  async proof(claims: JWTPayload, header: Readonly<Record<string, unknown>> = {}): Promise<string> {
    const { privateKey, publicKey } = await this.#keys;
    const jwk = await exportJWK(publicKey);
    return new SignJWT(claims)
      .setProtectedHeader({ alg: 'ES256', typ: 'dpop+jwt', jwk, ...header })
      .sign(privateKey);
  }

  async proofs(): Promise<oauth.DPoPHandle> {
    return oauth.DPoP(CLIENT, await this.#keys);
  }

  async server(): Promise<oauth.AuthorizationServer> {
    const issuer = new URL(`${this.address}/oauth`);
    const server =
      this.#server ??
      (await oauth.processDiscoveryResponse(
        issuer,
        await oauth.discoveryRequest(issuer, INSECURE),
      ));
    this.#server = server;
    return server;
  }

  #cookieFor(url: URL): string {
    return [...this.#cookies]
      .filter(([, cookie]) => url.pathname.startsWith(cookie.path))
      .map(([name, cookie]) => `${name}=${cookie.value}`)
      .join('; ');
  }

  #keep(response: Response): void {
    for (const line of response.headers.getSetCookie()) {
      const [pair = '', ...attributes] = line.split(';').map((part) => part.trim());
      const [name = '', value = ''] = pair.split('=');
      const path = attributes.find((text) => /^path=/i.test(text))?.slice(5) ?? '/';
      if (value === '') this.#cookies.delete(name);
      else this.#cookies.set(name, { value, path });
    }
  }
}
