import type { Token } from '../../contract/token.ts';
import { withDb } from '../cache/companion-db.ts';
import { readState } from '../cache/read-state.ts';
import { asOfNow } from '../cache/token-record.ts';
import { readSync } from '../cache/token-cache.ts';
import type { NotesAnswer, TokenNote } from '../messaging/protocol.ts';
import { readSession } from '../session/session-store.ts';
import { foldText } from '../settings-page/whole-text.ts';
import { readStanding, type Standing } from './standing-on.ts';

/**
 * Notes of the tokens that have these names on Front's settings page, from the cache; none while the
 * extension is locked. A deleted token answers for a name only when no live one has it.
 */
export async function notesByName(names: readonly string[]): Promise<TokenNote[]> {
  const wanted = [...new Set(names.map(foldText))].filter((name) => name !== '');
  const now = new Date();
  const standing = await readStanding();
  return withDb(async (db) => {
    const tx = db.transaction(['state', 'tokens']);
    if ((await readState(tx, 'session'))?.kind === 'locked') return [];
    const index = tx.objectStore('tokens').index('pageName');
    const found = await Promise.all(wanted.map((name) => index.getAll(name)));
    await tx.done;
    return found.flatMap((records) => {
      const tokens = records.map((record) => asOfNow(record.token, now));
      const live = tokens.filter((token) => token.status !== 'deleted');
      return (live.length > 0 ? live : tokens).map((token) => noteOf(token, standing(token.id)));
    });
  });
}

/** A register that was read longer ago may lack what others have recorded since, in ms. */
const IN_STEP_MS = 5 * 60_000;

/**
 * Whether a name without a note may be offered for recording: to an admin who is signed in, and while
 * the cache is in step with the service.
 */
export async function mayAddTokens(now: number): Promise<NotesAnswer['mayAdd']> {
  const [session, sync] = await Promise.all([readSession(), readSync()]);
  if (session?.kind !== 'signed_in' || session.me.role !== 'admin' || sync === null) return false;
  const age = now - Date.parse(sync.at);
  return age >= 0 && age < IN_STEP_MS;
}

/** What the settings page may be told of a token. Fields are named one by one: what is new stays out. */
export function noteOf(token: Token, standing: Standing): TokenNote {
  const { id, name, kind, status, purpose, owner, tags, environment, expiresAt, createdAt } = token;
  return {
    id,
    name,
    kind,
    status,
    purpose,
    owner,
    tags,
    environment,
    expiresAt,
    createdAt,
    // Front does not tell when its own tokens are used: what is known are the calls that we made with it.
    lastUsedAt: kind === 'front' ? standing.lastAt : token.lastUsedAt,
    standing: standing.count,
  };
}
