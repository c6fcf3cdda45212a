import { browser } from 'wxt/browser';
import { failed } from '../messaging/failed.ts';
import { announce } from '../messaging/news.ts';
import type { SessionState } from '../messaging/protocol.ts';
import { createClient } from '../service/client.ts';
import { readManaged } from '../settings/managed.ts';
import { isSameService } from './loopback.ts';
import { finishSignIn, proofHandle, revoke } from './oauth.ts';
import { prepareSignIn, type SignInPurpose } from './prepare-sign-in.ts';
import { probeService } from './probe-service.ts';
import { readAddress } from './read-address.ts';
import {
  keepAddress,
  keepLocked,
  keepSignIn,
  readAccess,
  readSession,
  wipeAtSignOut,
  type SignIn,
} from './session-store.ts';
import { sessionStateOf, type StoredCredentials } from './stored-session.ts';
import type { Me } from '../../contract/member.ts';
import { t } from '../i18n/t.ts';

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
  /**
   * Signs in, and unlocks.
   * @param invitation code of an invitation, which begins the sign-in; null for everybody else
   * @throws Failed `not_connected`, `sign_in_cancelled`, `sign_in_failed` or `unreachable`
   */
  signIn(invitation: string | null): Promise<SessionState>;
  /**
   * Has who is signed in confirm with their passkey.
   * @throws Failed as `signIn`, and `other_person` when it was somebody else, or `not_signed_in`
   */
  confirm(): Promise<SessionState>;
  /** Locks at once; the service is told as far as it can be reached. */
  lock(): Promise<SessionState>;
  signOut(): Promise<SessionState>;
}

/** The session with the service: made by the background, which alone may. */
export function createSession({ onSignedIn }: SessionDeps): Session {
  let windowOpen: Promise<SessionState> | null = null;
  const state = async (): Promise<SessionState> => sessionStateOf(await readSession());
  /** A second click, in whichever page, waits for the window that is open already. */
  const once = (work: () => Promise<void>): Promise<SessionState> => {
    windowOpen ??= work()
      .then(() => {
        announce({ kind: 'session' });
        onSignedIn();
        return state();
      })
      .finally(() => {
        windowOpen = null;
      });
    return windowOpen;
  };
  return {
    state,
    async connect(typed) {
      const reading = readAddress(typed);
      if (reading.kind === 'bad') throw failed('bad_address', reading.message);
      await checkFixedAddress(reading.address);
      await keepAddress(await probeService(reading.address));
      announce({ kind: 'session' });
      return state();
    },
    signIn: (invitation) =>
      once(() =>
        signInNow(
          invitation === null ? { kind: 'sign_in' } : { kind: 'invitation', code: invitation },
        ),
      ),
    confirm: () => once(confirmNow),
    async lock() {
      const { news, ended } = await keepLocked();
      if (news) announce({ kind: 'session' });
      // Not waited for: offline it takes long, and without its key nobody can use what is left of it.
      if (ended !== null) void revoke(ended.address, ended.credentials);
      return state();
    },
    async signOut() {
      const access = await wipeAtSignOut();
      announce({ kind: 'session' });
      if (access !== null) await revoke(access.address, access.credentials);
      return state();
    },
  };
}

async function signInNow(purpose: SignInPurpose): Promise<void> {
  const session = await readSession();
  if (session === undefined) {
    throw failed('not_connected', 'Connect to your token service first.');
  }
  await checkFixedAddress(session.address);
  const signIn = await openSignIn(session.address, purpose);
  if (!(await keepSignIn(signIn, { kind: 'anybody' }))) {
    throw failed('sign_in_failed', t('session.otherService'));
  }
}

/**
 * Confirms by a sign-in of the same person, in whose place the old one is ended. Work that is under
 * way goes on with the new one.
 */
async function confirmNow(): Promise<void> {
  const { session, access } = await readAccess();
  if (session?.kind !== 'signed_in' || access === null) {
    throw failed('not_signed_in', 'Sign in first.');
  }
  const signIn = await openSignIn(session.address, { kind: 'confirm' });
  const same = signIn.me.id === session.me.id;
  if (same && (await keepSignIn(signIn, { kind: 'session', epoch: session.epoch }))) {
    await revoke(access.address, access.credentials, 'replaced');
    return;
  }
  await revoke(signIn.address, signIn.credentials);
  if (same) throw failed('sign_in_failed', t('session.signedOutMeanwhile'));
  throw failed(
    'other_person',
    t('session.otherPerson', { confirmed: signIn.me.name, here: session.me.name }),
  );
}

/** Opens the window and waits for who comes back, with what they may call the service with. */
async function openSignIn(address: string, purpose: SignInPurpose): Promise<SignIn> {
  const request = await prepareSignIn(address, browser.identity.getRedirectURL(), purpose);
  const redirectedTo = await openWindow(request.url);
  const credentials = await finishSignIn(address, request, redirectedTo);
  const me = await readMe(address, credentials, request.keyPair);
  return { address, me, credentials, keyPair: request.keyPair };
}

/** Where the company has set the service's address, nobody is led to another one. */
async function checkFixedAddress(address: string): Promise<void> {
  const { serviceAddress } = await readManaged();
  if (serviceAddress === null || isSameService(serviceAddress, address)) return;
  throw failed('bad_address', t('session.fixedAddress', { address: serviceAddress }));
}

async function openWindow(url: string): Promise<string> {
  let redirectedTo: string | undefined;
  try {
    redirectedTo = await browser.identity.launchWebAuthFlow({ url, interactive: true });
  } catch (error) {
    const text = error instanceof Error ? error.message : '';
    if (CLOSED_BY_PERSON.test(text))
      throw failed('sign_in_cancelled', 'The sign-in was cancelled.');
    throw failed('sign_in_failed', t('session.noWindow'));
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
  const refused = () => Promise.reject(failed('sign_in_failed', t('session.notAccepted')));
  const client = createClient({
    current: () => Promise.resolve(access),
    renew: refused,
    ended: refused,
  });
  return client.call('me', {});
}
