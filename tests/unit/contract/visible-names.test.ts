// @vitest-environment node
import { expect, test } from 'vitest';
import { nameKey } from '../../../contract/fold.ts';
import { PatchToken } from '../../../contract/token.ts';

test.each([
  ['zero-width spaces', '\u200b\u200b'],
  ['a soft hyphen', '\u00ad'],
  ['the filler of Hangul', '\u3164'],
  ['the half-width filler of Hangul', '\uffa0'],
  ['an empty Braille cell', '\u2800'],
  ['a mark on nothing', '\u0301'],
  ['joiners between spaces', '\u200d \u2060 \u200d'],
])('a name, owner or tag of %s alone is refused', (_what, text) => {
  for (const patch of [{ name: text }, { owner: text }, { tags: [text] }]) {
    const read = PatchToken.safeParse(patch);
    expect(read.success).toBe(false);
    expect(read.error?.issues[0]?.message).toBe('holds nothing that can be seen');
  }
});

test('a name in any script, a number and an emoji can be seen', () => {
  for (const name of ['7', 'é', '東京', '한글', '👩‍💻', '–', 'पुस्तक']) {
    expect([name, PatchToken.safeParse({ name }).success]).toEqual([name, true]);
  }
});

test('a filler that nobody sees makes no other name', () => {
  for (const unseen of ['\u3164', '\u115f', '\uffa0', '\u180e', '\u2063']) {
    expect(nameKey(`Zendesk${unseen} sync`)).toBe(nameKey('Zendesk sync'));
  }
});
