import { beforeEach, describe, expect, it } from 'vitest';
import { RateLimit } from '../../front/rate-limit.ts';

const MINUTE = 60_000;
const ZERO = 1_800_000_000_000;

let at = 0;
beforeEach(() => {
  at = 0;
});
const aLimit = (limit: number) => new RateLimit(limit, () => ZERO + at);

/** Takes until it is refused. @returns how many passed */
function drain(limit: RateLimit, path = '/tags'): number {
  for (let passed = 0; ; passed += 1) if (limit.take(path) !== null) return passed;
}

describe('the stand-in’s limit', () => {
  it('is a minute’s, with a burst of half as much that comes back over ten minutes', () => {
    const limit = aLimit(50);
    expect(drain(limit)).toBe(75);
    expect(limit.headers()).toMatchObject({
      'x-ratelimit-remaining': '0',
      'x-ratelimit-burst-remaining': '0',
      'x-ratelimit-reset': String((ZERO + MINUTE) / 1_000),
    });
    at = MINUTE;
    expect(drain(limit)).toBe(50 + 2);
    at = 21 * MINUTE;
    expect(drain(limit)).toBe(75);
  });

  it('says when to come back, and then a call passes', () => {
    const limit = aLimit(4);
    at = 12_000;
    drain(limit);
    const wait = Number(limit.take('/tags')?.['retry-after']);
    expect(wait).toBe(48);
    at += wait * 1_000;
    expect(limit.take('/tags')).toBeNull();
  });

  it('lets five calls a second through for one resource, whatever is asked of it', () => {
    const limit = aLimit(200);
    const paths = ['', '/messages', '/comments', '/tags', '/links', '/events'];
    const answers = paths.map((part) => limit.take(`/conversations/cnv_1${part}`));
    expect(answers.map((answer) => answer?.['x-front-tier'])).toEqual([
      ...Array<undefined>(5).fill(undefined),
      'resource',
    ]);
    expect(limit.take('/conversations/cnv_2')).toBeNull();
    at = 1_000;
    expect(limit.take('/conversations/cnv_1')).toBeNull();
  });

  it('lets one export a second through, and two fifths of the limit as searches', () => {
    const limit = aLimit(50);
    expect(limit.take('/analytics/exports')).toBeNull();
    expect(limit.take('/analytics/exports')).toMatchObject({ 'x-front-tier': 'export' });
    expect(drain(limit, '/conversations/search/late')).toBe(20);
    expect(limit.take('/tags')).toBeNull();
  });
});
