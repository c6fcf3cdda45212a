/**
 * SHA-256 of salt and text, as hex. With it the background can tell whether the clipboard still
 * holds a value without ever having it.
 */
export async function saltedDigest(salt: string, text: string): Promise<string> {
  const bytes = new TextEncoder().encode(`${salt}\u0000${text}`);
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** A salt that makes the digests of two copies of one value differ. */
export function drawSalt(): string {
  return crypto.randomUUID();
}
