import { describe, expect, it } from 'vitest';
import { AUDIT_ACTIONS, type AuditEvent } from '../../../contract/audit.ts';
import { lastLooks } from '../../../utils/people/last-looks.ts';
import { actionChoices, auditWords } from '../../../utils/words/audit-words.ts';

function anEvent(given: Partial<AuditEvent>): AuditEvent {
  return {
    id: '1',
    at: '2026-03-01T10:00:00.000Z',
    action: 'token.revealed',
    actor: { id: 'mem_0000000000000001', name: 'Ada Admin' },
    token: null,
    via: null,
    detail: {},
    session: null,
    address: null,
    hash: '',
    ...given,
  };
}

describe('the words for what is on record', () => {
  it.each(AUDIT_ACTIONS)('say %s to a person, even when it comes without details', (action) => {
    const words = auditWords(anEvent({ action }));
    expect(words).not.toContain('undefined');
    expect(words).not.toContain('.');
    expect(actionChoices().map((choice) => choice.action)).toContain(action);
  });

  it.each([
    [{ via: 'copy' }, 'copied the value'],
    [{ via: 'insert' }, 'had the value filled in'],
    [{ action: 'token.updated', detail: { fields: ['tags', 'new'] } }, 'changed the tags and new'],
    [
      { action: 'grant.given', detail: { to: { kind: 'member', id: 'x', name: 'Bo' } } },
      'let Bo see the value',
    ],
    [
      { action: 'grant.taken', detail: { from: { kind: 'tag', tag: 'billing' } } },
      'no longer lets owners of “billing” see the value',
    ],
    [
      {
        action: 'member.changed',
        detail: { member: { name: 'Bo' }, role: { from: 'member', to: 'admin' } },
      },
      'made Bo an admin',
    ],
    [
      {
        action: 'member.changed',
        detail: { member: { name: 'Bo' }, ownsTags: { from: [], to: ['x'] } },
      },
      'changed the tags of Bo',
    ],
    [
      { action: 'tag.changed', detail: { tag: 'b', renamed: { from: 'a', to: 'b' } } },
      'renamed the tag “a” to “b”',
    ],
    [
      { action: 'tag.changed', detail: { tag: 'b', color: { from: null, to: 'red' } } },
      'gave the tag “b” another colour',
    ],
    [
      { action: 'tag.merged', detail: { from: 'a', into: 'b' } },
      'merged the tag “a” into the tag “b”',
    ],
    [{ action: 'member.blocked', detail: { member: { id: 'x', name: 'Bo' } } }, 'blocked Bo'],
    [{ action: 'call.refused', detail: { code: 'no_grant' } }, 'was refused a call (no grant)'],
    [{ action: 'finding.snoozed', detail: { finding: 'no_owner' } }, 'put aside “No owner”'],
    [
      {
        action: 'message.refused',
        detail: {
          message: 'tokens.list',
          from: 'settings_script',
          origin: 'https://x.example',
          count: 3,
        },
      },
      'had a message tokens.list from a page of Front (https://x.example) refused in the browser, 3 times',
    ],
    [{ action: 'session.signed_in', via: 'passkey' }, 'signed in with a passkey'],
    [{ action: 'passkey.removed' }, 'removed a passkey'],
    [
      { action: 'passkey.removed', via: 'sso', detail: { because: 'linked' } },
      'came with a company account, which ended a passkey from before',
    ],
    [{ action: 'token.teleported' }, 'token.teleported'],
  ])('%o is “%s”', (given, words) => {
    expect(auditWords(anEvent(given))).toBe(words);
  });
});

describe('who has ever seen a value', () => {
  it('is each person once, with their last look and how it was', () => {
    const bo = { id: 'mem_0000000000000002', name: 'Bo Builder' };
    const looks = lastLooks([
      anEvent({ actor: bo, via: 'copy', at: '2026-03-03T10:00:00.000Z' }),
      anEvent({ action: 'token.updated' }),
      anEvent({ actor: bo, via: 'reveal', at: '2026-03-02T10:00:00.000Z' }),
      anEvent({ via: 'reveal' }),
    ]);
    expect(looks).toEqual([
      { id: bo.id, who: 'Bo Builder', at: '2026-03-03T10:00:00.000Z', via: 'copy' },
      {
        id: 'mem_0000000000000001',
        who: 'Ada Admin',
        at: '2026-03-01T10:00:00.000Z',
        via: 'reveal',
      },
    ]);
  });
});
