import { expect, test } from 'vitest';
import { describeBadge, describeWarning } from '../../../utils/settings-page/describe-badge.ts';
import type { TokenNote } from '../../../utils/messaging/protocol.ts';
import { aNote } from './support/settings-page.ts';

const NOW = Date.parse('2026-11-01T00:00:00.000Z');
const wordsOf = (over: Partial<TokenNote> = {}) =>
  describeBadge('Billing export', { kind: 'note', note: aNote(over) }, NOW);

test('says purpose, owner, environment and tags, and opens the token', () => {
  const words = wordsOf();
  expect(words).toMatchObject({
    state: 'plain',
    opens: { kind: 'token', id: 'tok_example' },
    lead: 'Sends invoices to the ledger every night.',
    rest: 'Finance · production · #billing · #nightly',
  });
  expect(words.label).toBe(
    'Note on Billing export: Sends invoices to the ledger every night. · Finance · production · #billing · #nightly – open in Front Token Companion',
  );
  expect(words.facts).toEqual([
    ['Purpose: ', 'Sends invoices to the ledger every night.'],
    ['Owner: ', 'Finance'],
    ['Environment: ', 'production'],
    ['Tags: ', 'billing, nightly'],
    ['In the register since: ', '2026-03-01 (1 Mar 2026)'],
    ['', 'Click to open it in Front Token Companion.'],
  ]);
});

test('says what is not noted, instead of leaving a hole', () => {
  const words = wordsOf({ purpose: ' ', owner: null, tags: [], environment: null });
  expect(words.lead).toBe('No purpose noted');
  expect(words.rest).toBe('');
  expect(words.facts.slice(0, 2)).toEqual([
    ['Purpose: ', 'Not noted yet'],
    ['Owner: ', 'Nobody noted yet'],
  ]);
});

test('counts the tags that have no room', () => {
  expect(wordsOf({ owner: null, environment: null, tags: ['a', 'b', 'c', 'd'] }).rest).toBe(
    '#a · #b · +2',
  );
});

test('marks a token whose expiry has passed, even if the cache does not know yet', () => {
  const words = wordsOf({ expiresAt: '2026-10-31T12:00:00.000Z' });
  expect(words.state).toBe('expired');
  expect(words.lead).toMatch(/^Expired · /);
  expect(words.facts).toContainEqual(['Expired: ', '2026-10-31']);
  expect(wordsOf({ expiresAt: '2026-11-02T00:00:00.000Z' }).state).toBe('plain');
});

test('says that a token was deleted here while Front still lists it', () => {
  const words = wordsOf({ status: 'deleted' });
  expect(words.state).toBe('deleted');
  expect(words.facts).toContainEqual(['State: ', 'Deleted in Front Token Companion']);
});

test('says of a name that several tokens have that no note can be shown, and opens none', () => {
  const words = describeBadge('Twin', { kind: 'ambiguous', count: 2 }, NOW);
  expect(words).toMatchObject({
    state: 'question',
    lead: '2 tokens have this name',
    opens: null,
  });
});

test('cuts a long purpose to its first line and a bounded length', () => {
  const words = wordsOf({ purpose: `${'long '.repeat(2_000)}\nsecond line` });
  expect(words.lead.length).toBeLessThanOrEqual(60);
  expect(words.facts[0]?.[1].length).toBeLessThanOrEqual(400);
});

test('says what stands on the token, on the badge and in full, with the last use', () => {
  const words = wordsOf({ standing: 2, lastUsedAt: '2026-10-31T23:00:00.000Z' });
  expect(words.rest).toBe('2 stand on it · Finance · production · #billing · #nightly');
  expect(words.facts).toContainEqual([
    'Standing on it: ',
    '2 issued tokens, which stop working with it',
  ]);
  expect(words.facts).toContainEqual(['Last use through the gateway: ', '1 h ago']);
});

test('says of a Front token that nothing stands on nothing of its use: that is not known', () => {
  expect(wordsOf().facts.map(([label]) => label)).not.toContain('Last use through the gateway: ');
  expect(wordsOf({ standing: 1 }).facts).toContainEqual([
    'Last use through the gateway: ',
    'never',
  ]);
});

test('offers to add a token that the register does not know, and opens no more than the form', () => {
  expect(describeBadge('New one', { kind: 'missing' }, NOW)).toMatchObject({
    state: 'missing',
    lead: 'Not in the register – add',
    opens: { kind: 'record', name: 'New one' },
  });
});

test('asks of a name that may be cut short, and opens none', () => {
  expect(describeBadge('Billing exp…', { kind: 'doubtful' }, NOW)).toMatchObject({
    state: 'question',
    opens: null,
  });
});

test('warns before a delete of what stops working, and says when nothing is known', () => {
  const note = aNote({ standing: 3, lastUsedAt: '2026-10-31T23:00:00.000Z' });
  expect(describeWarning('Billing export', note, NOW)).toMatchObject({
    state: 'warning',
    lead: '3 issued tokens will stop working',
    rest: 'last used 1 h ago',
  });
  expect(describeWarning('Billing export', aNote(), NOW).facts).toContainEqual([
    'Last use through the gateway: ',
    'Not known. Front does not tell who uses its tokens.',
  ]);
});

test('names where the token is used and who has seen it, on its own page', () => {
  const details = { usedIn: ['Ledger'], seenBy: [{ who: 'Ada', at: '2026-10-31T23:00:00.000Z' }] };
  const { facts } = describeBadge('x', { kind: 'note', note: aNote() }, NOW, details);
  expect(facts).toContainEqual(['Used in: ', 'Ledger']);
  expect(facts).toContainEqual(['Seen by: ', 'Ada (1 h ago)']);
  const member = { ...details, seenBy: null };
  const less = describeBadge('x', { kind: 'note', note: aNote() }, NOW, member);
  expect(less.facts.map(([label]) => label)).not.toContain('Seen by: ');
});

test('says on the badge itself that the expiry is near', () => {
  expect(wordsOf({ expiresAt: '2026-11-04T00:00:00.000Z', tags: [] }).rest).toBe(
    'expires in 3 days · Finance · production',
  );
});
