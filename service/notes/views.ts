import type { Selectable } from 'kysely';
import { nameKey } from '../../contract/fold.ts';
import { ID_PREFIXES } from '../../contract/ids.ts';
import { LIMITS } from '../../contract/limits.ts';
import type { SaveView, View } from '../../contract/view.ts';
import type { Actor } from '../auth/actor.ts';
import { Refusal } from '../refusal.ts';
import { newId } from '../store/new-id.ts';
import type { Store } from '../store/open-store.ts';
import type { Database } from '../store/schema.ts';
import type { TokenDeps, Trx } from '../tokens/token-deps.ts';

type ViewRow = Selectable<Database['saved_views']>;

/** Views that somebody sees: their own, then those of the company, each by name. */
export async function listViews({ db }: Store, actor: Actor): Promise<View[]> {
  const rows = await db
    .selectFrom('saved_views')
    .selectAll()
    .where((e) => e.or([e('shared', '=', 1), e('owner_id', '=', actor.id)]))
    .orderBy('shared')
    .orderBy('name_key')
    .orderBy('id')
    .execute();
  return rows.map(viewOf);
}

/**
 * Keeps a view. One of the same name in the same place, the person’s own or the company’s, is replaced.
 * @throws Refusal `forbidden` when a member wants to share one, `too_many_views`
 */
export async function saveView(
  deps: TokenDeps,
  { actor, body }: { readonly actor: Actor; readonly body: SaveView },
): Promise<View> {
  const shared = body.shared === true;
  if (shared && actor.role !== 'admin') {
    throw new Refusal('forbidden', { message: 'Only an admin may share a view.' });
  }
  const row: ViewRow = {
    id: newId(ID_PREFIXES.view),
    owner_id: actor.id,
    owner_name: actor.name,
    shared: shared ? 1 : 0,
    name: body.name,
    name_key: nameKey(body.name),
    filters: JSON.stringify(body.filters),
    created_at: deps.now().toISOString(),
  };
  return deps.store.transaction(async (trx) => {
    await deps.store.oneAtATime(trx, `views of ${shared ? 'all' : actor.id}`);
    const there = await placeOf(trx, row).select(['id', 'name_key']).execute();
    const same = there.filter(({ name_key }) => name_key === row.name_key).map(({ id }) => id);
    if (there.length - same.length >= LIMITS.views) throw new Refusal('too_many_views');
    if (same.length > 0) await trx.deleteFrom('saved_views').where('id', 'in', same).execute();
    await trx.insertInto('saved_views').values(row).execute();
    return viewOf(row);
  });
}

/**
 * Deletes a view of one’s own, or, for admins, of the company.
 * @throws Refusal `not_found`, also for another person’s; `forbidden` for a member and a shared one
 */
export async function deleteView({ db }: Store, actor: Actor, id: string): Promise<void> {
  const row = await db
    .selectFrom('saved_views')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst();
  if (row === undefined || (row.shared === 0 && row.owner_id !== actor.id)) {
    throw new Refusal('not_found', { message: 'There is no such view (any more).' });
  }
  if (row.shared === 1 && actor.role !== 'admin') {
    throw new Refusal('forbidden', { message: 'Only an admin may delete a shared view.' });
  }
  await db.deleteFrom('saved_views').where('id', '=', id).execute();
}

/** With a person go the views that they alone have seen. */
export async function deleteViewsOf(trx: Trx, memberId: string): Promise<void> {
  await trx
    .deleteFrom('saved_views')
    .where('owner_id', '=', memberId)
    .where('shared', '=', 0)
    .execute();
}

function placeOf(trx: Trx, { shared, owner_id }: ViewRow) {
  const all = trx.selectFrom('saved_views').where('shared', '=', shared);
  return shared === 1 ? all : all.where('owner_id', '=', owner_id);
}

function viewOf(row: ViewRow): View {
  return {
    id: row.id,
    name: row.name,
    filters: JSON.parse(row.filters) as Record<string, string>,
    shared: row.shared === 1,
    createdBy: { id: row.owner_id, name: row.owner_name },
    createdAt: row.created_at,
  };
}
