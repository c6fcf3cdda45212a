import * as z from 'zod/mini';
import { LIMITS } from './limits.ts';
import { moment } from './texts.ts';

/** How long the old value of an issued token may go on working, in seconds: 30 days. */
export const LONGEST_GRACE_SECONDS = 30 * 24 * 3_600;
/** What it gets when nothing is said: a day, so that nobody has to change a program at night. */
export const DEFAULT_GRACE_SECONDS = 24 * 3_600;
/** How many old values of one token may work at a time. */
export const MOST_OUTGOING = 5;
/** For how long the previous value of a Front token can be put back. */
export const PREVIOUS_KEPT_DAYS = 7;

export const RotateToken = z.strictObject({
  /** For issued tokens. After so many seconds the new value alone works. */
  graceSeconds: z.optional(z.int().check(z.gte(0), z.lte(LONGEST_GRACE_SECONDS))),
  /** For Front tokens: the value that was made in Front. */
  value: z.optional(z.string().check(z.minLength(1), z.maxLength(LIMITS.frontValue))),
  /** Says that the new value is right although the old one no longer tells its company. */
  oldCompany: z.optional(z.literal('unproven')),
});
export type RotateToken = z.infer<typeof RotateToken>;

/** What is left of a token's older values. */
export const Rotation = z.object({
  /** Old values of an issued token that still work, the last replaced first. */
  outgoing: z.array(
    z.object({
      hint: z.string(),
      endsAt: moment,
      /** Last call with this old value since it was replaced; null when there was none. */
      lastUsedAt: z.nullable(moment),
      callCount: z.number(),
    }),
  ),
  /** The value of a Front token that can be put back. */
  previous: z.nullable(z.object({ hint: z.string(), keptUntil: moment })),
  /** The company that Front named for the value, the last time it was asked. */
  company: z.nullable(z.object({ id: z.string(), name: z.string() })),
});
export type Rotation = z.infer<typeof Rotation>;

/** What Front said when it was asked about the previous value of a token. */
export const PreviousAnswer = z.object({
  answer: z.enum(['works', 'refused', 'unreachable']),
  hint: z.string(),
  at: moment,
});
export type PreviousAnswer = z.infer<typeof PreviousAnswer>;
