import { openSecret, type SecretValue } from '../../contract/secret-value.ts';
import type { ClipboardGuard } from './clipboard-guard.ts';
import { guardOf } from './guard-of.ts';
import { writeByOffscreenDocument } from './offscreen-clipboard.ts';
import { writeText } from './write-text.ts';

/**
 * Copies a value without any page of ours, and has it cleared after a while.
 * @param clearAfterSeconds 0 leaves it there
 */
export async function copyInBackground(
  value: SecretValue,
  clearAfterSeconds: number,
  guard: ClipboardGuard,
): Promise<'copied' | 'refused'> {
  // First, as in a page: an older guard of the same value must not clear this copy.
  if (clearAfterSeconds > 0) await guard.guard(await guardOf(value, clearAfterSeconds));
  const copied =
    // Firefox's event page is a document with a clipboard; Chrome's worker has to open one.
    typeof document === 'undefined'
      ? await writeByOffscreenDocument(openSecret(value))
      : await writeText(document, openSecret(value));
  return copied ? 'copied' : 'refused';
}
