import * as z from 'zod/mini';
import { moment } from './texts.ts';

/** Why this service sent a call of a known token no further. */
export const REFUSED_HERE = [
  'expired',
  'bad_path',
  'unknown_operation',
  'missing_scope',
  'no_backing',
  'backing_lacks_scope',
  'over_budget',
] as const;
export type RefusedHere = (typeof REFUSED_HERE)[number];

/** Why a call that was sent on has no whole answer. */
export const WITHOUT_ANSWER = [
  'caller_left',
  /** Broken off here: the token was deleted or ended meanwhile. */
  'cut',
  'front_unreachable',
  'front_slow',
  /** What Front answered was no HTTP. */
  'front_unreadable',
  /** Front's answer had begun. */
  'front_broke_off',
] as const;
export type WithoutAnswer = (typeof WITHOUT_ANSWER)[number];

/** What became of a call: refused here, Front's status, or no whole answer of Front. */
export type UsageOutcome = RefusedHere | WithoutAnswer | `${number}`;

/** Days that can be asked for at most; they are kept that long. */
export const MAX_USAGE_DAYS = 400;

/** A number of days in a query. */
export const usageDays = (byDefault: number) =>
  z._default(
    z.pipe(
      z.string().check(z.regex(/^[1-9]\d{0,2}$/)),
      z.pipe(z.transform(Number), z.number().check(z.maximum(MAX_USAGE_DAYS))),
    ),
    byDefault,
  );

export const UsageQuery = z.strictObject({ days: usageDays(30) });

export const Usage = z.object({
  /** First day (UTC) of the answer. */
  from: z.string(),
  /** From this moment on every call of the token is counted; of those before, some or all may be missing. */
  recordedSince: moment,
  /** The last call that went out to Front. */
  lastUse: z.nullable(
    z.object({
      at: moment,
      operation: z.string(),
      address: z.nullable(z.string()),
      /** Bounded, and without what looks like a token. */
      userAgent: z.nullable(z.string()),
    }),
  ),
  /** Calls by day, operation and outcome; days without a call are missing. */
  rows: z.array(
    z.object({
      day: z.string(),
      /** Null where the call was no operation, or its operation was not kept. */
      operation: z.nullable(z.string()),
      /** Front's status where its whole answer went out; why there was none; or why it was refused here. */
      outcome: z.string(),
      /** What the operation needs. */
      scope: z.nullable(z.string()),
      calls: z.number(),
      lastAt: moment,
      /** True where the call was never sent to Front. */
      refusedHere: z.boolean(),
    }),
  ),
});
export type Usage = z.infer<typeof Usage>;
