import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { allowanceOf } from '../../service/budget/allowance.ts';
import { fairShares } from '../../service/budget/fair-shares.ts';
import { PaperLedger } from './support/budget-makers.ts';

const MINUTE = 60_000;

describe('the budget of calls', () => {
  test('leaves the reserve to everybody else: of 50 calls and a burst of 25, tokens get 40 and 20', () => {
    const ledger = new PaperLedger();
    expect(allowanceOf(ledger.state, ledger.settings)).toMatchObject({
      limit: 50,
      reserve: 10,
      general: 40,
      burst: 20,
    });
    let passed = 0;
    for (const token of ['a', 'b', 'c', 'a', 'b', 'c']) passed += ledger.drain(token).passed;
    ledger.to(MINUTE - 1);
    for (const token of ['a', 'b', 'c']) passed += ledger.drain(token).passed;
    // Half of the burst stays for whoever comes yet; it gains two calls a minute.
    expect(passed).toBeGreaterThanOrEqual(40 + 10);
    expect(passed).toBeLessThanOrEqual(40 + 20 + 2);
  });

  test('a token alone gets half of it at once, half of the burst, and the rest as the minute goes by', () => {
    const ledger = new PaperLedger();
    const first = ledger.drain('a');
    expect(first.passed).toBe(20 + 10);
    expect(first).toMatchObject({ reason: 'share' });
    expect(ledger.to(30_000).drain('a').passed).toBeGreaterThanOrEqual(10);
    let passed = 0;
    for (let at = 31_000; at < MINUTE; at += 1_000) passed += ledger.to(at).drain('a').passed;
    const { used } = ledger.state.tokens.a!.general;
    expect(used).toBeGreaterThanOrEqual(39);
    expect(passed).toBeGreaterThan(0);
  });

  test('a newcomer finds its share, however much another one has used', () => {
    const ledger = new PaperLedger();
    ledger.drain('greedy');
    ledger.to(10_000).drain('greedy');
    for (let call = 0; call < 10; call += 1) {
      expect(ledger.to(10_000 + call * 5_000).ask('modest').kind).toBe('allow');
      ledger.drain('greedy');
    }
  });

  test('a cap holds, and says when the minute ends', () => {
    const ledger = new PaperLedger().to(15_000);
    const { passed, reason, retryAfterSeconds } = ledger.drain('a', { cap: 3 });
    expect([passed, reason, retryAfterSeconds]).toEqual([3, 'cap', 46]);
    expect(ledger.to(15_000 + 46_000).drain('a', { cap: 3 }).passed).toBe(3);
  });

  test('what a cap leaves over is shared among the others', () => {
    expect(fairShares(40, [5, null, null])).toEqual([5, 17.5, 17.5]);
    expect(fairShares(40, [null, 100, 10])).toEqual([15, 15, 10]);
    expect(fairShares(40, [])).toEqual([]);
  });

  test('searches have two fifths, less the reserve, and other calls go on', () => {
    const ledger = new PaperLedger();
    const searches = ledger.drain('a', { pool: 'search' });
    expect(searches.reason).toBe('tier');
    expect(searches.passed).toBe(8);
    expect(ledger.drain('b', { pool: 'search' }).passed).toBe(5);
    expect(ledger.ask('a').kind).toBe('allow');
  });

  test('exports come one a second, for all tokens together', () => {
    const ledger = new PaperLedger();
    expect(ledger.ask('a', { pool: 'exports' }).kind).toBe('allow');
    expect(ledger.to(500).ask('b', { pool: 'exports' })).toMatchObject({
      kind: 'deny',
      reason: 'tier',
      retryAfterSeconds: 1,
    });
    expect(ledger.to(1_000).ask('b', { pool: 'exports' }).kind).toBe('allow');
  });

  test('a lease is never more than there is', () => {
    const ledger = new PaperLedger({ limit: 1_000 });
    expect(ledger.ask('a', { want: 10_000 })).toMatchObject({ granted: 400 });
    expect(ledger.ask('a', { want: 10_000, cap: 450 })).toMatchObject({ granted: 50 });
  });

  test('a clock that goes backwards stands still', () => {
    const ledger = new PaperLedger().to(50_000);
    ledger.drain('a');
    expect(ledger.to(10_000).ask('a').kind).toBe('deny');
    expect(ledger.to(MINUTE).ask('a').kind).toBe('allow');
  });

  test('a token that has asked for nothing in three minutes takes no share any more', () => {
    const ledger = new PaperLedger();
    ledger.ask('a');
    expect(Object.keys(ledger.to(2 * MINUTE).state.tokens)).toEqual(['a']);
    expect(Object.keys(ledger.to(3 * MINUTE).state.tokens)).toEqual([]);
  });
});

