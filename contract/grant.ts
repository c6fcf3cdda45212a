import * as z from 'zod/mini';
import { isIdOf } from './ids.ts';
import { LIMITS } from './limits.ts';
import { MemberIdSchema } from './member.ts';
import { givenMoment, line, lines, moment } from './texts.ts';
import { Person, TokenIdSchema } from './token.ts';

/** Leave to see one token’s value, for one person or for everybody who owns a tag. */
export const Grant = z.object({
  to: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('member'), id: z.string(), name: z.string() }),
    z.object({ kind: z.literal('tag'), tag: z.string() }),
  ]),
  /** Null for no end. */
  until: z.nullable(moment),
  grantedBy: Person,
  grantedAt: moment,
});
export type Grant = z.infer<typeof Grant>;
export const GrantList = z.object({ items: z.array(Grant) });

/** `until` has to be in the future; null and left out both mean no end. */
export const PutGrant = z.strictObject({ until: z.optional(z.nullable(givenMoment)) });
export type PutGrant = z.infer<typeof PutGrant>;

export const memberGrantParams = z.strictObject({ id: TokenIdSchema, memberId: MemberIdSchema });
export const tagGrantParams = z.strictObject({ id: TokenIdSchema, tag: line(LIMITS.tag) });

/** The tokens that whoever asks may reveal; for admins `all` is true and the list empty. */
export const MyGrants = z.object({
  all: z.boolean(),
  items: z.array(z.object({ tokenId: z.string(), until: z.nullable(moment) })),
});
export type MyGrants = z.infer<typeof MyGrants>;

export const REQUEST_STATUSES = ['open', 'granted', 'refused', 'withdrawn'] as const;
export type RequestStatus = (typeof REQUEST_STATUSES)[number];

/** A member’s wish to see one token. */
export const AccessRequest = z.object({
  id: z.string(),
  token: z.object({ id: z.string(), name: z.string() }),
  member: Person,
  reason: z.string(),
  status: z.enum(REQUEST_STATUSES),
  createdAt: moment,
  decidedBy: z.nullable(Person),
  decidedAt: z.nullable(moment),
  /** What the admin wrote with the answer; empty for nothing. */
  answer: z.string(),
});
export type AccessRequest = z.infer<typeof AccessRequest>;
export const AccessRequestList = z.object({ items: z.array(AccessRequest) });

export const CreateRequest = z.strictObject({ reason: lines(LIMITS.reason).check(z.minLength(1)) });
export type CreateRequest = z.infer<typeof CreateRequest>;

export const DecideRequest = z.strictObject({
  decision: z.enum(['grant', 'refuse']),
  /** End of the grant; with `refuse` it has no meaning and is refused. */
  until: z.optional(z.nullable(givenMoment)),
  answer: z.optional(lines(LIMITS.reason)),
});
export type DecideRequest = z.infer<typeof DecideRequest>;

/** Left out: those that wait for an answer, of which the oldest 200 are told; of others the newest 200. */
export const ListRequestsQuery = z.strictObject({
  status: z.optional(z.enum([...REQUEST_STATUSES, 'all'])),
});
export const requestParams = z.strictObject({
  requestId: z
    .string()
    .check(z.refine((text: string) => isIdOf('request', text), { error: 'is not an id' })),
});
