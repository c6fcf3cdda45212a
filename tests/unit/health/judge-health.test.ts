import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { FINDINGS, type HealthFacts } from '../../../contract/token-health.ts';
import type { Token } from '../../../contract/token.ts';
import { ACT_OF, findingWords } from '../../../utils/health/health-words.ts';
import { FINDING_NAMES } from '../../../utils/health/finding-names.ts';
import { HIGH, judgeHealth, levelOf, MEDIUM, WEIGHTS } from '../../../utils/health/judge-health.ts';
import { countLevels, rankHealth } from '../../../utils/health/rank-health.ts';
import { t } from '../../../utils/i18n/t.ts';
import { aToken } from '../support/a-token.ts';

const NOW = Date.parse('2026-11-26T12:00:00Z');
const ago = (days: number): string => new Date(NOW - days * 86_400_000).toISOString();

/** One against which nothing can be said. */
const aHealthy = (given: Partial<Token> = {}): Token =>
  aToken({
    purpose: 'Copies contacts',
    owner: 'Data team',
    expiresAt: ago(-90),
    createdAt: ago(10),
    lastUsedAt: ago(1),
    callCount: 9,
    ...given,
  });
const someFacts = (given: Partial<HealthFacts> = {}): HealthFacts => ({
  id: 'tok_x',
  ownerLeft: false,
  seenByLeft: [],
  valueSince: null,
  verification: null,
  unusedScopes: null,
  snoozes: [],
  ...given,
});
const findings = (token: Partial<Token>, facts: Partial<HealthFacts> | null = null) =>
  judgeHealth(aHealthy(token), facts === null ? null : someFacts(facts), NOW).findings;

