import { nameKey } from '../../contract/fold.ts';
import type { Store } from '../store/open-store.ts';
import type { Trx } from '../tokens/token-deps.ts';
import { searchTextOf, tokenOf, type TokenRow } from '../tokens/token-row.ts';
import { recordChanges, type TokenChange } from './record-changes.ts';
import type { Retag } from './retag.ts';
import { withTag } from './with-tag.ts';

/**
 * Puts one tag in another one’s place on every token that is not deleted: each gets one version more
 * and a line in its history.
 * @returns how many were changed
 */
export async function retagTokens(store: Store, trx: Trx, change: Retag): Promise<number> {
  const { actor, from, to, via, now } = change;
  const [fromKey, toKey] = [nameKey(from), nameKey(to)];
  let tagged = trx
    .selectFrom('tokens')
    .selectAll()
    .where('deleted_at', 'is', null)
    .where('id', 'in', (sub) =>
      sub.selectFrom('token_tags').select('token_id').where('tag_key', 'in', [fromKey, toKey]),
    )
    .orderBy('id');
  // Whoever edits one of them at this moment is before us, or finds that its version has gone up.
  if (store.dialect === 'postgres') tagged = tagged.forUpdate();
  const changes: TokenChange[] = [];
  for (const before of await tagged.execute()) {
    const tags = JSON.stringify(withTag(JSON.parse(before.tags) as string[], fromKey, to));
    if (tags === before.tags) continue;
    const after: TokenRow = {
      ...before,
      tags,
      version: before.version + 1,
      updated_at: now.toISOString(),
    };
    after.search_text = searchTextOf(after);
    const { version, updated_at, search_text } = after;
    await trx
      .updateTable('tokens')
      .set({ tags, version, updated_at, search_text })
      .where('id', '=', before.id)
      .execute();
    changes.push({ before: tokenOf(before, now), after: tokenOf(after, now), actor, via, at: now });
  }
  if (fromKey !== toKey) await moveTagKey(trx, fromKey, toKey);
  await recordChanges(trx, changes);
  return changes.length;
}

/** Of tokens that are not deleted: with those of a deleted one, its old name stays. */
async function moveTagKey(trx: Trx, fromKey: string, toKey: string): Promise<void> {
  const live = trx.selectFrom('tokens').select('id').where('deleted_at', 'is', null);
  await trx
    .insertInto('token_tags')
    .columns(['token_id', 'tag_key'])
    .expression(
      trx
        .selectFrom('token_tags')
        .select((select) => ['token_id', select.val(toKey).as('tag_key')])
        .where('tag_key', '=', fromKey)
        .where('token_id', 'in', live),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await trx
    .deleteFrom('token_tags')
    .where('tag_key', '=', fromKey)
    .where('token_id', 'in', live)
    .execute();
}
