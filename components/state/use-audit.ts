import { useEffect, useState } from 'react';
import type { AuditEvent } from '../../contract/audit.ts';
import { ask } from '../../utils/messaging/ask.ts';
import type { Failure } from '../../utils/messaging/protocol.ts';

export type AuditReading =
  | { kind: 'reading' }
  | { kind: 'read'; events: readonly AuditEvent[] }
  | { kind: 'failed'; failure: Failure };

/** What is on record about a token, newest first. Read anew when the token has changed. */
export function useAudit(id: string, version: number): AuditReading {
  const [reading, setReading] = useState<AuditReading>({ kind: 'reading' });
  useEffect(() => {
    let current = true;
    void ask('audit.of_token', { id }).then((answer) => {
      if (!current) return;
      setReading(
        answer.ok
          ? { kind: 'read', events: answer.value }
          : { kind: 'failed', failure: answer.failure },
      );
    });
    return () => {
      current = false;
    };
  }, [id, version]);
  return reading;
}

export interface Seen {
  readonly who: string;
  readonly at: string;
}

/** Who has seen or copied the value, each with the last time, newest first. */
export function seenBy(events: readonly AuditEvent[]): readonly Seen[] {
  const last = new Map<string, Seen>();
  for (const { action, actor, at } of events) {
    if (action !== 'token.revealed' || last.has(actor.id)) continue;
    last.set(actor.id, { who: actor.name, at });
  }
  return [...last.values()];
}
