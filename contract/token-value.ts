import crc32 from 'crc-32';
import { openSecret, SecretValue } from './secret-value.ts';

/**
 * The value of an issued token: `ftk_` + 8 base62 (public id) + `_` + 32 base62 (secret) + 6 base62
 * (CRC-32 of all that stands before it, big-endian digits, padded with `0`). The checksum lets junk
 * be refused before any query and lets secret scanners tell a real value from a look-alike, as
 * GitHub's tokens do: https://github.blog/engineering/behind-githubs-new-authentication-token-formats/
 */
/** In the order of their bytes, so that what is written in them sorts as a number does. */
export const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
export const PUBLIC_ID_LENGTH = 8;
export const SECRET_LENGTH = 32;
const CHECKSUM_LENGTH = 6;

const SHAPE = /^ftk_([0-9A-Za-z]{8})_([0-9A-Za-z]{32})([0-9A-Za-z]{6})$/;

/** Length of every issued value in characters. */
export const TOKEN_VALUE_LENGTH = 4 + PUBLIC_ID_LENGTH + 1 + SECRET_LENGTH + CHECKSUM_LENGTH;

export interface ParsedTokenValue {
  readonly publicId: string;
  readonly value: SecretValue;
}

/** Reads an issued token's value. Null when the shape or the checksum is wrong. Never throws. */
export function parseTokenValue(text: string): ParsedTokenValue | null {
  const match = SHAPE.exec(text);
  const publicId = match?.[1];
  const given = match?.[3];
  if (publicId === undefined || given === undefined) return null;
  if (checksum(text.slice(0, -CHECKSUM_LENGTH)) !== given) return null;
  return { publicId, value: new SecretValue(text) };
}

/**
 * Puts an issued value together.
 * @param publicId 8 base62 characters
 * @param secret 32 base62 characters from a cryptographic source
 * @throws RangeError when a part has another length or alphabet; a broken value must not be stored
 */
export function formatTokenValue(publicId: string, secret: SecretValue): SecretValue {
  const head = `ftk_${publicId}_${openSecret(secret)}`;
  const text = head + checksum(head);
  if (!SHAPE.test(text)) throw new RangeError('a token value needs 8 and 32 base62 characters');
  return new SecretValue(text);
}

/**
 * Draws base62 text without bias: bytes of 248 and above are thrown away, because 256 is no
 * multiple of 62.
 * @param randomBytes a cryptographic source, `crypto.getRandomValues` or Node's `randomBytes`
 */
export function randomBase62(length: number, randomBytes: (n: number) => Uint8Array): string {
  let text = '';
  while (text.length < length) {
    for (const byte of randomBytes(length * 2)) {
      if (byte < 248 && text.length < length) text += BASE62.charAt(byte % 62);
    }
  }
  return text;
}

function checksum(head: string): string {
  // `>>> 0`: the library answers with a signed integer.
  let rest = crc32.str(head) >>> 0;
  let digits = '';
  for (let i = 0; i < CHECKSUM_LENGTH; i++) {
    digits = BASE62.charAt(rest % 62) + digits;
    rest = Math.floor(rest / 62);
  }
  return digits;
}
