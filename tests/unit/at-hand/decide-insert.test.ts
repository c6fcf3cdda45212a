import { describe, expect, it, test } from 'vitest';
import { decideInsert, type InsertDecision } from '../../../utils/at-hand/decide-insert.ts';
import type { FieldAnswer } from '../../../utils/at-hand/field-script.ts';

const SITE = 'https://shop.example';
const PAGE = `${SITE}/settings?tab=keys`;
const there = (origin: string): FieldAnswer => ({ kind: 'done', origin });

function decide(given: Partial<Parameters<typeof decideInsert>[0]>): InsertDecision {
  return decideInsert({
    field: there(SITE),
    inFrame: false,
    pageUrl: PAGE,
    agreed: [SITE],
    ...given,
  });
}

describe('a value goes into the field that was clicked', () => {
  it('on a site that was agreed to', () => {
    expect(decide({})).toEqual({ kind: 'insert', origin: SITE });
  });

  it('after a question on any other one, whose port or name differs at all', () => {
    for (const agreed of [
      [],
      [`${SITE}:8443`],
      ['https://other.shop.example'],
      ['http://shop.example'],
    ]) {
      expect(decide({ agreed })).toEqual({ kind: 'ask', origin: SITE });
    }
  });

  it('on this machine without https, and on no other', () => {
    for (const origin of ['http://localhost:3000', 'http://127.0.0.1']) {
      expect(decide({ field: there(origin), pageUrl: `${origin}/x` }).kind).toBe('ask');
    }
    for (const origin of ['http://shop.example', 'http://localhost.evil.example']) {
      expect(decide({ field: there(origin), pageUrl: `${origin}/x`, agreed: [origin] })).toEqual({
        kind: 'refuse',
        why: 'unsafe_page',
      });
    }
  });
});

describe('attack: a frame in an agreed page', () => {
  test.each([
    ['of another site', 'https://evil.example'],
    ['of the same name on another port', `${SITE}:8443`],
    ['in a sandbox', 'null'],
  ])('%s gets nothing, agreed to or not', (_what, origin) => {
    const refused = { kind: 'refuse', why: 'other_frame' };
    expect(decide({ field: there(origin), inFrame: true, agreed: [SITE, origin] })).toEqual(
      refused,
    );
  });

  it('that the click gave no leave for is told from a page without leave', () => {
    expect(decide({ field: null, inFrame: true })).toEqual({ kind: 'refuse', why: 'other_frame' });
    expect(decide({ field: null })).toEqual({ kind: 'refuse', why: 'no_access' });
  });
});

it('a page of the browser’s own, or without an address, gets nothing', () => {
  for (const pageUrl of ['', 'chrome://settings/', 'about:blank', 'file:///tmp/x.html']) {
    const { kind } = decide({ pageUrl, field: there('null'), agreed: ['null'] });
    expect(kind).toBe('refuse');
  }
});

it('what the script in the frame says against it counts', () => {
  expect(decide({ field: { kind: 'fault', fault: 'hidden' } })).toEqual({
    kind: 'refuse',
    why: 'hidden',
  });
});
