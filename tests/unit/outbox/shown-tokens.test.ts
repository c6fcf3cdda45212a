import { describe, expect, it } from 'vitest';
import { isWithinOrder, listed } from '../support/listed.ts';
import { UNSENT, type CreateChange, type EditChange } from '../../../utils/outbox/change.ts';
import { joinVersions } from '../../../utils/outbox/join-versions.ts';
import { shownTokens } from '../../../utils/outbox/shown-tokens.ts';
import type { PatchToken, Token } from '../../../contract/token.ts';

const NOW = new Date('2026-11-26T08:00:00Z');
const kept = {
  shape: 1,
  owner: { address: 'http://127.0.0.1:4180', member: 'mem_1' },
  madeAt: NOW.toISOString(),
} as const;
let seq = 0;
const anEdit = (
  base: Token,
  patch: PatchToken,
  state: EditChange['state'] = UNSENT,
): EditChange => {
  seq += 1;
  return { ...kept, seq, id: `edit-${seq}`, kind: 'edit', tokenId: base.id, base, patch, state };
};
const aCreate = (name: string): CreateChange => {
  seq += 1;
  const by = { id: 'mem_1', name: 'Ada' };
  const body = { kind: 'issued', name, scopes: ['contacts:read'] } as const;
  return {
    ...kept,
    seq,
    id: `create-${seq}`,
    kind: 'create',
    key: 'k',
    by,
    body: { ...body, scopes: [...body.scopes] },
    state: UNSENT,
  };
};

describe('the list with what waits in it', () => {
  const tokens = listed('Alpha', 'Mike', 'Zulu');
  const mike = tokens[1]?.token;
  if (mike === undefined) throw new Error('no token');

  it('is the very same when nothing waits', () => {
    expect(shownTokens(tokens, [], NOW)).toBe(tokens);
  });

  it('shows edits as if they were saved, the later over the earlier, and marks them', () => {
    const changes = [
      anEdit(mike, { purpose: 'one', owner: 'A' }),
      anEdit(mike, { purpose: 'two' }),
    ];
    expect(shownTokens(tokens, changes, NOW)[1]).toMatchObject({
      token: { purpose: 'two', owner: 'A', version: 1 },
      mark: 'waiting',
    });
  });

  it('finds them by what they say now', () => {
    const [, shown] = shownTokens(tokens, [anEdit(mike, { purpose: 'Rücklauf' })], NOW);
    expect(shown?.search).toContain('rucklauf');
  });

  it('puts renamed and new tokens where they belong', () => {
    const shown = shownTokens(tokens, [anEdit(mike, { name: 'Zzz' }), aCreate('Bravo')], NOW);
    expect(shown.map(({ token }) => token.name)).toEqual(['Alpha', 'Bravo', 'Zulu', 'Zzz']);
    expect(isWithinOrder(shown)).toBe(true);
  });

  it('does not show as saved what was refused or is in dispute', () => {
    const why = { code: 'forbidden', message: 'No.' } as const;
    const theirs = { ...mike, purpose: 'theirs', version: 2 };
    const refused = anEdit(mike, { purpose: 'mine' }, { kind: 'refused', why });
    const disputed = anEdit(mike, { purpose: 'mine' }, { kind: 'conflict', theirs, fields: [] });
    expect(shownTokens(tokens, [refused], NOW)[1]).toMatchObject({
      token: { purpose: '' },
      mark: 'refused',
    });
    expect(shownTokens(tokens, [refused, disputed], NOW)[1]?.mark).toBe('conflict');
  });
});

describe('both versions of a field', () => {
  it('are, of texts, both texts to be edited', () => {
    expect(joinVersions('purpose', 'mine', 'theirs')).toEqual({
      kind: 'text',
      text: 'theirs\n\nmine',
      lines: true,
    });
  });
  it('are, of lists, what is in either', () => {
    expect(joinVersions('tags', ['a', 'm'], ['a', 't'])).toEqual({
      kind: 'list',
      items: ['a', 't', 'm'],
    });
  });
  it('are nothing where nothing stands between them', () => {
    expect(joinVersions('expiresAt', null, '2027-01-01T00:00:00.000Z')).toEqual({ kind: 'none' });
  });
});
