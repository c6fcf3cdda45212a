import { randomBytes } from 'node:crypto';
import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
  type AuthenticationResponseJSON,
  type RegistrationResponseJSON,
} from '@simplewebauthn/server';
import type { Store } from '../store/open-store.ts';
import type { RelyingParty } from './relying-party.ts';
import { keepSignInRow, takeSignInRow } from './sign-in-rows.ts';

const CHALLENGE_BYTES = 32;
const CHALLENGE_LIVES_MS = 5 * 60_000;

type Ceremony = 'add' | 'use';

/** What a page hands to the browser's WebAuthn interface, as JSON. */
export type CeremonyOptions = Readonly<object>;

/** Asks for any passkey of this site: the person picks one, and it says who they are. */
export async function askForPasskey(
  store: Store,
  site: RelyingParty,
  uid: string,
): Promise<CeremonyOptions> {
  return generateAuthenticationOptions({
    rpID: site.id,
    challenge: await newChallenge(store, 'use', uid),
    timeout: CHALLENGE_LIVES_MS,
    userVerification: 'required',
  });
}

/** Asks for a new passkey, for somebody who has just shown who they are in another way. */
export async function askForNewPasskey(
  store: Store,
  site: RelyingParty,
  uid: string,
  person: { readonly id: string; readonly name: string; readonly email: string | null },
  company: string,
): Promise<CeremonyOptions> {
  return generateRegistrationOptions({
    rpName: company,
    rpID: site.id,
    userID: new Uint8Array(Buffer.from(person.id)),
    userName: person.email ?? person.name,
    userDisplayName: person.name,
    challenge: await newChallenge(store, 'add', uid),
    timeout: CHALLENGE_LIVES_MS,
    attestationType: 'none',
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });
}

export interface NewPasskey {
  readonly credentialId: string;
  /** COSE public key, base64url. */
  readonly publicKey: string;
  readonly counter: number;
  readonly transports: readonly string[];
}

/**
 * Checks a new passkey: made for this site, for this sign-in's own challenge, with the person
 * verified by it.
 * @returns null when anything of it is wrong
 */
export async function checkNewPasskey(
  store: Store,
  site: RelyingParty,
  uid: string,
  answer: RegistrationResponseJSON,
): Promise<NewPasskey | null> {
  const checked = await verifyRegistrationResponse({
    response: answer,
    expectedChallenge: (challenge) => takeChallenge(store, 'add', uid, challenge),
    expectedOrigin: site.origin,
    expectedRPID: site.id,
    requireUserVerification: true,
  }).catch(notVerified);
  if (!checked?.verified) return null;
  const { id, publicKey, counter } = checked.registrationInfo.credential;
  return {
    credentialId: id,
    publicKey: Buffer.from(publicKey).toString('base64url'),
    counter,
    transports: readTransports(answer.response.transports),
  };
}

/**
 * Checks that whoever answers holds this passkey, for this site and this sign-in's own challenge,
 * and was verified by it.
 * @returns its counter, or null when anything of it is wrong
 */
export async function checkPasskey(
  store: Store,
  site: RelyingParty,
  uid: string,
  answer: AuthenticationResponseJSON,
  known: { readonly credential_id: string; readonly public_key: string },
): Promise<{ counter: number } | null> {
  const checked = await verifyAuthenticationResponse({
    response: answer,
    expectedChallenge: (challenge) => takeChallenge(store, 'use', uid, challenge),
    expectedOrigin: site.origin,
    expectedRPID: site.id,
    credential: {
      id: known.credential_id,
      publicKey: new Uint8Array(Buffer.from(known.public_key, 'base64url')),
      // Compared when it is written, in one step with the row: two answers may come at once.
      counter: 0,
    },
    requireUserVerification: true,
  }).catch(notVerified);
  return checked?.verified === true ? { counter: checked.authenticationInfo.newCounter } : null;
}

/** The answer that the page's script put into its form; null when it is none. */
export function readAnswer(
  text: string,
): AuthenticationResponseJSON | RegistrationResponseJSON | null {
  try {
    const read: unknown = JSON.parse(text);
    if (typeof read !== 'object' || read === null) return null;
    const { id, response } = read as { id?: unknown; response?: unknown };
    // The library checks each part again before it trusts it.
    return typeof id === 'string' && typeof response === 'object' && response !== null
      ? (read as AuthenticationResponseJSON | RegistrationResponseJSON)
      : null;
  } catch {
    // Not JSON: no answer.
    return null;
  }
}

/** The library throws for each thing that can be wrong with an answer; to the person they are one. */
function notVerified(): null {
  return null;
}

async function newChallenge(store: Store, ceremony: Ceremony, uid: string) {
  const bytes = new Uint8Array(randomBytes(CHALLENGE_BYTES));
  const challenge = Buffer.from(bytes).toString('base64url');
  await keepSignInRow(store, keyOf(ceremony, uid, challenge), {}, CHALLENGE_LIVES_MS);
  return bytes;
}

/** Good once, for the sign-in and the ceremony that it was made for. */
async function takeChallenge(
  store: Store,
  ceremony: Ceremony,
  uid: string,
  challenge: string,
): Promise<boolean> {
  return (await takeSignInRow(store, keyOf(ceremony, uid, challenge))) !== null;
}

function keyOf(ceremony: Ceremony, uid: string, challenge: string) {
  return { kind: 'PasskeyChallenge', key: `${ceremony}|${uid}|${challenge}` } as const;
}

function readTransports(given: unknown): string[] {
  if (!Array.isArray(given)) return [];
  return given.filter(
    (one): one is string => typeof one === 'string' && /^[a-z-]{1,20}$/.test(one),
  );
}
