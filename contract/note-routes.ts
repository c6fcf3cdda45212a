import { HistoryPage, ListHistoryQuery } from './history.ts';
import { OwnerList } from './owner.ts';
import type { Route } from './route.ts';
import { MergeTag, PatchTag, PreviewTagMerge, Tag, TagList, TagMerge, tagParams } from './tag.ts';
import { tokenParams } from './token.ts';
import { SaveView, View, ViewList, viewParams } from './view.ts';

/** What a team writes about its tokens: history, tags, owners and saved views. */
export const NOTE_ROUTES = {
  listHistory: {
    method: 'GET',
    path: '/v1/tokens/{id}/history',
    summary: 'Who changed what of a token’s notes, newest first; also of a deleted one',
    who: 'any',
    params: tokenParams,
    query: ListHistoryQuery,
    success: { status: 200, schema: HistoryPage },
    errors: ['not_found', 'bad_cursor'],
  },
  listTags: {
    method: 'GET',
    path: '/v1/tags',
    summary: 'The company’s tags with their colours and how often each is used',
    who: 'any',
    success: { status: 200, schema: TagList },
    errors: [],
  },
  updateTag: {
    method: 'PATCH',
    path: '/v1/tags/{tag}',
    summary: 'Give a tag a colour or another name; tokens, grants and owners follow',
    who: 'admin',
    params: tagParams,
    body: PatchTag,
    success: { status: 200, schema: Tag },
    errors: ['not_found', 'tag_taken'],
  },
  previewTagMerge: {
    method: 'POST',
    path: '/v1/tags/{tag}/merge-preview',
    summary:
      'What merging a tag into another one would change, and who could see more; changes nothing',
    who: 'admin',
    params: tagParams,
    body: PreviewTagMerge,
    readsOnly: true,
    success: { status: 200, schema: TagMerge },
    errors: ['not_found'],
  },
  mergeTag: {
    method: 'POST',
    path: '/v1/tags/{tag}/merge',
    summary: 'Merge a tag into another one; tokens, grants, owners and views follow',
    who: 'admin',
    params: tagParams,
    body: MergeTag,
    success: { status: 200, schema: Tag },
    errors: ['not_found', 'merge_changed'],
  },
  listOwners: {
    method: 'GET',
    path: '/v1/owners',
    summary: 'Who owns tokens, or could: people, and the teams that are named already',
    who: 'any',
    success: { status: 200, schema: OwnerList },
    errors: [],
  },
  listViews: {
    method: 'GET',
    path: '/v1/views',
    summary: 'My saved views of the list, and those of the company',
    who: 'any',
    success: { status: 200, schema: ViewList },
    errors: [],
  },
  saveView: {
    method: 'POST',
    path: '/v1/views',
    summary: 'Save a view; one of the same name is replaced',
    who: 'any',
    body: SaveView,
    success: { status: 201, schema: View },
    errors: ['too_many_views'],
  },
  deleteView: {
    method: 'DELETE',
    path: '/v1/views/{viewId}',
    summary: 'Delete a view of mine; admins, also one of the company',
    who: 'any',
    params: viewParams,
    success: { status: 204 },
    errors: ['not_found'],
  },
} as const satisfies Readonly<Record<string, Route>>;
