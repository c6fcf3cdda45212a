import { describe, expect, it } from 'vitest';
import type { Tag } from '../../../contract/tag.ts';
import { findDuplicates } from '../../../utils/tags/find-duplicates.ts';

const aTag = (tag: string, tokens = 1): Tag => ({
  tag,
  color: null,
  tokens,
  spellings: [],
  owners: 0,
  grants: 0,
});
const pairs = (...tags: Tag[]) =>
  findDuplicates(tags).map(({ from, into }) => [from.tag, into.tag]);

describe('tags that are hardly two', () => {
  it.each([
    ['front-end', 'frontend'],
    ['Front End', 'front_end'],
    ['equipe', 'Équipe'],
    ['integration', 'integrations'],
  ])('are “%s” and “%s”', (a, b) => {
    expect(pairs(aTag(a, 1), aTag(b, 5))).toEqual([[a, b]]);
  });

  it.each([
    ['crm', 'cms'],
    ['ops', 'op'],
    ['prod', 'production'],
    ['!', '?'],
  ])('are not “%s” and “%s”', (a, b) => {
    expect(pairs(aTag(a), aTag(b))).toEqual([]);
  });

  it('go into the one that most tokens have', () => {
    expect(pairs(aTag('front end', 2), aTag('front-end', 9), aTag('frontend', 4))).toEqual([
      ['frontend', 'front-end'],
      ['front end', 'front-end'],
    ]);
  });
});
