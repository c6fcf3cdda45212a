import type { Kysely } from 'kysely';
import type { AuditEvent } from '../../contract/audit.ts';
import type { Database } from '../store/schema.ts';
import type { EventRow } from './chain.ts';

export type ListedRow = EventRow & { readonly browser: string | null };

/** Rows of the log, each with the name of the browser that it came through. */
export function selectEvents(db: Kysely<Database>) {
  return db
    .selectFrom('audit_events')
    .leftJoin('browser_sessions', 'browser_sessions.id', 'audit_events.session_id')
    .selectAll('audit_events')
    .select('browser_sessions.browser');
}

/** A row as it is told. */
export function eventOf(row: ListedRow): AuditEvent {
  return {
    id: String(row.seq),
    at: row.at,
    action: row.action,
    actor: { id: row.actor_id, name: row.actor_name },
    token:
      row.token_id === null ? null : { id: row.token_id, name: row.token_name ?? row.token_id },
    via: row.via,
    detail: JSON.parse(row.detail) as Record<string, unknown>,
    session:
      row.session_id === null ? null : { id: row.session_id, browser: row.browser ?? 'A browser' },
    address: row.address,
    hash: row.hash,
  };
}
