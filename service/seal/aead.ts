import { createCipheriv, createDecipheriv, type KeyObject } from 'node:crypto';
import { drawRandom } from './draw-random.ts';

const IV_BYTES = 12;
const TAG_BYTES = 16;
export const KEY_BYTES = 32;

/** Sealed bytes: base64url of IV (12 bytes), tag (16 bytes) and ciphertext. */
export type Sealed = string;

/**
 * Seals bytes with AES-256-GCM (NIST SP 800-38D) under a random IV. `associated` is not hidden but
 * bound: opening with any other text fails.
 * @param key 32 bytes. A `KeyObject`, because Node takes three times as long to make a cipher from bytes
 */
export function seal(key: KeyObject, plain: Buffer, associated: string): Sealed {
  const iv = drawRandom(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, iv);
  cipher.setAAD(Buffer.from(associated, 'utf8'));
  const body = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64url');
}

/**
 * Opens sealed bytes.
 * @returns null when the key, the associated text or a single bit is not the one that it was sealed with
 */
export function open(key: KeyObject, sealed: Sealed, associated: string): Buffer | null {
  const bytes = Buffer.from(sealed, 'base64url');
  if (bytes.length < IV_BYTES + TAG_BYTES) return null;
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, IV_BYTES), {
    authTagLength: TAG_BYTES,
  });
  decipher.setAAD(Buffer.from(associated, 'utf8'));
  decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]);
  } catch {
    // Node throws when the tag does not fit; the caller decides what that means.
    return null;
  }
}
