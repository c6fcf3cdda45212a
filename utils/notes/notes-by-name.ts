import type { Token } from '../../contract/token.ts';
import { withDb } from '../cache/companion-db.ts';
import { readState } from '../cache/read-state.ts';
import { asOfNow } from '../cache/token-record.ts';
import type { TokenNote } from '../messaging/protocol.ts';
import { foldText } from '../settings-page/whole-text.ts';

/**
 * Notes of the tokens that have these names on Front's settings page, from the cache; none while the
 * extension is locked. A deleted token answers for a name only when no live one has it.
 */
export async function notesByName(names: readonly string[]): Promise<TokenNote[]> {
  const wanted = [...new Set(names.map(foldText))].filter((name) => name !== '');
  const now = new Date();
  return withDb(async (db) => {
    const tx = db.transaction(['state', 'tokens']);
    if ((await readState(tx, 'session'))?.kind === 'locked') return [];
    const index = tx.objectStore('tokens').index('pageName');
    const found = await Promise.all(wanted.map((name) => index.getAll(name)));
    await tx.done;
    return found.flatMap((records) => {
      const tokens = records.map((record) => asOfNow(record.token, now));
      const live = tokens.filter((token) => token.status !== 'deleted');
      return (live.length > 0 ? live : tokens).map(noteOf);
    });
  });
}

/** What the settings page may be told of a token. Fields are named one by one: what is new stays out. */
export function noteOf(token: Token): TokenNote {
  const { id, name, kind, status, purpose, owner, tags, environment, expiresAt } = token;
  return { id, name, kind, status, purpose, owner, tags, environment, expiresAt };
}
