import { generateKeyPairSync, randomBytes } from 'node:crypto';
import Provider, { errors, type Configuration } from 'oidc-provider';
import { recordRefusals } from './record-oauth-refusals.ts';
import { clientAddress } from '../http/client-address.ts';
import { isExtensionOrigin, OAUTH_CLIENT_ID, REDIRECT_URIS } from '../../contract/extension-ids.ts';
import { openSecret } from '../../contract/secret-value.ts';
import { writeAudit } from '../audit/write-audit.ts';
import type { Log } from '../http/log.ts';
import type { Keyring } from '../seal/keyring.ts';
import { sessionFactsOf } from './arrival.ts';
import { endSession, openSession } from './browser-sessions.ts';
import { findMember } from './find-member.ts';
import { mayRefresh, type RefreshDeps } from './refresh-standing.ts';
import { firstSeen, oidcAdapter } from './oidc-adapter.ts';

export const OAUTH_PREFIX = '/oauth';
export const SIGN_IN_PREFIX = '/sign-in';

const MINUTES = 60;
const DAYS = 24 * 60 * 60;

/** Secrets of the sign-in server that all replicas share; sealed in the database. */
interface SharedKeys {
  readonly jwk: Record<string, unknown>;
  readonly cookieKeys: readonly string[];
}

export interface ProviderDeps extends RefreshDeps {
  readonly keyring: Keyring;
  readonly publicUrl: string;
  readonly log: Log;
}

/**
 * The OAuth 2.1 server for the extension: authorization code with PKCE (RFC 7636), tokens bound to
 * the browser's key (DPoP, RFC 9449), one public client that the contract names.
 */
export async function createProvider(deps: ProviderDeps): Promise<Provider> {
  const keys = await sharedKeys(deps.keyring);
  const provider = new Provider(deps.publicUrl + OAUTH_PREFIX, configuration(deps, keys));
  // Behind a TLS proxy the request itself is plain; the public address says what the browser sees.
  provider.proxy = deps.publicUrl.startsWith('https:');
  // The library looks first and writes then; one unique row decides between two at once.
  provider.ReplayDetection.unique = (issuer: string, jti: string, expiresAt: number) =>
    firstSeen(deps.store, `${issuer}|${jti}`, expiresAt);
  provider.on('server_error', (_ctx, error) => {
    deps.log.error({ err: error }, 'sign-in server failed');
  });
  provider.on('grant.revoked', (ctx, grantId) => {
    const { AccessToken, RefreshToken } = ctx.oidc.entities;
    recordSignOut(deps, AccessToken?.accountId ?? RefreshToken?.accountId, {
      grantId,
      // Only in the person’s own words: the session ends in either case.
      via: ctx.oidc.body?.why === 'replaced' ? 'replaced' : null,
    });
  });
  recordRefusals(provider, deps);
  return provider;
}

