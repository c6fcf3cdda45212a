import * as z from 'zod/mini';
import { moment } from './texts.ts';

/**
 * What happens when Front can't vouch for a value that is to be recorded. `required`: nothing is
 * recorded. `if_possible`: it is recorded, and what Front said, or that it said nothing, stands beside
 * it. `later`: Front isn't asked now. Another company's value is refused whenever Front says so.
 */
export const VERIFY_WAYS = ['required', 'if_possible', 'later'] as const;
export type VerifyWay = (typeof VERIFY_WAYS)[number];

/** What is known of a recorded value from Front itself. Whatever is not `verified` is a claim. */
export const VERIFICATIONS = [
  /** Front named the company for it. */
  'verified',
  /** Front took it, and named another company than for the company’s other tokens. */
  'other_company',
  /** Front said that it is none of its tokens, or no longer one. */
  'refused',
  /** Front was asked and did not say. */
  'unreachable',
  /** Front was never asked about this value. */
  'not_asked',
] as const;

export const FrontCompany = z.object({ id: z.string(), name: z.string() });
export type FrontCompany = z.infer<typeof FrontCompany>;

export const Verification = z.object({
  kind: z.enum(VERIFICATIONS),
  /** When Front was asked last; null when it never was. */
  at: z.nullable(moment),
  /** The company that Front named; null unless it named one. */
  company: z.nullable(FrontCompany),
});
export type Verification = z.infer<typeof Verification>;

/** What a Front token’s value says of itself. Only Front could prove it. */
export const ValueClaims = z.object({
  /** As they stand in the value, unknown ones verbatim. */
  scopes: z.array(z.string()),
  issuedAt: z.nullable(moment),
  /** Front’s own id of the token (`jti`). */
  frontId: z.nullable(z.string()),
  /** Front’s id of the company (`sub`). */
  subject: z.nullable(z.string()),
  /** Claims that have no name here, as they are. */
  other: z.record(z.string(), z.unknown()),
});
export type ValueClaims = z.infer<typeof ValueClaims>;

/** What is kept about a value beside the value; both are null for an issued token, and for one without a value. */
export const ValueFacts = z.object({
  claims: z.nullable(ValueClaims),
  verification: z.nullable(Verification),
});
export type ValueFacts = z.infer<typeof ValueFacts>;

/** Companies that Front named for live tokens, the one of most tokens first: that one is ours. */
export const FrontCompanies = z.object({
  items: z.array(z.object({ id: z.string(), name: z.string(), tokens: z.number() })),
});
export type FrontCompanies = z.infer<typeof FrontCompanies>;
