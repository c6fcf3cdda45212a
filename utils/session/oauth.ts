import * as oauth from 'oauth4webapi';
import { OAUTH_CLIENT_ID } from '../../contract/extension-ids.ts';
import { failed } from '../messaging/failed.ts';
import { networkOptions, unreachable } from '../service/network.ts';
import type { SignInRequest } from './prepare-sign-in.ts';
import type { StoredCredentials } from './stored-session.ts';
import { t } from '../i18n/t.ts';

/** The extension, as the service's sign-in knows it. */
export const CLIENT: oauth.Client = { client_id: OAUTH_CLIENT_ID };
const ISSUER_PATH = '/oauth';
/** Only what the revocation at sign-out may take, in ms: the worker must not hang on it. */
const REVOKE_WITHIN_MS = 5_000;

const servers = new Map<string, oauth.AuthorizationServer>();

/**
 * What the service's sign-in server says of itself (RFC 8414), from memory when this worker has
 * asked before.
 * @throws Failed `unreachable` or `wrong_answer`
 */
export async function discover(address: string): Promise<oauth.AuthorizationServer> {
  const known = servers.get(address);
  if (known !== undefined) return known;
  const issuer = new URL(address + ISSUER_PATH);
  const response = await oauth
    .discoveryRequest(issuer, { algorithm: 'oidc', ...networkOptions(address) })
    .catch((error: unknown) => Promise.reject(unreachable(error)));
  try {
    const server = await oauth.processDiscoveryResponse(issuer, response);
    servers.set(address, server);
    return server;
  } catch {
    // The library has a word for each way in which the answer can be wrong; a person needs one.
    throw failed('wrong_answer', 'The service’s sign-in does not answer as it should.');
  }
}

/**
 * The issuer that a service names, which tells the address that it goes by. It is read before
 * anything is trusted, and for comparison alone.
 * @throws Failed `unreachable` or `wrong_answer`
 */
export async function readIssuer(address: string): Promise<string> {
  const url = `${address}${ISSUER_PATH}/.well-known/openid-configuration`;
  const response = await fetch(url, {
    credentials: 'omit',
    redirect: 'error',
    signal: networkOptions(address).signal(),
  }).catch((error: unknown) => Promise.reject(unreachable(error)));
  const { issuer } = (await response.json().catch(() => ({}))) as { issuer?: unknown };
  if (typeof issuer === 'string' && URL.canParse(issuer)) return issuer;
  throw failed('wrong_answer', 'The service’s sign-in does not answer as it should.');
}

/**
 * Turns the address to which the window was sent back into credentials.
 * @param address of the service
 * @throws Failed `sign_in_cancelled`, `sign_in_failed` or `unreachable`
 */
export async function finishSignIn(
  address: string,
  request: SignInRequest,
  redirectedTo: string,
): Promise<StoredCredentials> {
  const { server, keyPair } = request;
  const options = { DPoP: oauth.DPoP(CLIENT, keyPair), ...networkOptions(address) };
  const callback = readCallback(request, redirectedTo);
  const response = await oauth
    .authorizationCodeGrantRequest(
      server,
      CLIENT,
      oauth.None(),
      callback,
      request.redirectUri,
      request.verifier,
      options,
    )
    .catch((error: unknown) => Promise.reject(unreachable(error)));
  try {
    const grant = await oauth.processAuthorizationCodeResponse(server, CLIENT, response);
    return credentialsOf(grant, crypto.randomUUID(), null);
  } catch {
    throw failed('sign_in_failed', t('session.notAccepted'));
  }
}

function readCallback(request: SignInRequest, redirectedTo: string): URLSearchParams {
  try {
    return oauth.validateAuthResponse(request.server, CLIENT, new URL(redirectedTo), request.state);
  } catch (error) {
    if (error instanceof oauth.AuthorizationResponseError && error.error === 'access_denied') {
      throw failed('sign_in_cancelled', 'The sign-in was cancelled.');
    }
    throw failed('sign_in_failed', t('session.oddEnd'));
  }
}

export type Refreshed =
  | { readonly kind: 'refreshed'; readonly credentials: StoredCredentials }
  /** The service has ended the session: only a new sign-in helps. */
  | { readonly kind: 'ended' };

/**
 * Gets a new access token.
 * @throws Failed `unreachable` or `wrong_answer`: the session may well be alive
 */
export async function refreshCredentials(
  address: string,
  credentials: StoredCredentials,
  dpop: oauth.DPoPHandle,
): Promise<Refreshed> {
  const { refreshToken, epoch } = credentials;
  if (refreshToken === null) return { kind: 'ended' };
  const server = await discover(address);
  const options = { DPoP: dpop, ...networkOptions(address) };
  const response = await oauth
    .refreshTokenGrantRequest(server, CLIENT, oauth.None(), refreshToken, options)
    .catch((error: unknown) => Promise.reject(unreachable(error)));
  try {
    const grant = await oauth.processRefreshTokenResponse(server, CLIENT, response);
    return { kind: 'refreshed', credentials: credentialsOf(grant, epoch, refreshToken) };
  } catch (error) {
    if (error instanceof oauth.ResponseBodyError && error.error === 'invalid_grant') {
      return { kind: 'ended' };
    }
    if (response.status >= 500) throw unreachable(error);
    throw failed('wrong_answer', 'The service’s sign-in does not answer as it should.');
  }
}

/**
 * Ends a session at the service (RFC 7009), as far as it can be reached.
 * @returns whether the service was told
 */
export async function revoke(
  address: string,
  credentials: StoredCredentials,
  why: 'signed_out' | 'replaced' = 'signed_out',
): Promise<boolean> {
  try {
    const server = await discover(address);
    const token = credentials.refreshToken ?? credentials.accessToken;
    const response = await oauth.revocationRequest(server, CLIENT, oauth.None(), token, {
      ...networkOptions(address),
      // For the log alone: somebody who has confirmed has not left.
      ...(why === 'replaced' ? { additionalParameters: { why } } : {}),
      signal: AbortSignal.timeout(REVOKE_WITHIN_MS),
    });
    await oauth.processRevocationResponse(response);
    return true;
  } catch {
    // Offline: the key that the session is bound to is gone, so nobody can use what is left of it.
    return false;
  }
}

/** The handle that signs a proof for each request (RFC 9449). */
export function proofHandle(keyPair: CryptoKeyPair): oauth.DPoPHandle {
  return oauth.DPoP(CLIENT, keyPair);
}

function credentialsOf(
  grant: oauth.TokenEndpointResponse,
  epoch: string,
  oldRefreshToken: string | null,
): StoredCredentials {
  return {
    epoch,
    accessToken: grant.access_token,
    refreshToken: grant.refresh_token ?? oldRefreshToken,
    expiresAt: Date.now() + (grant.expires_in ?? 0) * 1_000,
  };
}
