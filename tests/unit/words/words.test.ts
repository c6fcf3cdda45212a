import { describe, expect, it } from 'vitest';
import { ERROR_CODES } from '../../../contract/errors.ts';
import { ISSUABLE_SCOPES, RESOURCE_SCOPES } from '../../../contract/scopes.ts';
import type { Failure } from '../../../utils/messaging/protocol.ts';
import { failureWords } from '../../../utils/words/failure-words.ts';
import { scopesInShort, scopeWords } from '../../../utils/words/scope-words.ts';
import { agoWords, expiryWords } from '../../../utils/words/time-words.ts';
import { presetOf, SCOPE_PRESETS } from '../../../utils/tokens/scope-presets.ts';

const NOW = Date.parse('2026-06-01T12:00:00.000Z');

describe('scopes in words', () => {
  it('reads as a person would say it', () => {
    expect(scopeWords('knowledge_bases:write')).toBe('Write knowledge bases');
    expect(scopeWords('events:*:read')).toBe('Read events');
    expect(scopeWords('shared:*')).toBe('All shared resources');
    expect(scopeWords('from:the:future')).toBe('from:the:future');
  });

  it('says much in little', () => {
    expect(scopesInShort(['contacts:read', 'tags:read', 'contacts:write'])).toBe(
      'Read contacts, tags · Write contacts',
    );
    expect(scopesInShort(RESOURCE_SCOPES)).toBe('Everything');
    expect(scopesInShort(RESOURCE_SCOPES.filter((scope) => scope.endsWith(':read')))).toBe(
      'Read everything',
    );
    expect(scopesInShort(['messages:send'])).toBe('Send messages');
    expect(scopesInShort([])).toBe('');
  });
});

describe('presets', () => {
  it.each(SCOPE_PRESETS.map((preset) => [preset.name, preset] as const))(
    '“%s” holds only scopes that can be issued, each once, and is found again',
    (_name, preset) => {
      expect(preset.scopes.filter((scope) => !ISSUABLE_SCOPES.includes(scope))).toEqual([]);
      expect(new Set(preset.scopes).size).toBe(preset.scopes.length);
      expect(presetOf([...preset.scopes].reverse())).toBe(preset);
    },
  );

  it('is none for another choice', () => {
    expect(presetOf(['tags:read'])).toBeNull();
    expect(presetOf([])).toBeNull();
  });
});

describe('times in words', () => {
  it.each([
    ['2026-06-01T11:59:40.000Z', 'just now'],
    ['2026-06-01T11:55:00.000Z', '5 min ago'],
    ['2026-06-01T09:00:00.000Z', '3 h ago'],
    ['2026-05-31T10:00:00.000Z', 'yesterday'],
    ['2026-05-20T12:00:00.000Z', '12 days ago'],
    ['2025-01-15T12:00:00.000Z', '15 Jan 2025'],
  ])('%s was %s', (iso, words) => {
    expect(agoWords(iso, NOW)).toBe(words);
  });

  it.each([
    [null, 'none', 'Does not expire'],
    ['2026-06-01T12:00:00.000Z', 'over', 'Expired just now'],
    ['2026-06-01T12:30:00.000Z', 'soon', 'Expires within the hour'],
    ['2026-06-01T18:30:00.000Z', 'soon', 'Expires in 6 h'],
    ['2026-06-02T13:00:00.000Z', 'soon', 'Expires tomorrow'],
    ['2026-06-04T13:00:00.000Z', 'soon', 'Expires in 3 days'],
    ['2026-12-24T12:00:00.000Z', 'far', 'Expires 24 Dec 2026'],
  ] as const)('an expiry of %s is “%s”: %s', (iso, state, text) => {
    expect(expiryWords(iso, NOW)).toEqual({ state, text });
  });
});

it('has words for every failure there is', () => {
  const own: Failure['code'][] = [
    'unreachable',
    'not_connected',
    'not_a_service',
    'service_too_old',
    'bad_address',
    'sign_in_cancelled',
    'sign_in_failed',
    'wrong_answer',
    'refused',
    'unknown_refusal',
  ];
  for (const code of [...ERROR_CODES, ...own]) {
    const words = failureWords({ code, message: 'The reason.' } as Failure);
    expect(words.title, code).not.toBe('');
    expect(words.text, code).not.toBe('');
  }
});
