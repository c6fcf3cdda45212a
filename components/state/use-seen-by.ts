import { useEffect, useState } from 'react';
import type { AuditEvent, AuditPage } from '../../contract/audit.ts';
import type { Failure, Result } from '../../utils/messaging/protocol.ts';
import { callPeople } from '../../utils/people/call-people.ts';
import { lastLooks, type Seen } from '../../utils/people/last-looks.ts';

export type SeenReading =
  | { kind: 'reading' }
  /** `since` is ISO 8601 where the log was too long to be read to its beginning; else null. */
  | { kind: 'read'; seen: readonly Seen[]; since: string | null }
  | { kind: 'failed'; failure: Failure };

const A_PAGE = '200';
/** Looks beyond two thousand are not read one by one. */
const MOST_PAGES = 10;

/**
 * Everybody who has seen or copied a token's value, newest first, from the whole log.
 * @param newest id of the newest event on record; the log is read anew when it is another
 */
export function useSeenBy(tokenId: string, newest: string | null): SeenReading {
  const [reading, setReading] = useState<SeenReading>({ kind: 'reading' });
  useEffect(() => {
    let current = true;
    // A failure comes as an answer.
    void readSeen(tokenId, () => current).then((read) => {
      if (current) setReading(read);
    });
    return () => {
      current = false;
    };
  }, [tokenId, newest]);
  return reading;
}

async function readSeen(token: string, wanted: () => boolean): Promise<SeenReading> {
  const events: AuditEvent[] = [];
  let cursor: string | null = null;
  for (let page = 0; page < MOST_PAGES && wanted(); page += 1) {
    const answer: Result<AuditPage> = await callPeople('listAudit', {
      query: {
        token,
        action: 'token.revealed',
        limit: A_PAGE,
        ...(cursor === null ? {} : { cursor }),
      },
    });
    if (!answer.ok) return { kind: 'failed', failure: answer.failure };
    events.push(...answer.value.items);
    cursor = answer.value.nextCursor;
    if (cursor === null) break;
  }
  const since = cursor === null ? null : (events.at(-1)?.at ?? null);
  return { kind: 'read', seen: lastLooks(events), since };
}
