import { describe, expect, it } from 'vitest';
import { planBulkEdit, type BulkEdit } from '../../../utils/tokens/bulk-edit.ts';
import { NOTHING_SELECTED, rangeTo, toggled } from '../../../utils/tokens/selection.ts';
import { aToken } from '../support/a-token.ts';

const token = aToken({ tags: ['Prod', 'crm'], owner: 'Sales', environment: null });
const plan = (edit: BulkEdit, given = token) => planBulkEdit(given, edit);

describe('one change to many tokens', () => {
  it.each<[string, BulkEdit, object]>([
    ['adds a tag behind the others', { kind: 'add_tag', tag: 'x' }, { tags: ['Prod', 'crm', 'x'] }],
    [
      'takes a tag off, however it is written',
      { kind: 'remove_tag', tag: 'PROD' },
      { tags: ['crm'] },
    ],
    ['sets an owner', { kind: 'owner', owner: 'Ops' }, { owner: 'Ops' }],
    ['takes the owner off', { kind: 'owner', owner: null }, { owner: null }],
    ['sets an environment', { kind: 'environment', environment: 'test' }, { environment: 'test' }],
  ])('%s', (_, edit, patch) => {
    expect(plan(edit)).toEqual({ kind: 'patch', patch });
  });

  it.each<[string, BulkEdit]>([
    ['a tag that is there, however it is written', { kind: 'add_tag', tag: 'prod' }],
    ['a tag off that is not there', { kind: 'remove_tag', tag: 'x' }],
    ['the owner that it has', { kind: 'owner', owner: 'Sales' }],
    ['the environment that it has', { kind: 'environment', environment: null }],
  ])('sends nothing for %s', (_, edit) => {
    expect(plan(edit)).toEqual({ kind: 'same' });
  });

  it('says why it can’t be made: no room for a tag, or a deleted token', () => {
    const full = aToken({ tags: Array.from({ length: 20 }, (_, i) => `t${i}`) });
    expect(plan({ kind: 'add_tag', tag: 'x' }, full).kind).toBe('impossible');
    expect(plan({ kind: 'owner', owner: 'x' }, aToken({ status: 'deleted' })).kind).toBe(
      'impossible',
    );
  });
});

describe('choosing rows', () => {
  const shown = ['a', 'b', 'c', 'd', 'e'];
  const chosen = ({ ids }: { ids: ReadonlySet<string> }) => [...ids].sort();

  it('turns one on and off', () => {
    const one = toggled(NOTHING_SELECTED, 'b');
    expect(chosen(one)).toEqual(['b']);
    expect(chosen(toggled(one, 'b'))).toEqual([]);
  });

  it('goes on to the row that is clicked with Shift, up or down, and takes off likewise', () => {
    const range = rangeTo(toggled(NOTHING_SELECTED, 'b'), 'd', shown);
    expect(chosen(range)).toEqual(['b', 'c', 'd']);
    expect(chosen(rangeTo(toggled(NOTHING_SELECTED, 'd'), 'b', shown))).toEqual(['b', 'c', 'd']);
    expect(chosen(rangeTo(range, 'c', shown))).toEqual(['b']);
  });

  it('takes the one row alone when the last one is not shown any more', () => {
    const hidden = toggled(NOTHING_SELECTED, 'x');
    expect(chosen(rangeTo(hidden, 'd', shown))).toEqual(['d', 'x']);
  });
});
