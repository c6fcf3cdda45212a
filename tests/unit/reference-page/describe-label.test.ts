import { expect, test } from 'vitest';
import type { OperationNote } from '../../../utils/operations/operation-note.ts';
import { describeLabel } from '../../../utils/reference-page/describe-label.ts';

test.each<[OperationNote['tokens'], string, 'some' | 'none']>([
  [{ kind: 'count', count: 3 }, '3 of your tokens', 'some'],
  [{ kind: 'count', count: 0 }, 'none of your tokens yet', 'none'],
  [{ kind: 'signed_out' }, 'sign in to see your tokens', 'none'],
  [{ kind: 'unknown' }, 'see your tokens', 'none'],
])('%j reads “%s”', (tokens, rest, state) => {
  const words = describeLabel({ scope: 'contacts:read', tokens });
  expect(words).toMatchObject({ lead: 'contacts:read', rest, state });
  expect(words.label).toContain('the scope contacts:read');
  expect(words.label).toContain(rest);
});

test('a call that needs no scope says so', () => {
  const words = describeLabel({ scope: null, tokens: { kind: 'count', count: 1 } });
  expect(words.lead).toBe('No scope needed');
  expect(words.label).toMatch(/^This call needs no scope: 1 of your tokens/);
});
