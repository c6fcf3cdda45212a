import { describe, expect, test } from 'vitest';
import { allowanceOf } from '../../service/budget/allowance.ts';
import {
  EMPTY_REPORT,
  joinReports,
  readRateFacts,
  readRefusal,
  withFacts,
  withRefusal,
} from '../../service/budget/front-report.ts';
import { learnFromFront, settleWindows } from '../../service/budget/learn-from-front.ts';
import { MINUTE_ZERO, PaperLedger, rateFacts } from './support/budget-makers.ts';

const MINUTE = 60_000;

/** What Front’s answers carry. */
const aHead = (parts: Record<string, string> = {}) => ({
  date: 'Wed, 25 Nov 2026 12:00:20 GMT',
  'x-ratelimit-limit': '100',
  'x-ratelimit-remaining': '90',
  'x-ratelimit-reset': String(Date.parse('2026-11-25T12:01:00Z') / 1_000),
  'x-ratelimit-burst-limit': '50',
  'x-ratelimit-burst-remaining': '49',
  ...parts,
});

describe('what Front’s answers say', () => {
  test('is read by Front’s own clock, however wrong ours is', () => {
    expect(readRateFacts(aHead(), Date.parse('2026-11-25T09:00:00Z'))).toEqual({
      limit: 100,
      remaining: 90,
      reset: Date.parse('2026-11-25T12:01:00Z') / 1_000,
      endsInMs: 40_000,
      burst: { limit: 50, remaining: 49 },
    });
  });

  test.each([
    { 'x-ratelimit-limit': '0' },
    { 'x-ratelimit-limit': 'many' },
    { 'x-ratelimit-remaining': '-1' },
    { 'x-ratelimit-reset': '12' },
    { 'x-ratelimit-reset': 'NaN' },
    { 'x-ratelimit-limit': '1e9' },
  ])('is nothing where it makes no sense: %o', (parts) => {
    expect(readRateFacts(aHead(parts), Date.now())).toBeNull();
  });

  test('a refusal with calls remaining is one tier’s, one without is the company’s', () => {
    expect(readRefusal(200, aHead({ 'retry-after': '3' }))).toBeNull();
    expect(readRefusal(429, aHead({ 'retry-after': '3', 'x-front-tier': 'search' }))).toEqual({
      forMs: 3_000,
      tier: 'search',
      everything: false,
    });
    const spent = { 'x-ratelimit-remaining': '0', 'x-ratelimit-burst-remaining': '0' };
    expect(readRefusal(429, aHead({ ...spent, 'retry-after': '9999999' }))).toEqual({
      forMs: 600_000,
      tier: null,
      everything: true,
    });
  });
});

describe('the ledger learns', () => {
  test('the limit and the burst, and is in step with Front’s minute', () => {
    const ledger = new PaperLedger().to(5_000);
    const reset = (MINUTE_ZERO + 20_000) / 1_000;
    const burst = { limit: 100, remaining: 100 };
    ledger.learn({ limit: 200, remaining: 199, reset, endsInMs: 15_000, burst });
    expect(allowanceOf(ledger.state, ledger.settings)).toMatchObject({
      limit: 200,
      general: 160,
      burst: 80,
    });
    expect(ledger.state.windowEndsAt).toBe(MINUTE_ZERO + 20_000);
    ledger.to(20_000);
    expect(ledger.state.windowEndsAt).toBe(MINUTE_ZERO + 80_000);
  });

  test('by ages, not by times: a replica whose clock is an hour off teaches the same', () => {
    const ledger = new PaperLedger().to(5_000);
    const facts = rateFacts(5_000, { remaining: 20, endsInMs: 15_000 });
    const theirNow = MINUTE_ZERO + 3_600_000;
    const report = withFacts(EMPTY_REPORT, facts, theirNow - 400);
    ledger.state = learnFromFront(ledger.state, ledger.settings, report, theirNow);
    expect(ledger.state.windowEndsAt).toBe(MINUTE_ZERO + 20_000 - 400);
    expect(ledger.state.outside).toBe(30);
  });

  test('that Front has begun a new minute, a moment before we would have', () => {
    const ledger = new PaperLedger().to(59_500);
    ledger.learn({ remaining: 10 });
    ledger.drain('a', { cap: 5 });
    ledger.learn({ ...rateFacts(60_000, { remaining: 49 }), endsInMs: 60_000 });
    expect(ledger.state.tokens.a?.general.used).toBe(0);
    expect(ledger.drain('a', { cap: 5 }).passed).toBe(5);
  });

  test('that others call past the gateway: first they use the reserve, then the tokens get less', () => {
    const ledger = new PaperLedger();
    ledger.ask('a');
    ledger.learn({ remaining: 50 - 1 - 8 });
    expect([ledger.state.outside, allowanceOf(ledger.state, ledger.settings).general]).toEqual([
      8, 40,
    ]);
    ledger.learn({ remaining: 50 - 1 - 30 });
    expect([ledger.state.outside, allowanceOf(ledger.state, ledger.settings).general]).toEqual([
      30, 20,
    ]);
    ledger.ask('a');
    ledger.learn({ remaining: 50 - 1 - 30 });
    expect(ledger.state.outside).toBe(30);
    expect(ledger.to(MINUTE).state.outside).toBe(0);
  });

  test('how long Front refuses, and says so itself until then', () => {
    const ledger = new PaperLedger().to(1_000);
    const refused = { forMs: 7_000, tier: null, everything: true };
    const report = withRefusal(EMPTY_REPORT, 'general', refused, 0);
    ledger.state = learnFromFront(ledger.state, ledger.settings, report, 0);
    expect(ledger.ask('a')).toMatchObject({ kind: 'deny', reason: 'front', retryAfterSeconds: 8 });
    expect(ledger.to(8_000).ask('a').kind).toBe('allow');
  });

  test('a refused search holds back searches alone, and its tier is kept', () => {
    const ledger = new PaperLedger();
    const refused = { forMs: 7_000, tier: 'search', everything: false };
    const report = withRefusal(EMPTY_REPORT, 'search', refused, 0);
    ledger.state = learnFromFront(ledger.state, ledger.settings, report, 0);
    expect(ledger.ask('a', { pool: 'search' })).toMatchObject({ kind: 'deny', reason: 'front' });
    expect(ledger.ask('a').kind).toBe('allow');
    expect(ledger.state.tier).toMatchObject({ name: 'search' });
  });
});

