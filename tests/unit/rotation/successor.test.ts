import { describe, expect, it } from 'vitest';
import { LIMITS } from '../../../contract/limits.ts';
import { successorName } from '../../../utils/rotation/successor-name.ts';
import { successorScopes } from '../../../utils/rotation/successor-scopes.ts';
import { aToken } from '../support/a-token.ts';

const NOW = Date.parse('2026-11-26T08:00:00.000Z');

describe('the name of a successor', () => {
  it('is the old one with the month, which takes an earlier month’s place', () => {
    expect(successorName('Zapier – leads', NOW)).toBe('Zapier – leads (2026-11)');
    expect(successorName('Zapier – leads (2025-03)', NOW)).toBe('Zapier – leads (2026-11)');
  });

  it('has the day where the month is taken', () => {
    expect(successorName('Zapier – leads (2026-11)', NOW)).toBe('Zapier – leads (2026-11-26)');
  });

  it('is never longer than a name may be', () => {
    expect(successorName('x'.repeat(LIMITS.name), NOW)).toHaveLength(LIMITS.name);
  });
});

describe('the permissions of a successor', () => {
  it('are the old ones, or those that the issued tokens on it hold', () => {
    const old = aToken({ kind: 'front', scopes: ['tags:read', 'contacts:write', 'contacts:read'] });
    const issued = [aToken({ scopes: ['contacts:read'] }), aToken({ scopes: ['contacts:read'] })];
    expect(successorScopes(old, issued)).toEqual({
      same: ['contacts:read', 'contacts:write', 'tags:read'],
      needed: ['contacts:read'],
      without: [],
    });
  });

  it('name what no box in Front’s form stands for', () => {
    const old = aToken({ kind: 'front', scopes: ['shared:*', 'new:thing', 'tags:read'] });
    expect(successorScopes(old, [])).toEqual({
      same: ['tags:read'],
      needed: [],
      without: ['shared:*', 'new:thing'],
    });
  });
});
