import type { Finding, HealthFacts, Snooze } from '../../contract/token-health.ts';
import type { Token } from '../../contract/token.ts';
import { judgeName } from '../tokens/judge-name.ts';

/**
 * How much each finding weighs; docs/health.md says why. Two middling ones together make a token as
 * grave as one bad one.
 */
export const WEIGHTS: Readonly<Record<Finding, number>> = {
  other_company: 60,
  seen_by_left: 50,
  owner_left: 40,
  refused: 40,
  never_used: 30,
  unused: 30,
  too_wide: 25,
  old: 20,
  not_verified: 15,
  no_owner: 10,
  no_purpose: 10,
  no_expiry: 10,
  poor_name: 10,
};

/** From here on a token is at high risk, and at medium risk. */
export const HIGH = 50;
export const MEDIUM = 25;
export const MOST_RISK = 100;

/** Days without a call after which a token counts as unused. */
export const UNUSED_DAYS = 90;
/** Days that a new token has for its first call. */
export const FIRST_CALL_DAYS = 30;
/** Days after which a value should be another. */
export const OLD_DAYS = 365;

const DAY_MS = 24 * 60 * 60_000;

export type Level = 'high' | 'medium' | 'low' | 'none';

/** What is wrong with one token, gravest first, and how grave it is altogether. */
export interface TokenHealth {
  readonly token: Token;
  readonly findings: readonly Finding[];
  /** Findings that were put aside; they do not count. */
  readonly snoozed: readonly Snooze[];
  /** 0 to 100. */
  readonly risk: number;
  readonly level: Level;
  readonly facts: HealthFacts | null;
}

/**
 * Judges a token that is not deleted, by its notes and use and by what the service knows besides.
 * Pure. What is not known is not held against it.
 * @param facts null where the service has nothing to say of it
 * @param now ms since 1970
 */
export function judgeHealth(token: Token, facts: HealthFacts | null, now: number): TokenHealth {
  const snoozed = (facts?.snoozes ?? []).filter(({ until }) => Date.parse(until) > now);
  const aside = new Set(snoozed.map(({ finding }) => finding));
  const all = findingsOf(token, facts, now);
  const findings = all.filter((finding) => !aside.has(finding));
  const sum = findings.reduce((risk, finding) => risk + WEIGHTS[finding], 0);
  const risk = Math.min(sum, MOST_RISK);
  return {
    token,
    findings,
    // One that would not be found any more needs no word.
    snoozed: snoozed.filter(({ finding }) => all.some((one) => one === finding)),
    risk,
    level: levelOf(risk),
    facts,
  };
}

export function levelOf(risk: number): Level {
  if (risk >= HIGH) return 'high';
  if (risk >= MEDIUM) return 'medium';
  return risk > 0 ? 'low' : 'none';
}

function findingsOf(token: Token, facts: HealthFacts | null, now: number): Finding[] {
  const found: readonly (readonly [Finding, boolean])[] = [
    ['other_company', facts?.verification === 'other_company'],
    ['seen_by_left', (facts?.seenByLeft.length ?? 0) > 0],
    ['owner_left', facts?.ownerLeft === true],
    ['refused', facts?.verification === 'refused'],
    ['never_used', isNeverUsed(token, now)],
    ['unused', isUnused(token, now)],
    ['too_wide', (facts?.unusedScopes ?? null) !== null],
    ['old', isOld(token, facts, now)],
    ['no_owner', token.owner === null],
    ['no_purpose', token.purpose.trim() === ''],
    ['not_verified', facts?.verification === 'not_asked' || facts?.verification === 'unreachable'],
    ['no_expiry', token.expiresAt === null],
    ['poor_name', judgeName(token.name, []) !== null],
  ];
  return found
    .filter(([, is]) => is)
    .map(([finding]) => finding)
    .sort((a, b) => WEIGHTS[b] - WEIGHTS[a]);
}

/** Front does not say when its own tokens are used, so nothing is said of those. */
function isNeverUsed({ kind, status, lastUsedAt, createdAt }: Token, now: number): boolean {
  return (
    kind === 'issued' &&
    status === 'active' &&
    lastUsedAt === null &&
    now - Date.parse(createdAt) >= FIRST_CALL_DAYS * DAY_MS
  );
}

function isUnused({ kind, status, lastUsedAt }: Token, now: number): boolean {
  return (
    kind === 'issued' &&
    status === 'active' &&
    lastUsedAt !== null &&
    now - Date.parse(lastUsedAt) >= UNUSED_DAYS * DAY_MS
  );
}

function isOld({ hint, createdAt }: Token, facts: HealthFacts | null, now: number): boolean {
  if (hint === null) return false;
  const since = facts?.valueSince ?? createdAt;
  return now - Date.parse(since) >= OLD_DAYS * DAY_MS;
}