describe('calls past the gateway', () => {
  /** Settles what is over, and says what came out of it. */
  const settled = (ledger: PaperLedger) => {
    const { state, outside } = settleWindows(ledger.state);
    ledger.state = state;
    return outside;
  };

  test('are counted when a minute is over for good: Front’s count less our answers', () => {
    const ledger = new PaperLedger().to(30_000);
    ledger.learn({ remaining: 49 }, { remaining: 40 }, { remaining: 20 });
    expect(settled(ledger.to(MINUTE + 64_000))).toEqual([]);
    // A late answer of that minute, by a slow replica.
    ledger.learn({ ...rateFacts(0), remaining: 38, endsInMs: -64_000 });
    expect(settled(ledger.to(MINUTE + 65_000))).toEqual([{ startedAt: MINUTE_ZERO, calls: 26 }]);
    expect(settled(ledger.to(10 * MINUTE))).toEqual([]);
  });

  test('are none where all calls are ours, in whatever order two replicas tell of them', () => {
    const ledger = new PaperLedger().to(30_000);
    ledger.learn({ remaining: 47 }, { remaining: 45 });
    ledger.learn({ remaining: 49 }, { remaining: 48 }, { remaining: 46 });
    expect(settled(ledger.to(3 * MINUTE))).toEqual([]);
  });

  test('are not those whose answer never came', () => {
    const ledger = new PaperLedger().to(30_000);
    ledger.learn({ remaining: 49 }, { remaining: 45 });
    const report = { ...EMPTY_REPORT, lost: 3 };
    ledger.state = learnFromFront(ledger.state, ledger.settings, report, 0);
    expect(settled(ledger.to(3 * MINUTE))).toEqual([]);
  });

  test('show in the burst, too', () => {
    const ledger = new PaperLedger().to(30_000);
    const limit = 25;
    ledger.learn(
      { remaining: 0, burst: { limit, remaining: 25 } },
      { remaining: 0, burst: { limit, remaining: 5 } },
    );
    expect(settled(ledger.to(3 * MINUTE))).toEqual([{ startedAt: MINUTE_ZERO, calls: 68 }]);
  });

  test('are not guessed where Front’s windows slide', () => {
    const ledger = new PaperLedger();
    for (let at = 0; at < 30_000; at += 10_000) {
      const reset = (MINUTE_ZERO + at + 60_000) / 1_000;
      ledger.to(at).learn({ remaining: 10, reset, endsInMs: 60_000 });
    }
    expect(settled(ledger.to(10 * MINUTE))).toEqual([]);
  });

  test('a report that could not be told is told with the next one', () => {
    const one = withFacts(EMPTY_REPORT, rateFacts(0, { remaining: 40 }), 0);
    const two = withFacts(EMPTY_REPORT, rateFacts(0, { remaining: 30 }), 0);
    expect(joinReports(one, two).windows).toMatchObject([{ remaining: 30, answers: 2 }]);
  });
});
