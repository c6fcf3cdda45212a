import type { BudgetState } from './budget-state.ts';

export interface BudgetSettings {
  /** `FRONT_RATE_LIMIT`: requests a minute, until Front’s own headers say better. */
  readonly limit: number;
  /** `FRONT_RESERVE`: percent of it that issued tokens together leave to people and integrations. */
  readonly reservePercent: number;
}

/** What issued tokens together may use. Whole calls, but for the burst, which refills bit by bit. */
export interface Allowance {
  /** Front’s limit a minute. */
  readonly limit: number;
  /** Calls a minute kept for everybody else. */
  readonly reserve: number;
  /** Calls in this window, for all tokens together. */
  readonly general: number;
  /** Of these, searches of conversations. */
  readonly search: number;
  /** The tokens’ part of the burst when it is full. */
  readonly burst: number;
  /** A second and resource. */
  readonly perResource: number;
}

/** Front lets a search have two fifths of the limit (https://dev.frontapp.com/docs/rate-limiting). */
const SEARCH_PART = 0.4;
/** Front’s largest published plan; whoever has more gets more a resource, too. */
const LARGEST_PLAN = 200;
const PER_RESOURCE = 5;

/**
 * What the tokens may use in the window that is running. Whoever calls Front past the gateway uses
 * the reserve first; what they use beyond it is missing from the tokens’ part.
 */
export function allowanceOf(state: BudgetState, settings: BudgetSettings): Allowance {
  const limit = state.limit ?? settings.limit;
  const kept = (amount: number): number => Math.floor((amount * settings.reservePercent) / 100);
  const reserve = kept(limit);
  const burst = state.burstLimit ?? Math.floor(limit / 2);
  const searches = Math.floor(limit * SEARCH_PART);
  return {
    limit,
    reserve,
    general: Math.max(limit - Math.max(reserve, state.outside), 0),
    search: Math.max(searches - kept(searches), 1),
    burst: burst - kept(burst),
    perResource: resourceLimit(limit),
  };
}

/** Calls a second that Front takes for one resource, such as one conversation. */
export function resourceLimit(limit: number): number {
  return Math.max(PER_RESOURCE, Math.floor((PER_RESOURCE * limit) / LARGEST_PLAN));
}
