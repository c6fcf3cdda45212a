import * as z from 'zod/mini';
import { LIMITS } from './limits.ts';
import { line, moment } from './texts.ts';
import { Person } from './token.ts';

/** The palette of tags: names, so that each theme draws them with a contrast of its own. */
export const TAG_COLORS = [
  'red',
  'orange',
  'yellow',
  'green',
  'teal',
  'blue',
  'violet',
  'pink',
] as const;
export type TagColor = (typeof TAG_COLORS)[number];

/** True for a colour of this version’s palette; a newer service may have more. */
export function isTagColor(color: unknown): color is TagColor {
  return (TAG_COLORS as readonly unknown[]).includes(color);
}

/** A tag of the company. Ways of writing it that fold alike (case, width, spaces) are one tag. */
export const Tag = z.object({
  /** As an admin spelt it, or as most tokens do. */
  tag: z.string(),
  /** One of `TAG_COLORS`; null for the plain look. */
  color: z.nullable(z.string()),
  /** Tokens that are not deleted. */
  tokens: z.number(),
  /** Each way in which tokens write it, most used first. */
  spellings: z.array(z.object({ tag: z.string(), tokens: z.number() })),
  /** People who own it; null for members, who are not told. */
  owners: z.nullable(z.number()),
  /** Tokens that are granted to its owners; null for members. */
  grants: z.nullable(z.number()),
});
export type Tag = z.infer<typeof Tag>;
export const TagList = z.object({ items: z.array(Tag) });

export const tagParams = z.strictObject({ tag: line(LIMITS.tag) });

/** `tag` is the new name; one that differs in case alone spells it alike everywhere. */
export const PatchTag = z.strictObject({
  tag: z.optional(line(LIMITS.tag)),
  color: z.optional(z.nullable(z.enum(TAG_COLORS))),
});
export type PatchTag = z.infer<typeof PatchTag>;

export const PreviewTagMerge = z.strictObject({ into: line(LIMITS.tag) });

/** What a merge would do. */
export const TagMerge = z.object({
  from: z.string(),
  into: z.string(),
  tokens: z.number(),
  owners: z.number(),
  grants: z.number(),
  /**
   * Members who could see a value after it that they can’t see now, or longer than now; `until` is
   * when that would end, null for never.
   */
  gains: z.array(z.object({ member: Person, token: Person, until: z.nullable(moment) })),
  /** Stands for these gains; sent back with the merge, it says that they were seen. */
  mark: z.string(),
});
export type TagMerge = z.infer<typeof TagMerge>;

/** `mark` is that of the preview, so that nobody gains by a merge whom the admin was not shown. */
export const MergeTag = z.strictObject({
  into: line(LIMITS.tag),
  mark: z.string().check(z.maxLength(LIMITS.id)),
});
export type MergeTag = z.infer<typeof MergeTag>;
