import { describe, expect, it } from 'vitest';
import { escapeXml, omniboxWords } from '../../../utils/at-hand/omnibox-words.ts';
import { aToken } from '../support/a-token.ts';

const HOSTILE = `</match><url>https://evil.example</url> & "x" 'y' \u0000\u0008\uFFFF`;

describe('what the address bar says', () => {
  it('is the best fit, and the others below it', () => {
    const found = ['One', 'Two', 'Three'].map((name) => aToken({ name, purpose: 'for tests' }));
    const { first, others } = omniboxWords('signed_in', found, 'plain');
    expect(first).toBe('One – Enter opens it, Alt+Enter copies its value');
    expect(others.map(({ description }) => description)).toEqual([
      'Two – for tests',
      'Three – for tests',
    ]);
    expect(others.map(({ content }) => content)).toEqual(found.slice(1).map(({ id }) => id));
  });

  it('attack: no name or purpose gets markup into it, or has the browser refuse all of it', () => {
    const token = aToken({ name: HOSTILE, purpose: HOSTILE });
    const { first, others } = omniboxWords('signed_in', [token, token], 'xml');
    for (const text of [first, others[0]?.description ?? '']) {
      const read = new RegExp('^<match>[^<>]*</match> <dim>[^<>]*</dim>$');
      expect(text).toMatch(read);
      expect(text).not.toMatch(/&(?!amp;|lt;|gt;|quot;|apos;)|[\p{Cc}\uFFFF]/u);
    }
  });

  it('escapes each sign once', () => {
    expect(escapeXml('&lt;')).toBe('&amp;lt;');
  });

  it('names no token while it is locked or signed out', () => {
    const found = [aToken({ name: 'Secret project' })];
    for (const kind of ['locked', 'signed_out', 'not_connected'] as const) {
      expect(JSON.stringify(omniboxWords(kind, found, 'xml'))).not.toContain('Secret');
    }
  });

  it('says so when none fits', () => {
    expect(omniboxWords('signed_in', [], 'plain').first).toBe(
      'No token fits. Enter opens the list.',
    );
  });
});
