import type { Handlers } from '../http/handlers.ts';
import type { TokenDeps } from '../tokens/token-deps.ts';
import { listHistory } from './list-history.ts';
import { listOwners } from './list-owners.ts';
import { listTags } from './list-tags.ts';
import { mergeTag, previewTagMerge } from './merge-tag.ts';
import { updateTag } from './update-tag.ts';
import { deleteView, listViews, saveView } from './views.ts';

/** History of notes, the company’s tags, owners and saved views. */
export function noteHandlers(
  deps: TokenDeps,
): Pick<
  Handlers,
  | 'listHistory'
  | 'listTags'
  | 'updateTag'
  | 'previewTagMerge'
  | 'mergeTag'
  | 'listOwners'
  | 'listViews'
  | 'saveView'
  | 'deleteView'
> {
  const { store } = deps;
  return {
    listHistory: async ({ params, query }) => ({
      body: await listHistory(store, params.id, query),
    }),
    listTags: async ({ actor }) => ({ body: { items: await listTags(store.db, actor.role) } }),
    updateTag: async ({ actor, params, body }) => ({
      body: await updateTag(deps, { actor, tag: params.tag, patch: body }),
    }),
    previewTagMerge: async ({ params, body }) => ({
      body: await previewTagMerge(deps, { from: params.tag, into: body.into }),
    }),
    mergeTag: async ({ actor, params, body }) => ({
      body: await mergeTag(deps, { actor, from: params.tag, ...body }),
    }),
    listOwners: async ({ actor }) => ({ body: { items: await listOwners(store.db, actor.role) } }),
    listViews: async ({ actor }) => ({ body: { items: await listViews(store, actor) } }),
    saveView: async ({ actor, body }) => ({ body: await saveView(deps, { actor, body }) }),
    deleteView: async ({ actor, params }) => {
      await deleteView(store, actor, params.viewId);
      return { body: undefined };
    },
  };
}
