import { describe, expect, it } from 'vitest';
import { HISTORY_FIELDS } from '../../../contract/history.ts';
import { mayPutBack, putBack } from '../../../utils/notes/put-back.ts';
import { aToken } from '../support/a-token.ts';

describe('putting a note back', () => {
  const token = aToken({ purpose: 'new', tags: ['b'], owner: 'Bo' });

  it.each([
    ['purpose', 'old', { purpose: 'old' }],
    ['tags', ['a'], { tags: ['a'] }],
    ['owner', null, { owner: '' }],
    ['expiresAt', null, { expiry: 'never' }],
    ['usedIn', [{ label: 'CI', url: 'https://ci.example' }], { usedIn: 'CI https://ci.example' }],
    ['sensitive', true, { sensitive: true }],
  ])('fills the form’s field of %s, and no other', (field, before, wanted) => {
    expect(putBack(token, { field, before })).toEqual(wanted);
  });

  it.each([
    ['a field of a newer version', 'mood', 'good'],
    ['a field that is none of the notes', 'hint', 'abcd'],
    ['another shape than the field has', 'tags', 'a'],
    ['a field of every object', 'constructor', {}],
  ])('does nothing with %s', (_, field, before) => {
    expect(putBack(token, { field, before })).toBeNull();
  });

  it('is offered to members for purpose and tags, to admins for all', () => {
    expect(HISTORY_FIELDS.filter((field) => mayPutBack(field, 'member'))).toEqual([
      'purpose',
      'tags',
    ]);
    expect(HISTORY_FIELDS.every((field) => mayPutBack(field, 'admin'))).toBe(true);
    expect(mayPutBack('mood', 'admin')).toBe(false);
  });
});
