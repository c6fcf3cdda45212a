import * as oauth from 'oauth4webapi';
import { failed } from '../messaging/failed.ts';
import { networkOptions, unreachable } from '../service/network.ts';
import { CLIENT, discover } from './oauth.ts';
import { t } from '../i18n/t.ts';

export interface SignInRequest {
  /** Address to open in the sign-in window. */
  readonly url: string;
  readonly server: oauth.AuthorizationServer;
  readonly state: string;
  readonly verifier: string;
  readonly redirectUri: string;
  readonly keyPair: CryptoKeyPair;
}

/** What the sign-in window is opened for. */
export type SignInPurpose =
  | { readonly kind: 'sign_in' }
  /** Begins with the code of an invitation, which must stand in no URL. */
  | { readonly kind: 'invitation'; readonly code: string }
  /** A fresh check of the passkey of who is signed in already. */
  | { readonly kind: 'confirm' };

/**
 * Prepares a sign-in: authorization code with PKCE (RFC 7636), bound from its start (RFC 9449 §10)
 * to a key pair that cannot leave this browser, and pushed to the service (RFC 9126) where it takes
 * that. An older service is not told the code of an invitation: the person pastes it.
 * @throws Failed `unreachable`, `wrong_answer` or `sign_in_failed`
 */
export async function prepareSignIn(
  address: string,
  redirectUri: string,
  purpose: SignInPurpose,
): Promise<SignInRequest> {
  const server = await discover(address);
  const keyPair = await oauth.generateKeyPair('ES256', { extractable: false });
  const verifier = oauth.generateRandomCodeVerifier();
  const state = oauth.generateRandomState();
  const asked = new URLSearchParams({
    client_id: CLIENT.client_id,
    response_type: 'code',
    redirect_uri: redirectUri,
    scope: 'openid',
    // Who signs in says so each time: another person may sit at this browser.
    prompt: 'login',
    state,
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    dpop_jkt: await oauth.DPoP(CLIENT, keyPair).calculateThumbprint(),
    ...(purpose.kind === 'confirm' ? { acr_values: 'passkey' } : {}),
  });
  const url = new URL(server.authorization_endpoint ?? '');
  url.search = (
    server.pushed_authorization_request_endpoint === undefined
      ? asked
      : await push(address, server, asked, purpose)
  ).toString();
  return { url: url.href, server, state, verifier, redirectUri, keyPair };
}

/** Hands the request over in a body. @returns what is left for the address of the window */
async function push(
  address: string,
  server: oauth.AuthorizationServer,
  asked: URLSearchParams,
  purpose: SignInPurpose,
): Promise<URLSearchParams> {
  const parameters = new URLSearchParams(asked);
  if (purpose.kind === 'invitation') parameters.set('login_hint', purpose.code);
  const response = await oauth
    .pushedAuthorizationRequest(server, CLIENT, oauth.None(), parameters, networkOptions(address))
    .catch((error: unknown) => Promise.reject(unreachable(error)));
  try {
    const pushed = await oauth.processPushedAuthorizationResponse(server, CLIENT, response);
    return new URLSearchParams({
      client_id: CLIENT.client_id,
      request_uri: pushed.request_uri,
      // Firefox reads here where the window will end; the service goes by what was pushed.
      redirect_uri: asked.get('redirect_uri') ?? '',
    });
  } catch (error) {
    if (response.status >= 500) throw unreachable(error);
    throw failed('sign_in_failed', t('session.notBegun'));
  }
}