describe('the health of a token', () => {
  test('of one that is cared for there is nothing to say', () => {
    expect(judgeHealth(aHealthy(), null, NOW)).toMatchObject({
      findings: [],
      risk: 0,
      level: 'none',
    });
  });

  test.each<[string, Partial<Token>, Partial<HealthFacts> | null, string[]]>([
    ['no owner', { owner: null }, null, ['no_owner']],
    ['no purpose', { purpose: ' \n' }, null, ['no_purpose']],
    ['no expiry', { expiresAt: null }, null, ['no_expiry']],
    ['a poor name', { name: 'test token' }, null, ['poor_name']],
    ['no call in a month', { createdAt: ago(30), lastUsedAt: null }, null, ['never_used']],
    ['no call yet', { createdAt: ago(29), lastUsedAt: null }, null, []],
    ['no call for ninety days', { createdAt: ago(200), lastUsedAt: ago(90) }, null, ['unused']],
    ['a call in the last ninety days', { createdAt: ago(200), lastUsedAt: ago(89) }, null, []],
    ['a value of a year', { createdAt: ago(365) }, null, ['old']],
    ['a value that was replaced since', { createdAt: ago(700) }, { valueSince: ago(5) }, []],
    ['an old value in a new record', { createdAt: ago(2) }, { valueSince: ago(800) }, ['old']],
    ['an owner who left', {}, { ownerLeft: true }, ['owner_left']],
    [
      'a look of somebody who left',
      {},
      { seenByLeft: [{ name: 'Lea', at: ago(9) }] },
      ['seen_by_left'],
    ],
    [
      'permissions nobody asked for',
      {},
      { unusedScopes: { scopes: ['tags:read'], since: ago(60) } },
      ['too_wide'],
    ],
    ['a value that Front refused', { kind: 'front' }, { verification: 'refused' }, ['refused']],
    [
      'a value of another company',
      { kind: 'front' },
      { verification: 'other_company' },
      ['other_company'],
    ],
    [
      'a value Front was not asked about',
      { kind: 'front' },
      { verification: 'not_asked' },
      ['not_verified'],
    ],
    [
      'a value Front was silent about',
      { kind: 'front' },
      { verification: 'unreachable' },
      ['not_verified'],
    ],
    ['a verified value', { kind: 'front' }, { verification: 'verified' }, []],
  ])('%s', (_name, token, facts, expected) => {
    expect(findings(token, facts)).toEqual(expected);
  });

  test('of a Front token’s use nothing is said, since Front does not tell it', () => {
    expect(findings({ kind: 'front', createdAt: ago(300), lastUsedAt: null })).toEqual([]);
  });

  test('an expired token is not called unused: it cannot be used', () => {
    expect(findings({ status: 'expired', createdAt: ago(300), lastUsedAt: ago(200) })).toEqual([]);
  });

  test('the gravest finding comes first, and all of them weigh together, up to 100', () => {
    const bad = judgeHealth(
      aHealthy({
        owner: null,
        purpose: '',
        expiresAt: null,
        createdAt: ago(800),
        lastUsedAt: null,
      }),
      someFacts({ seenByLeft: [{ name: 'Lea', at: ago(9) }] }),
      NOW,
    );
    expect(bad.findings[0]).toBe('seen_by_left');
    expect(bad.risk).toBe(100);
    const weights = bad.findings.map((finding) => WEIGHTS[finding]);
    expect(weights).toEqual([...weights].sort((a, b) => b - a));
  });

  test('what was put aside does not count, until its day', () => {
    const snooze = (days: number) => ({
      finding: 'no_owner',
      reason: 'Moving teams',
      until: ago(-days),
      by: { id: 'mem_1', name: 'Ada' },
      at: ago(1),
    });
    const token = aHealthy({ owner: null });
    const aside = judgeHealth(token, someFacts({ snoozes: [snooze(3)] }), NOW);
    expect(aside).toMatchObject({ findings: [], risk: 0 });
    expect(aside.snoozed).toHaveLength(1);
    const over = judgeHealth(token, someFacts({ snoozes: [snooze(-1)] }), NOW);
    expect(over).toMatchObject({ findings: ['no_owner'], snoozed: [] });
    const settled = judgeHealth(aHealthy(), someFacts({ snoozes: [snooze(3)] }), NOW);
    expect(settled.snoozed).toEqual([]);
  });

  test('missing notes alone make no high risk, not even all of them', () => {
    const bare = aHealthy({ owner: null, purpose: '', expiresAt: null, name: 'test' });
    expect(judgeHealth(bare, null, NOW)).toMatchObject({ level: 'medium' });
  });

  test('levels begin where they say', () => {
    expect([HIGH, HIGH - 1, MEDIUM, MEDIUM - 1, 1, 0].map(levelOf)).toEqual([
      'high',
      'medium',
      'medium',
      'low',
      'low',
      'none',
    ]);
  });

  test('the ranking begins with the gravest, leaves out deleted and healthy tokens, and counts', () => {
    const bad = aHealthy({
      owner: null,
      purpose: '',
      name: 'x',
      createdAt: ago(400),
      lastUsedAt: null,
    });
    const fair = aHealthy({ owner: null });
    const ranked = rankHealth(
      [aHealthy(), fair, bad, aHealthy({ status: 'deleted', owner: null })],
      [],
      NOW,
    );
    expect(ranked.map(({ token }) => token.id)).toEqual([bad.id, fair.id]);
    expect(countLevels(ranked)).toEqual({ high: 1, medium: 0, low: 1 });
  });

  test('ten thousand tokens are ranked, each by its own facts', () => {
    const tokens = Array.from({ length: 10_000 }, () => aHealthy());
    const facts = tokens
      .filter((_, i) => i % 2 === 0)
      .map(({ id }) => someFacts({ id, ownerLeft: true }));
    expect(rankHealth(tokens, facts, NOW)).toHaveLength(5_000);
  });

  test('each finding has words and one act', () => {
    for (const finding of FINDINGS) {
      expect(t(FINDING_NAMES[finding])).not.toBe('');
      expect(ACT_OF[finding]).toBeDefined();
      expect(findingWords(finding, aHealthy(), null)).toMatch(/^[A-Z].*\.$/);
    }
  });

  test('docs/health.md says the weights as they are', () => {
    const doc = readFileSync(path.resolve(import.meta.dirname, '../../../docs/health.md'), 'utf8');
    const said = [...doc.matchAll(/^\| `(\w+)`\s*\|\s*(\d+)\s*\|/gm)].map(([, name, weight]) => [
      name,
      Number(weight),
    ]);
    expect(Object.fromEntries(said)).toEqual(WEIGHTS);
    expect(doc).toContain(`high from ${HIGH}, medium from ${MEDIUM}`);
  });
});
