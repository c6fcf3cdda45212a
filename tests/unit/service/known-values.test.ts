// @vitest-environment node
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openSecret, SecretValue } from '../../../contract/secret-value.ts';
import type { Keyring } from '../../../service/seal/keyring.ts';
import type { IssuedRow } from '../../../service/tokens/issued-rows.ts';
import { KnownValues } from '../../../service/tokens/known-values.ts';

const VALUE = 'ftk_AAAAAAAA_a-value-of-no-real-token';
const ROW: IssuedRow = {
  digest: `digest of ${VALUE}`,
  id: 'tok_1',
  name: 'Nightly export – ERP – tests',
  scopes: '["tags:read"]',
  expires_at: null,
  calls_per_minute: null,
  own_version: 1,
  ends_at: null,
  front_id: 'tok_front',
  front_scopes: '["tags:read","tags:write"]',
  value_version: 1,
  key_id: 'key',
  wrapped_key: 'wrapped',
  sealed: 'sealed',
  read_at: '2026-11-28T10:00:00.000Z',
};

const openValue = vi.fn<Keyring['openValue']>();
const lookupDigest = vi.fn<Keyring['lookupDigest']>();
let known = aKnown();
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  // At 0 the cache takes a time for none.
  vi.advanceTimersByTime(1);
  openValue
    .mockReset()
    .mockImplementation(({ tokenId }, { sealed }) => new SecretValue(`${tokenId} ${sealed}`));
  lookupDigest.mockReset().mockImplementation((value) => ({
    digest: `digest of ${openSecret(value)}`,
    pepperVersion: 1,
  }));
  known = aKnown();
});
afterEach(() => {
  vi.useRealTimers();
});

function aKnown(): KnownValues {
  return new KnownValues({ openValue, lookupDigest } as unknown as Keyring);
}

/** One that asks as the gateway does: by its digest, with the row that has it. */
function ask(row: IssuedRow = ROW): ReturnType<KnownValues['tokenOf']> {
  expect(known.digestOf(VALUE)).toBe(ROW.digest);
  return known.tokenOf(VALUE, row);
}

test('the same value and row are worked out once, and told with the time of this reading', () => {
  const first = ask();
  const later = ask({ ...ROW, read_at: '2026-11-28T10:00:01.000Z' });
  expect(later).toEqual({ ...first, readAt: '2026-11-28T10:00:01.000Z' });
  expect(openSecret(later?.backing ?? new SecretValue(''))).toBe('tok_front sealed');
  expect(openValue).toHaveBeenCalledTimes(1);
  expect(lookupDigest).toHaveBeenCalledTimes(1);
});

test.each<[string, Partial<IssuedRow>, object]>([
  ['a new name', { name: 'Renamed' }, { name: 'Renamed' }],
  ['fewer scopes', { scopes: '[]' }, { scopes: [] }],
  ['an end', { expires_at: '2026-11-28T10:00:00.500Z' }, { expiresAt: '2026-11-28T10:00:00.500Z' }],
  ['a cap', { calls_per_minute: 5 }, { callsPerMinute: 5 }],
  ['another value', { own_version: 2 }, { valueVersion: 2 }],
  [
    'the end of its grace',
    { ends_at: '2026-11-28T11:00:00.000Z' },
    { outgoingUntil: '2026-11-28T11:00:00.000Z' },
  ],
  ['no Front token any more', { front_id: null }, { backing: null }],
  ['fewer scopes of the Front token', { front_scopes: '[]' }, { backingScopes: [] }],
  ['another token of that digest', { id: 'tok_2' }, { id: 'tok_2' }],
])('%s in the row is told at once', (_what, change, told) => {
  ask();
  expect(ask({ ...ROW, ...change })).toMatchObject(told);
});

test.each<[string, Partial<IssuedRow>]>([
  ['another token’s row with the same bytes', { front_id: 'tok_other' }],
  ['another version of the value', { value_version: 2 }],
  ['another value', { sealed: 'other' }],
  ['another wrapped key', { wrapped_key: 'other' }],
  ['another master key', { key_id: 'other' }],
])('%s is deciphered, and refused where it does not fit', (_what, change) => {
  ask();
  openValue.mockImplementation(() => {
    throw new Error('does not belong to its row');
  });
  expect(() => ask({ ...ROW, ...change })).toThrow('does not belong');
  // What was refused is asked again: nothing was kept of it.
  expect(() => ask({ ...ROW, ...change })).toThrow('does not belong');
});

test('an old value that has ended is none, and nothing of it is held', () => {
  ask();
  expect(ask({ ...ROW, ends_at: ROW.read_at })).toBeNull();
  expect(known.size).toBe(0);
});

test('a value that is not found any more is held no longer', () => {
  ask();
  known.forget(VALUE);
  expect(known.size).toBe(0);
});

test('a value that was never found is not held', () => {
  known.digestOf('ftk_BBBBBBBB_somebody-tries-this');
  expect(known.size).toBe(0);
});

test('nothing is held for much longer than a minute, also when nobody asks again', () => {
  ask();
  vi.advanceTimersByTime(58_000);
  expect(known.size).toBe(1);
  vi.advanceTimersByTime(4_000);
  expect(known.size).toBe(0);
});

test('a value in use all the time is worked out anew once a minute', () => {
  for (let second = 0; second < 130; second += 1) {
    ask();
    vi.advanceTimersByTime(1_000);
  }
  expect(openValue).toHaveBeenCalledTimes(3);
});

test('one service’s keyring opens nothing for another one’s', () => {
  ask();
  const other = aKnown();
  openValue.mockImplementation(() => new SecretValue('other'));
  expect(openSecret(other.tokenOf(VALUE, ROW)?.backing ?? new SecretValue(''))).toBe('other');
});
