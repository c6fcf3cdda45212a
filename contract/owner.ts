import * as z from 'zod/mini';

/**
 * Whom a token’s `owner` can name. `member`: somebody who can sign in; `blocked`: who can’t just now;
 * `left`: who was removed; `other`: nobody known here, such as a team.
 */
export const OWNER_KINDS = ['member', 'blocked', 'left', 'other'] as const;
export type OwnerKind = (typeof OWNER_KINDS)[number];

/** A name that stands, or could stand, as owner of tokens. */
export const Owner = z.object({
  /** As tokens write it, or as the person is called. */
  name: z.string(),
  kind: z.enum(OWNER_KINDS),
  /** Of a person; null for everybody else. */
  memberId: z.nullable(z.string()),
  /** Tokens that are not deleted. */
  tokens: z.number(),
});
export type Owner = z.infer<typeof Owner>;
export const OwnerList = z.object({ items: z.array(Owner) });
