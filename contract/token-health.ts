import * as z from 'zod/mini';
import { LIMITS } from './limits.ts';
import { VERIFICATIONS } from './front-value.ts';
import { TokenIdSchema } from './token.ts';
import { givenMoment, line, moment } from './texts.ts';

/** What can be wrong with a token, the gravest first. */
export const FINDINGS = [
  /** Front named another company for its value. */
  'other_company',
  /** Its value was seen by somebody who has left since. */
  'seen_by_left',
  /** Its owner has left. */
  'owner_left',
  /** Front refused its value. */
  'refused',
  /** Issued a while ago, and no call ever came. */
  'never_used',
  /** No call for a long time. */
  'unused',
  /** It may do what no call of its record asked for. */
  'too_wide',
  /** Its value has not been replaced for a long time. */
  'old',
  /** Front was not asked about its value, or did not answer. */
  'not_verified',
  'no_owner',
  'no_purpose',
  'no_expiry',
  'poor_name',
] as const;
export type Finding = (typeof FINDINGS)[number];

/** A finding that somebody put aside, with the reason. */
export const Snooze = z.object({
  finding: z.string(),
  reason: z.string(),
  until: moment,
  by: z.object({ id: z.string(), name: z.string() }),
  at: moment,
});
export type Snooze = z.infer<typeof Snooze>;

/** What the service alone knows of a token’s health; notes and use stand in the list. */
export const HealthFacts = z.object({
  id: z.string(),
  /** The owner names somebody who was blocked or removed, and nobody else. */
  ownerLeft: z.boolean(),
  /** Blocked or removed people who saw the value that the token has now, the latest look first. */
  seenByLeft: z.array(z.object({ name: z.string(), at: moment })),
  /** Since when it has this value, where that is another day than that of the token. */
  valueSince: z.nullable(moment),
  /** Of a Front token with a value. */
  verification: z.nullable(z.enum(VERIFICATIONS)),
  /** Of an issued token whose calls are all known for a month at least: permissions that none asked for. */
  unusedScopes: z.nullable(z.object({ scopes: z.array(z.string()), since: moment })),
  snoozes: z.array(Snooze),
});
export type HealthFacts = z.infer<typeof HealthFacts>;

/** Tokens of which there is something to say; of the others nothing stands against them here. */
export const TokenHealth = z.object({ at: moment, items: z.array(HealthFacts) });
export type TokenHealth = z.infer<typeof TokenHealth>;

export const snoozeParams = z.strictObject({ id: TokenIdSchema, finding: z.enum(FINDINGS) });

/** Days that a finding can be put aside at most: after that somebody looks again. */
export const LONGEST_SNOOZE_DAYS = 366;

export const PutSnooze = z.strictObject({
  reason: line(LIMITS.reason),
  until: givenMoment,
});
export type PutSnooze = z.infer<typeof PutSnooze>;
