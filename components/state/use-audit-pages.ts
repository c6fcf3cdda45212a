import { useCallback, useEffect, useState } from 'react';
import type { AuditEvent, AuditPage } from '../../contract/audit.ts';
import type { Failure, Result } from '../../utils/messaging/protocol.ts';
import { callPeople } from '../../utils/people/call-people.ts';

/** Empty means all. */
export interface AuditFilter {
  readonly actor: string;
  readonly token: string;
  readonly action: string;
}

export interface AuditPages {
  readonly events: readonly AuditEvent[];
  readonly state: { kind: 'reading' } | { kind: 'idle' } | { kind: 'failed'; failure: Failure };
  /** Reads on, or tries again; null at the end of the log. */
  readonly older: (() => void) | null;
}

interface Read {
  /** The question that it answers. */
  readonly key: string;
  readonly events: readonly AuditEvent[];
  readonly next: string | null;
  readonly state: AuditPages['state'];
}

const A_PAGE = '50';

/** The log, newest first, a page at a time; another filter begins anew. */
export function useAuditPages(filter: AuditFilter): AuditPages {
  const key = JSON.stringify(filter);
  const start: Read = { key, events: [], next: null, state: { kind: 'reading' } };
  const [kept, setKept] = useState(start);
  const read = kept.key === key ? kept : start;

  const take = useCallback((asked: string, answer: Result<AuditPage>) => {
    setKept((before) => {
      // The person has chosen another filter while this was on its way.
      if (before.key !== asked) return before;
      if (!answer.ok) return { ...before, state: { kind: 'failed', failure: answer.failure } };
      const { items, nextCursor } = answer.value;
      return {
        key: asked,
        events: [...before.events, ...items],
        next: nextCursor,
        state: { kind: 'idle' },
      };
    });
  }, []);

  useEffect(() => {
    let current = true;
    setKept({ key, events: [], next: null, state: { kind: 'reading' } });
    // A failure comes as an answer, and is shown.
    void readPage(key, null).then((answer) => {
      if (current) take(key, answer);
    });
    return () => {
      current = false;
    };
  }, [key, take]);

  const older = (): void => {
    setKept((before) => ({ ...before, state: { kind: 'reading' } }));
    // As above.
    void readPage(key, read.next).then((answer) => take(key, answer));
  };
  const more = read.next !== null || read.state.kind === 'failed';
  return { events: read.events, state: read.state, older: more ? older : null };
}

function readPage(key: string, cursor: string | null): Promise<Result<AuditPage>> {
  const chosen = Object.entries(JSON.parse(key) as AuditFilter).filter(([, value]) => value !== '');
  return callPeople('listAudit', {
    query: {
      ...Object.fromEntries(chosen),
      limit: A_PAGE,
      ...(cursor === null ? {} : { cursor }),
    },
  });
}
