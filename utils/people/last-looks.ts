import type { AuditEvent } from '../../contract/audit.ts';

/** Somebody who has seen a value, with the last time. */
export interface Seen {
  readonly id: string;
  readonly who: string;
  readonly at: string;
  /** `reveal`, `copy` or `insert`. */
  readonly via: string | null;
}

/** The last look of each person. `events` come newest first. */
export function lastLooks(events: readonly AuditEvent[]): readonly Seen[] {
  const last = new Map<string, Seen>();
  for (const { action, actor, at, via } of events) {
    if (action !== 'token.revealed' || last.has(actor.id)) continue;
    last.set(actor.id, { id: actor.id, who: actor.name, at, via });
  }
  return [...last.values()];
}
