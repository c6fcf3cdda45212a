import { openSecret, type SecretValue } from '../../contract/secret-value.ts';
import { ask } from '../messaging/ask.ts';
import { guardOf } from './guard-of.ts';
import { writeText } from './write-text.ts';

/**
 * Copies a value and has the background clear it from the clipboard after a while, unless something
 * else is there by then. The background gets a salted digest, never the value.
 * @param clearAfterSeconds 0 leaves it there
 */
export async function copySecret(
  value: SecretValue,
  clearAfterSeconds: number,
): Promise<'copied' | 'refused'> {
  if (clearAfterSeconds > 0) {
    // The guard first: a popup may be closed right after the copy, and an older guard of the same
    // value that is due must not clear this copy. Without a background the copy still counts.
    await ask('clipboard.guard', await guardOf(value, clearAfterSeconds));
  }
  return (await writeText(document, openSecret(value))) ? 'copied' : 'refused';
}