interface Step {
  readonly wait: number;
  readonly token: number;
  readonly pool: 'general' | 'search' | 'exports';
}

const steps = fc.array(
  fc.record<Step>({
    wait: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 20_000 })),
    token: fc.nat({ max: 5 }),
    pool: fc.constantFrom('general', 'general', 'general', 'search', 'exports'),
  }),
  { maxLength: 250 },
);
const company = fc.record({
  limit: fc.constantFrom(1, 2, 7, 50, 100, 200),
  reservePercent: fc.constantFrom(0, 20, 50, 90),
});
const caps = fc.array(fc.option(fc.integer({ min: 1, max: 60 })), { minLength: 6, maxLength: 6 });

describe('whatever calls come', () => {
  test('a minute never gets more than its budget and the burst, and no token more than its cap', () => {
    fc.assert(
      fc.property(company, caps, steps, (settings, capOf, calls) => {
        const ledger = new PaperLedger(settings);
        const { general, burst: full } = allowanceOf(ledger.state, ledger.settings);
        const passed: number[] = [];
        const ofToken = new Map<string, number>();
        let at = 0;
        for (const { wait, token, pool } of calls) {
          at += wait;
          const cap = capOf[token] ?? null;
          if (ledger.to(at).ask(String(token), { cap, pool }).kind === 'deny') continue;
          passed.push(at);
          const minute = `${token} ${Math.floor(at / MINUTE)}`;
          ofToken.set(minute, (ofToken.get(minute) ?? 0) + 1);
          if (cap !== null) expect(ofToken.get(minute)).toBeLessThanOrEqual(cap);
        }
        const minutes = Math.floor(at / MINUTE) + 1;
        expect(passed.length).toBeLessThanOrEqual(
          minutes * general + full + (at * full) / (10 * MINUTE),
        );
        for (let minute = 0; minute < minutes; minute += 1) {
          const inMinute = passed.filter((time) => Math.floor(time / MINUTE) === minute);
          expect(inMinute.length).toBeLessThanOrEqual(general + full);
        }
      }),
    );
  });

  test('after the seconds that it was told, a call passes', () => {
    fc.assert(
      fc.property(company, caps, steps, (settings, capOf, calls) => {
        const ledger = new PaperLedger(settings);
        let at = 0;
        for (const { wait, token, pool } of calls) {
          at += wait;
          const cap = capOf[token] ?? null;
          const verdict = ledger.to(at).ask(String(token), { cap, pool });
          if (verdict.kind === 'allow') continue;
          const before = ledger.state;
          ledger.to(at + verdict.retryAfterSeconds * 1_000);
          expect(ledger.ask(String(token), { cap, pool }).kind).toBe('allow');
          ledger.state = before;
        }
      }),
    );
  });

  test('from its second minute on, a token that keeps to its share is never refused, whatever the others try', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 6 }),
        fc.constantFrom(50, 100, 200),
        fc.array(fc.nat({ max: MINUTE - 1 }), { minLength: 1, maxLength: 60 }),
        (greedy, limit, times) => {
          const ledger = new PaperLedger({ limit });
          const share = Math.floor(
            allowanceOf(ledger.state, ledger.settings).general / (greedy + 2),
          );
          const modest = times.slice(0, share).sort((a, b) => a - b);
          for (let minute = 0; minute < 4; minute += 1) {
            let next = 0;
            for (let at = 0; at < MINUTE; at += 1_000) {
              ledger.to(minute * MINUTE + at);
              for (let other = 0; other < greedy; other += 1) ledger.drain(`greedy ${other}`);
              for (; (modest[next] ?? Infinity) < at + 1_000; next += 1) {
                const { kind } = ledger.ask('modest');
                // Where many begin at once, the last finds little left of that one minute.
                if (minute > 0) expect(kind).toBe('allow');
              }
            }
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});
