import { useEffect, useMemo } from 'react';
import { create } from 'zustand';
import type { TokenHealth as Facts } from '../../contract/token-health.ts';
import { countLevels, rankHealth } from '../../utils/health/rank-health.ts';
import type { TokenHealth } from '../../utils/health/judge-health.ts';
import { onNews } from '../../utils/messaging/news.ts';
import type { Failure } from '../../utils/messaging/protocol.ts';
import { callPeople } from '../../utils/people/call-people.ts';
import { isAdmin, useRegister } from './register.ts';
import { useNow } from './use-now.ts';

interface HealthState {
  readonly facts: Facts | null;
  readonly failure: Failure | null;
  readonly reading: boolean;
}

const useFacts = create<HealthState>()(() => ({ facts: null, failure: null, reading: false }));

/** Changes that others make are seen this late at most, in ms; our own at once. */
const FRESH_MS = 60_000;
/** Days decide, so that time alone seldom changes the order. */
const RANKED_EVERY_MS = 10 * 60_000;
let readAt = -Infinity;
let again = false;

/** Asks the service for what it knows of tokens' health; one question at a time. */
export async function readHealth(): Promise<void> {
  if (useFacts.getState().reading) {
    again = true;
    return;
  }
  again = false;
  readAt = performance.now();
  useFacts.setState({ reading: true });
  const answer = await callPeople('getTokenHealth', {});
  useFacts.setState(
    answer.ok
      ? { facts: answer.value, failure: null, reading: false }
      : { failure: answer.failure, reading: false },
  );
  // Something changed while it was asked.
  if (wasAskedAgain()) await readHealth();
}

/** Tokens change by the thousand in an import: they lead to one question a while. */
const SOON_MS = 1_500;
let soon: ReturnType<typeof setTimeout> | null = null;

function readHealthSoon(): void {
  soon ??= setTimeout(() => {
    soon = null;
    void readHealth();
  }, SOON_MS);
}

function wasAskedAgain(): boolean {
  return again;
}

export type HealthReading =
  /** Not an admin who is signed in. */
  | { kind: 'none' }
  | { kind: 'reading' }
  | { kind: 'failed'; failure: Failure }
  /** `failure`: what is shown could not be brought up to date. */
  | { kind: 'ranked'; ranked: readonly TokenHealth[]; failure: Failure | null };

/** The tokens that should be looked at, gravest first. For admins. */
export function useHealth(): HealthReading {
  const admin = useRegister(isAdmin);
  const tokens = useRegister((state) => state.tokens);
  const complete = useRegister((state) => state.complete);
  const { facts, failure } = useFacts();
  const now = useNow(RANKED_EVERY_MS);
  useEffect(() => {
    if (!admin) return;
    const listening = new AbortController();
    // It tells of its failures itself.
    if (performance.now() - readAt > FRESH_MS) void readHealth();
    onNews(({ kind }) => {
      if (kind !== 'people' && kind !== 'tokens') return;
      // Nobody reads a hidden page: what it missed it asks for when it is seen.
      if (document.hidden) readAt = -Infinity;
      else if (kind === 'people') void readHealth();
      else readHealthSoon();
    }, listening.signal);
    const onSeen = (): void => {
      if (!document.hidden && performance.now() - readAt > FRESH_MS) void readHealth();
    };
    document.addEventListener('visibilitychange', onSeen, { signal: listening.signal });
    return () => listening.abort();
  }, [admin]);
  return useMemo((): HealthReading => {
    if (!admin) return { kind: 'none' };
    if (facts === null) return failure === null ? { kind: 'reading' } : { kind: 'failed', failure };
    if (!complete) return { kind: 'reading' };
    const ranked = rankHealth(
      tokens.map(({ token }) => token),
      facts.items,
      now,
    );
    return { kind: 'ranked', ranked, failure };
  }, [admin, tokens, complete, facts, failure, now]);
}

/** How many tokens are at high risk; 0 while nobody knows, and for whoever is no admin. */
export function useHighRisk(): number {
  const health = useHealth();
  return useMemo(() => (health.kind === 'ranked' ? countLevels(health.ranked).high : 0), [health]);
}
