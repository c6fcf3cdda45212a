import * as z from 'zod/mini';
import { moment } from './texts.ts';
import { cursor, limit, Person, type PatchToken } from './token.ts';

/** What a token’s history tells of: every field that can be changed, and nothing of its value. */
export const HISTORY_FIELDS = [
  'name',
  'purpose',
  'tags',
  'owner',
  'environment',
  'usedIn',
  'expiresAt',
  'scopes',
  'features',
  'namespaces',
  'backedBy',
  'callsPerMinute',
  'sensitive',
] as const satisfies readonly (keyof PatchToken)[];
export type HistoryField = (typeof HISTORY_FIELDS)[number];

/**
 * How a change came: somebody edited the token, renamed a tag or merged it into another one, or gave a
 * Front token a new value that carries other scopes.
 */
export const CHANGE_WAYS = ['edit', 'tag_renamed', 'tag_merged', 'new_value'] as const;
export type ChangeWay = (typeof CHANGE_WAYS)[number];

/** One field of a token that somebody changed. `before` and `after` have the shape of that field. */
export const NoteChange = z.object({
  id: z.string(),
  at: moment,
  by: Person,
  /** One of `HISTORY_FIELDS`; a newer service may have more. */
  field: z.string(),
  before: z.unknown(),
  after: z.unknown(),
  /** Version of the token that the change made: what was saved at once has the same one. */
  version: z.number(),
  /** One of `CHANGE_WAYS`. */
  via: z.string(),
});
export type NoteChange = z.infer<typeof NoteChange>;

export const ListHistoryQuery = z.strictObject({
  /** Changes of this field alone. */
  field: z.optional(z.enum(HISTORY_FIELDS)),
  /** Items a page, 1 to 200, default 50. */
  limit,
  cursor,
});
export type ListHistoryQuery = z.infer<typeof ListHistoryQuery>;

export const HistoryPage = z.object({
  items: z.array(NoteChange),
  nextCursor: z.nullable(z.string()),
});
export type HistoryPage = z.infer<typeof HistoryPage>;
