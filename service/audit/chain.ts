import { createHmac, timingSafeEqual, type KeyObject } from 'node:crypto';
import type { Selectable } from 'kysely';
import type { Database } from '../store/schema.ts';

export type EventRow = Selectable<Database['audit_events']>;
export type AuditHead = Omit<Selectable<Database['audit_head']>, 'id'>;

/** What a row's hash is made of, but its own hash. */
export type UnchainedRow = Omit<EventRow, 'hash'>;

/**
 * Whether the head was what this service had left behind when the row was added. A row that had to
 * be added to another head says so in its hash for ever: going on in silence would make a head that
 * somebody had tampered with look right again.
 */
export type Link = 'sealed' | 'unsealed';

/**
 * The hash of a row: HMAC-SHA-256 over a JSON list of what it is, how it was linked, the row's
 * number, every column, and the hash of the row before it. JSON keeps apart what stands side by
 * side, so that no two rows are written alike. `docs/audit.md` says it in full.
 * @returns base64url, 43 characters
 */
export function hashOfRow(key: KeyObject, row: UnchainedRow, previous: string, link: Link): string {
  return mac(key, [
    `front-token-companion/audit-row/v1/${link}`,
    row.seq,
    row.at,
    row.action,
    row.actor_id,
    row.actor_name,
    row.session_id,
    row.token_id,
    row.token_name,
    row.via,
    row.detail,
    row.address,
    previous,
  ]);
}

/** The seal of the head: whoever has the database alone cannot put another head in its place. */
export function sealOfHead(key: KeyObject, head: Omit<AuditHead, 'seal'>): string {
  return mac(key, ['front-token-companion/audit-head/v1', head.seq, head.hash, head.chained_after]);
}

/** True for the head that this service, or another replica of it, left behind. */
export function isSealed(key: KeyObject, head: AuditHead): boolean {
  return sameText(sealOfHead(key, head), head.seal);
}

/** Compares without telling by its time where two texts differ. */
export function sameText(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}

function mac(key: KeyObject, parts: readonly (string | number | null)[]): string {
  return createHmac('sha256', key).update(JSON.stringify(parts)).digest('base64url');
}
