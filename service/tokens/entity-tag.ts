import { Refusal } from '../refusal.ts';

/** The ETag of a token's version (RFC 9110 §8.8.3): the number in quotes. */
export function entityTag(version: number): string {
  return `"${version}"`;
}

/**
 * Holds an If-Match header against the version that stands (RFC 9110 §13.1.1, strong comparison).
 * @throws Refusal `if_match_required`, `bad_header` or `stale_version`
 */
export function checkIfMatch(header: string | null, version: number): void {
  if (header === null || header.trim() === '') throw new Refusal('if_match_required');
  if (header.trim() === '*') return;
  const tags = header.split(',').map((tag) => tag.trim());
  if (!tags.every((tag) => /^(W\/)?"[\x21\x23-\x7e]*"$/.test(tag))) {
    throw Refusal.of('bad_header', 'If-Match', 'If-Match has to be an ETag such as "3".');
  }
  if (!tags.includes(entityTag(version))) throw new Refusal('stale_version');
}
