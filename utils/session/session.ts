import { browser } from 'wxt/browser';
import { failed } from '../messaging/failed.ts';
import { announce } from '../messaging/news.ts';
import type { SessionState } from '../messaging/protocol.ts';
import { createClient } from '../service/client.ts';
import { finishSignIn, prepareSignIn, proofHandle, revoke } from './oauth.ts';
import { probeService } from './probe-service.ts';
import { readAddress } from './read-address.ts';
import { keepAddress, keepSignIn, readSession, wipeAtSignOut } from './session-store.ts';
import { sessionStateOf, type StoredCredentials } from './stored-session.ts';
import type { Me } from '../../contract/member.ts';

/** Chrome's and Firefox's words for a window that the person closed. */
const CLOSED_BY_PERSON = /did not approve|cancell?ed|denied/i;

export interface SessionDeps {
  /** Called when somebody has signed in; not waited for. */
  readonly onSignedIn: () => void;
}

export interface Session {
  state(): Promise<SessionState>;
  /** @throws Failed `bad_address`, `unreachable`, `not_a_service` or `service_too_old` */
  connect(typed: string): Promise<SessionState>;
  /** @throws Failed `not_connected`, `sign_in_cancelled`, `sign_in_failed` or `unreachable` */
  signIn(): Promise<SessionState>;
  signOut(): Promise<SessionState>;
}

/** The session with the service: made by the background, which alone may. */
export function createSession({ onSignedIn }: SessionDeps): Session {
  let signingIn: Promise<SessionState> | null = null;
  const state = async (): Promise<SessionState> => sessionStateOf(await readSession());
  return {
    state,
    async connect(typed) {
      const reading = readAddress(typed);
      if (reading.kind === 'bad') throw failed('bad_address', reading.message);
      await keepAddress(await probeService(reading.address));
      announce({ kind: 'session' });
      return state();
    },
    signIn() {
      // A second click, in whichever page, waits for the window that is open already.
      signingIn ??= signInOnce(onSignedIn)
        .then(state)
        .finally(() => {
          signingIn = null;
        });
      return signingIn;
    },
    async signOut() {
      const access = await wipeAtSignOut();
      announce({ kind: 'session' });
      if (access !== null) await revoke(access.address, access.credentials);
      return state();
    },
  };
}

async function signInOnce(onSignedIn: () => void): Promise<void> {
  const session = await readSession();
  if (session === undefined) {
    throw failed('not_connected', 'Connect to your token service first.');
  }
  const { address } = session;
  const request = await prepareSignIn(address, browser.identity.getRedirectURL());
  const redirectedTo = await openWindow(request.url);
  const credentials = await finishSignIn(address, request, redirectedTo);
  const me = await readMe(address, credentials, request.keyPair);
  if (!(await keepSignIn({ address, me, credentials, keyPair: request.keyPair }))) {
    throw failed('sign_in_failed', 'Another service was chosen meanwhile. Please sign in again.');
  }
  announce({ kind: 'session' });
  onSignedIn();
}

async function openWindow(url: string): Promise<string> {
  let redirectedTo: string | undefined;
  try {
    redirectedTo = await browser.identity.launchWebAuthFlow({ url, interactive: true });
  } catch (error) {
    const text = error instanceof Error ? error.message : '';
    if (CLOSED_BY_PERSON.test(text))
      throw failed('sign_in_cancelled', 'The sign-in was cancelled.');
    throw failed('sign_in_failed', 'The sign-in window could not be opened. Please try again.');
  }
  if (redirectedTo === undefined) throw failed('sign_in_cancelled', 'The sign-in was cancelled.');
  return redirectedTo;
}

/** Who signed in, asked before anything is kept: half a session would be none. */
async function readMe(
  address: string,
  { accessToken, epoch }: StoredCredentials,
  keyPair: CryptoKeyPair,
): Promise<Me> {
  const access = { address, accessToken, epoch, proof: proofHandle(keyPair) };
  const refused = () =>
    Promise.reject(failed('sign_in_failed', 'The service did not accept the sign-in.'));
  const client = createClient({
    current: () => Promise.resolve(access),
    renew: refused,
    ended: refused,
  });
  return client.call('me', {});
}
