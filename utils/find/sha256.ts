import { openSecret, type SecretValue } from '../../contract/secret-value.ts';

/** SHA-256 of a value as lower-case hex: what the service is asked with instead of the value. */
export async function sha256(value: SecretValue): Promise<string> {
  const bytes = new TextEncoder().encode(openSecret(value));
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
