import { LIMITS } from '../../contract/limits.ts';
import { Refusal } from '../refusal.ts';

/**
 * Reads an Idempotency-Key header; null when none was sent.
 * @throws Refusal `bad_header`
 */
export function readIdempotencyKey(header: string | null): string | null {
  if (header === null) return null;
  if (header.length <= LIMITS.idempotencyKey && /^[\x21-\x7e]+$/.test(header)) return header;
  throw Refusal.of(
    'bad_header',
    'Idempotency-Key',
    `Idempotency-Key has to be 1 to ${LIMITS.idempotencyKey} printable characters.`,
  );
}
