import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import Provider, { type ClientMetadata } from 'oidc-provider';

export interface CompanyUser {
  readonly email: string;
  readonly email_verified?: boolean;
  readonly name?: string;
  readonly groups?: readonly string[];
}

/** The company's own OpenID provider: a real one, whose people the test decides on. */
export interface CompanyProvider {
  readonly address: string;
  readonly users: Map<string, CompanyUser>;
  /** Who is at its login page just now. */
  current: string;
  /** What it answers instead of letting anybody in; null lets them in. */
  denial: { error: string; description: string } | null;
  /** False stands for a provider that gives no refresh tokens. */
  givesRefreshTokens: boolean;
  /** True stands for a provider that answers no question about a person while all else works. */
  userinfoFails: boolean;
  /** What it says about when it last asked who somebody is, in s since 1970; null tells the truth. */
  authTime: number | null;
  /** A page that asks who it is; without, whoever is `current` is let in at once. */
  loginPage: 'shown' | 'skipped';
  /** How often it has asked who somebody is. */
  asked: number;
  stop(): Promise<void>;
}

/** The same ones after a restart, as a real provider's are. */
const SIGNING_KEY = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({
  format: 'jwk',
});
const LOGIN_PAGE = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Northwind login</title>
<h1>Northwind login</h1><form method="post"><button>That’s me</button></form></html>`;
const CLIENT_SECRET = randomBytes(24).toString('base64url');

/** The service's settings for a provider at this port; it need not run yet. */
export function ssoSettings(
  port: number,
  more: Readonly<Record<string, string>> = {},
): Record<string, string> {
  return {
    OIDC_ISSUER: `http://127.0.0.1:${port}`,
    OIDC_CLIENT_ID: 'token-service',
    OIDC_CLIENT_SECRET: CLIENT_SECRET,
    ...more,
  };
}

/** Starts it for the service at `serviceAddress`. */
export async function startCompanyProvider(
  port: number,
  serviceAddress: string,
): Promise<CompanyProvider> {
  const address = `http://127.0.0.1:${port}`;
  const state: Omit<CompanyProvider, 'stop'> = {
    address,
    users: new Map(),
    current: '',
    denial: null,
    givesRefreshTokens: true,
    userinfoFails: false,
    authTime: null,
    loginPage: 'skipped',
    asked: 0,
  };
  const client: ClientMetadata = {
    client_id: 'token-service',
    client_secret: CLIENT_SECRET,
    redirect_uris: [`${serviceAddress}/sign-in/sso/callback`],
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code'],
  };
  const provider = new Provider(address, {
    clients: [client],
    cookies: { keys: [randomBytes(16).toString('hex')] },
    jwks: { keys: [SIGNING_KEY] },
    pkce: { required: () => true },
    scopes: ['openid', 'offline_access'],
    claims: {
      openid: ['sub'],
      email: ['email', 'email_verified'],
      profile: ['name', 'groups'],
    },
    conformIdTokenClaims: false,
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_ctx, interaction) => `/login/${interaction.uid}` },
    issueRefreshToken: () => state.givesRefreshTokens,
    expiresWithSession: () => false,
    rotateRefreshToken: true,
    findAccount: (_ctx, id) => {
      const user = state.users.get(id);
      if (user === undefined) return undefined;
      return {
        accountId: id,
        claims: () => ({
          sub: id,
          email_verified: true,
          ...user,
          groups: [...(user.groups ?? [])],
        }),
      };
    },
    loadExistingGrant: async (ctx) => {
      const { session, client: asking } = ctx.oidc;
      const grant = new ctx.oidc.provider.Grant({
        clientId: asking!.clientId,
        accountId: session!.accountId!,
      });
      grant.addOIDCScope('openid email profile offline_access');
      await grant.save();
      return grant;
    },
  });
  const callback = provider.callback();
  const server = createServer((request, response) => {
    if (state.userinfoFails && request.url === '/me') {
      response.writeHead(500).end();
      return;
    }
    if (request.url?.startsWith('/login/') !== true) {
      void callback(request, response);
      return;
    }
    if (request.method === 'GET') state.asked += 1;
    if (request.method === 'GET' && state.loginPage === 'shown') {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(LOGIN_PAGE);
      return;
    }
    const { denial } = state;
    void provider.interactionFinished(
      request,
      response,
      denial === null
        ? {
            login: {
              accountId: state.current,
              ...(state.authTime === null ? {} : { ts: state.authTime }),
            },
          }
        : { error: denial.error, error_description: denial.description },
      { mergeWithLastSubmission: false },
    );
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return Object.assign(state, {
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  });
}
