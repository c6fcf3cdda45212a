import * as z from 'zod/mini';
import { moment } from './texts.ts';
import { issuableScopes } from './token.ts';
import { MAX_USAGE_DAYS, usageDays } from './usage.ts';

/** Left out, everything that is on record counts: a job may run once a year. */
export const ScopeProposalQuery = z.strictObject({ days: usageDays(MAX_USAGE_DAYS) });

/** What is known of the calls that an answer was made from. */
const record = {
  /** First day (UTC) that was looked at. */
  from: z.string(),
  /** From this moment on every call of the token is counted. */
  recordedSince: moment,
  /** False where the token is older than what was looked at: calls of before may be missing. */
  wholeLife: z.boolean(),
  /** Calls of which is not known what they were for: counted without their operation, or an operation that is no longer known. */
  undecided: z.number(),
};

/** Calls that asked for a scope. */
export const ScopeUse = z.object({
  scope: z.string(),
  /** All of them, whatever came of them. */
  calls: z.number(),
  /** Those among them that were refused here because the scope was missing. */
  refused: z.number(),
  lastAt: moment,
  operations: z.array(z.string()),
});
export type ScopeUse = z.infer<typeof ScopeUse>;

/** What an issued token may do, held against what it did. */
export const ScopeProposal = z.object({
  ...record,
  /** All calls in that time, refused ones too. */
  callsSeen: z.number(),
  /** Scopes that it has and was called with, most calls first. */
  used: z.array(ScopeUse),
  /** Scopes that it has and no call asked for. */
  unused: z.array(z.string()),
  /** Scopes that it lacks and calls were refused for, most calls first. */
  missing: z.array(ScopeUse),
  /** Calls of operations that any token may make. */
  withoutScope: z.number(),
  /** The narrowest set that every counted call of what it may do would have passed with; empty when there was none. */
  proposal: z.array(z.string()),
  /** True where the proposal stands on every call that the token ever made. */
  complete: z.boolean(),
});
export type ScopeProposal = z.infer<typeof ScopeProposal>;

/** Scopes to try on past calls; the token is left as it is. */
export const TryScopes = z.strictObject({
  scopes: issuableScopes,
  days: z._default(z.int().check(z.gte(1), z.lte(MAX_USAGE_DAYS)), MAX_USAGE_DAYS),
});
export type TryScopes = z.infer<typeof TryScopes>;

const changedCalls = z.object({
  calls: z.number(),
  /** Most calls first. */
  operations: z.array(
    z.object({
      operation: z.string(),
      scope: z.string(),
      /** Whether the token has this scope now: calls for one that it has lost since are refused already. */
      held: z.boolean(),
      calls: z.number(),
      lastAt: moment,
    }),
  ),
});

/** What would have become of past calls with another set of scopes. */
export const ScopeDryRun = z.object({
  ...record,
  /** Calls that the scopes of then let pass. */
  callsPassed: z.number(),
  /** Of these, the ones that the tried set refuses. */
  wouldRefuse: changedCalls,
  /** Calls that were refused for a missing scope which the tried set has. */
  wouldPass: changedCalls,
});
export type ScopeDryRun = z.infer<typeof ScopeDryRun>;
