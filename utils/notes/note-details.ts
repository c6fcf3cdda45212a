import { readCachedToken } from '../cache/token-cache.ts';
import { failed } from '../messaging/failed.ts';
import type { NoteDetails } from '../messaging/protocol.ts';
import { lastLooks } from '../people/last-looks.ts';
import type { ServiceClient } from '../service/client.ts';
import { lockedFailure } from '../session/locked-failure.ts';
import { readSession } from '../session/session-store.ts';

/** The last so many looks at the value are asked for, and as many people named. */
const LOOKS = '200';
const MOST_PEOPLE = 6;

/** What Front's page of one token shows beside the note: labels and names alone, and no address. */
export async function noteDetails(client: ServiceClient, id: string): Promise<NoteDetails> {
  const token = await readCachedToken(id);
  if (token === null) throw failed('not_found', 'There is no such token.');
  const before = await readSession();
  const people = await seenBy(client, id);
  // The service may take its time, and somebody has locked meanwhile, or is somebody else.
  if (isOther(before, await readSession())) throw lockedFailure();
  return { usedIn: token.usedIn.map(({ label }) => label), seenBy: people };
}

type Session = Awaited<ReturnType<typeof readSession>>;

function isOther(one: Session, other: Session): boolean {
  const idOf = (session: Session): string | null =>
    session !== undefined && 'me' in session ? session.me.id : null;
  return one?.kind !== other?.kind || idOf(one) !== idOf(other);
}

/** Admins alone may read the log, so nobody else asks. */
async function seenBy(client: ServiceClient, token: string): Promise<NoteDetails['seenBy']> {
  const session = await readSession();
  if (session?.kind !== 'signed_in' || session.me.role !== 'admin') return null;
  try {
    const page = await client.call('listAudit', {
      query: { token, action: 'token.revealed', limit: LOOKS },
    });
    return lastLooks(page.items)
      .slice(0, MOST_PEOPLE)
      .map(({ who, at }) => ({ who, at }));
  } catch {
    // Offline, or the right is gone since: the rest of the note stands without it.
    return null;
  }
}
