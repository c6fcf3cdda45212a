import { describe, expect, it } from 'vitest';
import { menuChoice, menuItems, menuTitle } from '../../../utils/at-hand/menu-items.ts';

const TOKENS = [
  { id: 'tok_0000000000000001', name: 'Orders & returns' },
  { id: 'tok_0000000000000002', name: '100 %s' },
];

describe('the menu of a field', () => {
  it('names the tokens at hand, and leads to all others', () => {
    expect(menuItems('signed_in', TOKENS)).toEqual([
      { id: 'token:tok_0000000000000001', title: 'Orders && returns' },
      { id: 'token:tok_0000000000000002', title: '100 %\u2060s' },
      { id: 'line', title: '' },
      { id: 'open', title: 'Search all tokens…' },
    ]);
  });

  it('names nothing while it is locked or signed out, whatever it is given', () => {
    expect(menuItems('locked', TOKENS)).toEqual([{ id: 'open', title: 'Unlock…' }]);
    expect(menuItems('signed_out', TOKENS)).toEqual([{ id: 'open', title: 'Sign in…' }]);
    expect(menuItems('not_connected', TOKENS)).toEqual([]);
  });

  it('attack: a name can’t put the text that is selected on the page, or a key, into its title', () => {
    expect(menuTitle('a%s%%s&b&&c')).not.toMatch(/%s|(?<!&)&(?:&&)*(?!&)/);
  });

  it('knows its own items, and no others', () => {
    for (const { id } of TOKENS) expect(menuChoice(`token:${id}`)).toEqual({ kind: 'token', id });
    expect(menuChoice('open')).toEqual({ kind: 'open' });
    for (const other of ['line', 'insert', 'tokens', 7]) expect(menuChoice(other)).toBeNull();
  });
});
