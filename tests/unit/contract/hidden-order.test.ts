// @vitest-environment node
import { expect, test } from 'vitest';
import { PatchToken } from '../../../contract/token.ts';

test('CVE-2021-42574: no note may turn around what is read beside it', () => {
  for (const hidden of ['\u202a', '\u202b', '\u202c', '\u202d', '\u202e', '\u2066', '\u2069']) {
    const text = `Read only${hidden} live`;
    for (const patch of [{ name: text }, { purpose: text }, { tags: [text] }, { owner: text }]) {
      expect(PatchToken.safeParse(patch).success).toBe(false);
    }
  }
  // Right-to-left words by themselves are words like any other.
  expect(PatchToken.safeParse({ name: 'פרונט – billing', purpose: 'مرحبا\u200f' }).success).toBe(
    true,
  );
});