function configuration(deps: ProviderDeps, keys: SharedKeys): Configuration {
  return {
    adapter: oidcAdapter(deps.store),
    jwks: { keys: [keys.jwk] },
    cookies: {
      keys: [...keys.cookieKeys],
      long: { signed: true, httpOnly: true, sameSite: 'lax' },
      short: { signed: true, httpOnly: true, sameSite: 'lax' },
    },
    clients: [
      {
        client_id: OAUTH_CLIENT_ID,
        client_name: 'Front Token Companion',
        application_type: 'web',
        token_endpoint_auth_method: 'none',
        response_types: ['code'],
        grant_types: ['authorization_code', 'refresh_token'],
        redirect_uris: [...REDIRECT_URIS],
        dpop_bound_access_tokens: true,
        id_token_signed_response_alg: 'ES256',
      },
    ],
    pkce: { required: () => true },
    responseTypes: ['code'],
    scopes: ['openid'],
    // Asked for by the extension when it wants a passkey check.
    acrValues: ['passkey'],
    claims: { openid: ['sub'] },
    features: {
      devInteractions: { enabled: false },
      dPoP: { enabled: true },
      revocation: { enabled: true },
      rpInitiatedLogout: { enabled: false },
      userinfo: { enabled: false },
    },
    // A blocked or removed person is no account: neither a code nor a refresh gets through.
    findAccount: async (_ctx, id, token) => {
      const member = await findMember(deps.store.db, id);
      if (member?.status !== 'active') return undefined;
      if (token?.kind === 'RefreshToken') {
        const may = await mayRefresh(deps, member, token.grantId ?? '');
        if (may === 'later') throw new errors.TemporarilyUnavailable();
        if (may === 'no') return undefined;
      }
      return { accountId: id, claims: () => ({ sub: id }) };
    },
    interactions: { url: (_ctx, interaction) => `${SIGN_IN_PREFIX}/${interaction.uid}` },
    // One client of our own: there is nothing to consent to, so the grant is made silently.
    loadExistingGrant: async (ctx) => {
      const { client, session, provider, result } = ctx.oidc;
      if (client === undefined || session?.accountId === undefined) return undefined;
      // A window that is still signed in from a minute ago tells nothing of how: it asks again.
      const facts = sessionFactsOf(result);
      if (facts === null) return undefined;
      const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
      grant.addOIDCScope('openid');
      const grantId = await grant.save();
      const opened = await openSession(deps.store, {
        grantId,
        memberId: session.accountId,
        userAgent: ctx.get('user-agent'),
        address: clientAddress(ctx.req),
        now: new Date(),
        ...facts,
      });
      if (opened) return grant;
      await grant.destroy();
      return undefined;
    },
    issueRefreshToken: (_ctx, client) => client.grantTypeAllowed('refresh_token'),
    expiresWithSession: () => false,
    clientBasedCORS: (_ctx, origin) => isExtensionOrigin(origin),
    ttl: {
      AccessToken: 10 * MINUTES,
      AuthorizationCode: MINUTES,
      IdToken: 10 * MINUTES,
      Interaction: 15 * MINUTES,
      // The window's own session serves the redirects of one sign-in. Any longer, and whoever
      // signs out could be signed in again without a code.
      Session: MINUTES,
      Grant: 30 * DAYS,
      RefreshToken: 30 * DAYS,
    },
    renderError: (ctx, out) => {
      ctx.type = 'html';
      ctx.set('Content-Security-Policy', "default-src 'none'; frame-ancestors 'none'");
      // Only the code, which comes from a fixed list: nothing of the request is put into the page.
      const code = /^[a-z_]+$/.test(out.error) ? out.error : 'error';
      ctx.body = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Sign in</title><h1>This sign-in cannot go on</h1><p>Close this window and sign in again from the extension. (${code})</p></html>`;
    },
  };
}

async function sharedKeys(keyring: Keyring): Promise<SharedKeys> {
  const secret = await keyring.sharedSecret('oauth', () =>
    JSON.stringify({
      jwk: {
        ...generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' }),
        use: 'sig',
        alg: 'ES256',
      },
      cookieKeys: [randomBytes(32).toString('base64url')],
    }),
  );
  return JSON.parse(openSecret(secret)) as SharedKeys;
}

function recordSignOut(
  deps: ProviderDeps,
  memberId: string | undefined,
  { grantId, via }: { grantId: string; via: 'replaced' | null },
): void {
  if (memberId === undefined) return;
  const write = async (): Promise<void> => {
    const member = await findMember(deps.store.db, memberId);
    const now = new Date();
    await deps.store.transaction(async (trx) => {
      const session = await endSession(trx, { grantId }, now);
      await writeAudit(trx, {
        action: 'session.signed_out',
        actor: { id: memberId, name: member?.name ?? memberId, session },
        ...(via === null ? {} : { via }),
        at: now,
      });
    });
  };
  write().catch((error: unknown) => deps.log.error({ err: error }, 'sign-out was not recorded'));
}
