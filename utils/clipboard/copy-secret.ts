import { openSecret, type SecretValue } from '../../contract/secret-value.ts';
import { ask } from '../messaging/ask.ts';
import { drawSalt, saltedDigest } from './salted-digest.ts';
import { writeText } from './write-text.ts';

/**
 * Copies a value and asks the background to clear it from the clipboard after a while, unless
 * something else is there by then. The background gets a salted digest, never the value.
 * @param clearAfterSeconds 0 leaves it there
 */
export async function copySecret(
  value: SecretValue,
  clearAfterSeconds: number,
): Promise<'copied' | 'refused'> {
  if (!(await writeText(document, openSecret(value)))) return 'refused';
  if (clearAfterSeconds > 0) {
    const deadline = Date.now() + clearAfterSeconds * 1_000;
    const salt = drawSalt();
    const digest = await saltedDigest(salt, openSecret(value));
    // A background that doesn't answer leaves the value where the person wanted it: it is copied.
    await ask('clipboard.guard', { salt, digest, deadline });
  }
  return 'copied';
}
