import { describe, expect, it } from 'vitest';
import { isPlace, START } from '../../../utils/panel/place.ts';

describe('a kept place', () => {
  it.each([
    [START],
    [{ query: 'x', view: { kind: 'token', id: 'tok_1', edits: true } }],
    [{ query: '', view: { kind: 'record', name: 'Zapier' } }],
    [{ query: '', view: { kind: 'planner' } }],
  ])('%j is one', (place) => {
    expect(isPlace(place)).toBe(true);
  });

  it.each([
    [null],
    [{ query: 1, view: { kind: 'list' } }],
    [{ query: '', view: { kind: 'token' } }],
    [{ query: '', view: { kind: 'token', id: 'x', edits: 'yes' } }],
    [{ query: '', view: { kind: 'elsewhere' } }],
    [{ query: '' }],
  ])('%j is none', (place) => {
    expect(isPlace(place)).toBe(false);
  });
});
