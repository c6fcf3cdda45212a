import { openSecret, type SecretValue } from '../../contract/secret-value.ts';
import type { Guard } from './decide-guard.ts';
import { drawSalt, saltedDigest } from './salted-digest.ts';

/** What the guard needs to know of a value that is about to be copied: a salted digest, never the value. */
export async function guardOf(value: SecretValue, clearAfterSeconds: number): Promise<Guard> {
  const salt = drawSalt();
  const digest = await saltedDigest(salt, openSecret(value));
  return { salt, digest, deadline: Date.now() + clearAfterSeconds * 1_000 };
}
