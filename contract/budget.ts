import * as z from 'zod/mini';
import { moment } from './texts.ts';

/** Calls that were let through, and calls that were told to come back later. */
const Calls = z.object({ calls: z.number(), refused: z.number() });

export const BudgetToken = z.object({
  id: z.string(),
  name: z.string(),
  /** Calls a minute at most, as an admin capped it. */
  callsPerMinute: z.nullable(z.number()),
  /** Calls that it may count on in this minute. What others leave unused comes on top. */
  share: z.number(),
  minute: Calls,
  hour: Calls,
  day: Calls,
});
export type BudgetToken = z.infer<typeof BudgetToken>;

/** An hour or a day (UTC) of calls. */
export const BudgetSlot = z.object({
  startsAt: moment,
  tokens: z.array(z.object({ id: z.string(), calls: z.number(), refused: z.number() })),
  /** Calls past the gateway with a raw Front token: at least so many. */
  outside: z.number(),
});
export type BudgetSlot = z.infer<typeof BudgetSlot>;

/** What the company may call Front, and who did. */
export const Budget = z.object({
  /** Front’s limit a minute for the whole company. */
  limit: z.number(),
  /** Whether Front told it with its answers, or it is the setting FRONT_RATE_LIMIT. */
  limitFrom: z.enum(['front', 'setting']),
  /** Calls a minute that issued tokens together leave to people and integrations. */
  reserve: z.number(),
  /** Calls that issued tokens together may make in this minute. */
  forTokens: z.number(),
  /** The tokens’ part of the burst, and what is left of it; it comes back over ten minutes. */
  burst: z.object({ limit: z.number(), left: z.number() }),
  windowEndsAt: moment,
  /** The tier that Front named when it last refused a call. */
  tier: z.nullable(z.object({ name: z.string(), at: moment })),
  /** Tokens with a call in the last 24 hours or a cap, busiest first. */
  tokens: z.array(BudgetToken),
  /** What the other tokens are called that called within the `days` below, by id. */
  names: z._default(z.record(z.string(), z.string()), {}),
  /** Calls past the gateway, by Front’s own count: at least so many. */
  outside: z.object({ minute: z.number(), hour: z.number(), day: z.number() }),
  /** The last 24 hours, oldest first; every hour has a slot. */
  hours: z.array(BudgetSlot),
  /** The last 30 days, oldest first; every day has a slot. */
  days: z.array(BudgetSlot),
});
export type Budget = z.infer<typeof Budget>;
