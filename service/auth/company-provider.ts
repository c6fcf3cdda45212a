import * as oidc from 'openid-client';
import { openSecret, SecretValue } from '../../contract/secret-value.ts';
import { isLoopback, type SsoConfig } from '../config.ts';
import type { Claims } from './sso-person.ts';

const TIMEOUT_SECONDS = 10;

/** What the provider answered to a code. */
export interface UpstreamTokens {
  readonly claims: Claims;
  /** A new refresh token; null when there is none, and the old one, if any, stays good. */
  readonly refreshToken: SecretValue | null;
}

export type Refreshed =
  | { kind: 'refreshed'; claims: Claims; refreshToken: SecretValue | null }
  /**
   * It renewed the sign-in and said nothing of the person: what it tells people by (userinfo) failed,
   * or it tells at the sign-in alone. A new refresh token counts all the same.
   */
  | { kind: 'untold'; because: 'failed' | 'never_tells'; refreshToken: SecretValue | null }
  /** It knows the person, or this sign-in, no longer. */
  | { kind: 'ended' }
  | { kind: 'unreachable' };

/** The secrets of one attempt to sign in there. */
export interface Attempt {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  /** When it began, in ms since 1970 by our clock. */
  readonly begunAt: number;
}

/**
 * The company's OpenID provider. It is looked up when it is first needed and again after a failure,
 * so that this service starts while that one is down.
 */
export class CompanyProvider {
  readonly #sso: SsoConfig;
  readonly #redirectUri: string;
  #found: Promise<oidc.Configuration> | null = null;

  constructor(sso: SsoConfig, redirectUri: string) {
    this.#sso = sso;
    this.#redirectUri = redirectUri;
  }

  /**
   * Where to send the browser. The provider is to ask who it is also where it remembers somebody
   * (`prompt` and `max_age`, OpenID Connect Core §3.1.2.1): whoever sits at a browser that was left
   * locked, or signed out, is not let in for who sat there before.
   * @throws when the provider cannot be reached
   */
  async authorizationUrl(attempt: Attempt): Promise<URL> {
    const provider = await this.#configuration();
    return oidc.buildAuthorizationUrl(provider, {
      redirect_uri: this.#redirectUri,
      scope: scopesOf(provider.serverMetadata().scopes_supported),
      state: attempt.state,
      nonce: attempt.nonce,
      code_challenge: await oidc.calculatePKCECodeChallenge(attempt.verifier),
      code_challenge_method: 'S256',
      prompt: 'login',
      max_age: '0',
    });
  }

  /**
   * Exchanges what the browser came back with. State, issuer (RFC 9207), nonce and the ID token's
   * signature are checked by the library.
   * @throws oidc.AuthorizationResponseError when the provider refused, others when it failed
   */
  async exchange(query: string, attempt: Attempt): Promise<UpstreamTokens> {
    const provider = await this.#configuration();
    const tokens = await oidc.authorizationCodeGrant(
      provider,
      new URL(`${this.#redirectUri}${query}`),
      {
        pkceCodeVerifier: attempt.verifier,
        expectedState: attempt.state,
        expectedNonce: attempt.nonce,
        idTokenExpected: true,
      },
    );
    return {
      claims: (await this.#read(provider, tokens, null)) ?? {},
      refreshToken: refreshTokenOf(tokens),
    };
  }

  /** Asks whether a person is still there. `subject` is who they have to be. */
  async refresh(refreshToken: SecretValue, subject: string): Promise<Refreshed> {
    try {
      const provider = await this.#configuration();
      const tokens = await oidc.refreshTokenGrant(provider, openSecret(refreshToken));
      // The old refresh token may be worth nothing now: the new one counts, whatever else fails.
      const renewed = refreshTokenOf(tokens);
      const claims = await this.#read(provider, tokens, subject).catch(() => 'failed' as const);
      if (claims === 'failed') return { kind: 'untold', because: 'failed', refreshToken: renewed };
      return claims === null
        ? { kind: 'untold', because: 'never_tells', refreshToken: renewed }
        : { kind: 'refreshed', claims, refreshToken: renewed };
    } catch (error) {
      if (error instanceof oidc.ResponseBodyError && error.error === 'invalid_grant') {
        return { kind: 'ended' };
      }
      // Whatever else it is, it is no word about the person; the caller counts the time.
      return { kind: 'unreachable' };
    }
  }

  /** What it says of the person; null when it has no way to say anything. */
  async #read(
    provider: oidc.Configuration,
    tokens: oidc.TokenEndpointResponse & oidc.TokenEndpointResponseHelpers,
    subject: string | null,
  ): Promise<Claims | null> {
    const inToken: Claims | undefined = tokens.claims();
    const expected = typeof inToken?.sub === 'string' ? inToken.sub : subject;
    // Where nothing says who it is about there is nothing to ask.
    const asked: Claims =
      expected === null || provider.serverMetadata().userinfo_endpoint === undefined
        ? {}
        : await oidc.fetchUserInfo(provider, tokens.access_token, expected);
    const told = inToken !== undefined || Object.keys(asked).length > 0;
    return told ? { ...asked, ...inToken, iss: provider.serverMetadata().issuer } : null;
  }

  #configuration(): Promise<oidc.Configuration> {
    const looking = this.#found ?? this.#discover();
    this.#found = looking;
    looking.catch(() => {
      if (this.#found === looking) this.#found = null;
    });
    return looking;
  }

  async #discover(): Promise<oidc.Configuration> {
    const { issuer, clientId, clientSecret } = this.#sso;
    const server = new URL(issuer);
    const local = server.protocol === 'http:' && isLoopback(server.hostname);
    const secret = openSecret(clientSecret);
    // Plain http is for a provider on this very machine; config.ts refuses any other.
    // eslint-disable-next-line @typescript-eslint/no-deprecated
    const execute = local ? [oidc.allowInsecureRequests] : [];
    const found = await oidc.discovery(server, clientId, secret, undefined, {
      execute,
      timeout: TIMEOUT_SECONDS,
    });
    // Basic is the default of OpenID Connect Discovery §3, where nothing is announced.
    const methods = found.serverMetadata().token_endpoint_auth_methods_supported;
    const basic = methods?.includes('client_secret_basic') ?? true;
    const provider = new oidc.Configuration(
      found.serverMetadata(),
      clientId,
      secret,
      basic ? oidc.ClientSecretBasic(secret) : oidc.ClientSecretPost(secret),
    );
    provider.timeout = TIMEOUT_SECONDS;
    // eslint-disable-next-line @typescript-eslint/no-deprecated
    if (local) oidc.allowInsecureRequests(provider);
    oidc.enableNonRepudiationChecks(provider);
    return provider;
  }
}

function refreshTokenOf(tokens: oidc.TokenEndpointResponse): SecretValue | null {
  return tokens.refresh_token === undefined ? null : new SecretValue(tokens.refresh_token);
}

/** `offline_access` asks for a refresh token; some providers hand out groups under a scope. */
function scopesOf(supported: readonly string[] | undefined): string {
  const wanted = ['openid', 'email', 'profile'];
  if (supported?.includes('offline_access') ?? true) wanted.push('offline_access');
  if (supported?.includes('groups') === true) wanted.push('groups');
  return wanted.join(' ');
}
