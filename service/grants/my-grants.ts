import type { MyGrants } from '../../contract/grant.ts';
import type { Actor } from '../auth/actor.ts';
import type { TokenDeps } from '../tokens/token-deps.ts';
import { laterEnd } from './later-end.ts';
import { liveGrantsOf } from './live-grants.ts';

/** The tokens whose values whoever asks may see, each with the latest end of what is granted. */
export async function myGrants(deps: TokenDeps, actor: Actor): Promise<MyGrants> {
  if (actor.role === 'admin') return { all: true, items: [] };
  const rows = await liveGrantsOf(deps.store.db, actor.id, deps.now().toISOString())
    .innerJoin('tokens', 'tokens.id', 'grants.token_id')
    .select(['grants.token_id', 'grants.until'])
    .where('tokens.deleted_at', 'is', null)
    .orderBy('grants.token_id')
    .execute();
  const ends = new Map<string, string | null>();
  for (const { token_id, until } of rows) {
    const known = ends.get(token_id);
    ends.set(token_id, known === undefined ? until : laterEnd(known, until));
  }
  return { all: false, items: [...ends].map(([tokenId, until]) => ({ tokenId, until })) };
}
