import type { StoredSession } from '../session/stored-session.ts';
import type { ChangeOwner } from './change.ts';

/** Whose changes a session shows and sends; null when nobody is signed in. */
export function ownerOf(session: StoredSession | undefined): ChangeOwner | null {
  if (session === undefined || session.kind === 'signed_out') return null;
  return { address: session.address, member: session.me.id };
}
