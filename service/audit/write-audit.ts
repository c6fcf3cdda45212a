import type { Kysely, Selectable } from 'kysely';
import type { AuditAction } from '../../contract/audit.ts';
import { repeatedQuery } from '../store/repeated-query.ts';
import type { Database } from '../store/schema.ts';

/** Who did it, as much of an `Actor` as the log keeps. */
export interface AuditActor {
  readonly id: string;
  readonly name: string;
  readonly session?: { readonly id: string } | null;
  readonly address?: string | null;
}

/** Somebody with a shell on the host: commands have no other name for them. */
export const HOST_ACTOR: AuditActor = { id: 'host', name: 'Command on the host' };

export interface AuditEntry {
  readonly action: AuditAction;
  readonly actor: AuditActor;
  readonly token?: { readonly id: string; readonly name: string };
  readonly via?: string;
  /** Names of fields, ways and short facts. Never a token's value. */
  readonly detail?: Readonly<Record<string, unknown>>;
  readonly at: Date;
}

/**
 * Writes one audit row. Takes a transaction, so that what is recorded and what was done are kept
 * together or not at all.
 */
export async function writeAudit(trx: Kysely<Database>, entry: AuditEntry): Promise<void> {
  await insertEvent(trx, {
    at: entry.at.toISOString(),
    action: entry.action,
    actor_id: entry.actor.id,
    actor_name: entry.actor.name,
    session_id: entry.actor.session?.id ?? null,
    token_id: entry.token?.id ?? null,
    token_name: entry.token?.name ?? null,
    via: entry.via ?? null,
    detail: JSON.stringify(entry.detail ?? {}),
    address: entry.actor.address ?? null,
    hash: '',
  });
}

type EventRow = Omit<Selectable<Database['audit_events']>, 'seq'>;

const insertEvent = repeatedQuery((db, row: EventRow) => db.insertInto('audit_events').values(row));
