import { describe, expect, it } from 'vitest';
import type { Rotation } from '../../../contract/rotation.ts';
import { beginGuide, isGuideDraft, type GuideDraft } from '../../../utils/rotation/guide-draft.ts';
import {
  confirmingOf,
  guideSteps,
  replacedAt,
  switchStateOf,
  type GuideStep,
} from '../../../utils/rotation/guide-steps.ts';
import { aToken } from '../support/a-token.ts';

const NOW = Date.parse('2026-11-26T08:00:00.000Z');
const OLD = aToken({ kind: 'front', hint: 'old4' });
const NEW = { ...OLD, hint: 'new4' };
const ALL: Partial<GuideDraft> = { isMade: true, isSwitched: true, isTold: true, isDeleted: true };

function aRotation(given: Partial<Rotation> = {}): Rotation {
  return {
    outgoing: [],
    previous: { hint: 'old4', keptUntil: '2026-12-03T08:00:00.000Z' },
    company: { id: 'cmp_1', name: 'Northwind Traders' },
    ...given,
  };
}

function next(draft: Partial<GuideDraft>, token = OLD): GuideStep | null {
  const steps = guideSteps({ ...beginGuide(OLD, NOW), ...draft }, { token, rotation: aRotation() });
  return steps.find(({ state }) => state === 'next')?.step ?? null;
}

describe('a guided rotation', () => {
  it('begins with the token that is to be made, and goes on by what a person says', () => {
    expect(next({})).toBe('create');
    expect(next({ isMade: true })).toBe('capture');
    expect(next({ isMade: true }, NEW)).toBe('switch');
    expect(next({ ...ALL, isTold: false, isDeleted: false }, NEW)).toBe('watch');
    expect(next({ ...ALL, isDeleted: false }, NEW)).toBe('delete');
  });

  it('knows from the record that the value is there, whoever put it there', () => {
    expect(next({}, NEW)).toBe('switch');
  });

  it('is back at the value when the old one was put back, whatever was said of later steps', () => {
    expect(next(ALL, OLD)).toBe('capture');
  });

  it('is over when Front refuses the old value, and not before', () => {
    expect(next(ALL, NEW)).toBe('confirm');
    expect(next({ ...ALL, refusedAt: '2026-11-26T08:00:00.000Z' }, NEW)).toBeNull();
  });

  it('takes no step for done that stands after one that is not', () => {
    const states = guideSteps(
      { ...beginGuide(OLD, NOW), isDeleted: true, isTold: true },
      { token: NEW, rotation: aRotation() },
    ).map(({ state }) => state);
    expect(states).toEqual(['done', 'done', 'next', 'later', 'later', 'later']);
  });
});

describe('the last step', () => {
  const draft = beginGuide(OLD, NOW);

  it('asks Front about the old value while the service has it', () => {
    expect(confirmingOf(draft, { token: NEW, rotation: aRotation() })).toMatchObject({
      kind: 'can_ask',
      hint: 'old4',
    });
  });

  it('says that nobody can ask when it is wiped, was never here, or is another one', () => {
    const unable = { kind: 'cannot_ask' };
    const wiped = aRotation({ previous: null });
    const other = aRotation({ previous: { hint: 'else', keptUntil: '2026-12-03T08:00:00.000Z' } });
    expect(confirmingOf(draft, { token: NEW, rotation: wiped })).toEqual(unable);
    expect(confirmingOf(draft, { token: NEW, rotation: other })).toEqual(unable);
    const never = { ...draft, oldHint: null };
    expect(confirmingOf(never, { token: NEW, rotation: aRotation() })).toEqual(unable);
  });

  it('knows from the week of the old value when it was replaced, else from the guide', () => {
    expect(replacedAt(draft, { token: NEW, rotation: aRotation() })).toBe(
      '2026-11-26T08:00:00.000Z',
    );
    const wiped = { token: NEW, rotation: aRotation({ previous: null }) };
    expect(replacedAt(draft, wiped)).toBeNull();
    const capturedAt = '2026-11-01T08:00:00.000Z';
    expect(replacedAt({ ...draft, capturedAt }, wiped)).toBe(capturedAt);
  });

  it('claims nothing while the service has not answered', () => {
    expect(confirmingOf(draft, { token: NEW, rotation: null })).toEqual({ kind: 'not_known' });
  });
});

describe('an issued token', () => {
  const at = '2026-11-26T08:00:00.000Z';

  it('has switched over when it called after the new value came', () => {
    const issued = aToken({ lastUsedAt: '2026-11-26T08:00:01.000Z' });
    expect(switchStateOf(issued, at)).toBe('called_since');
  });

  it('has not when its last call was before, or when the moment is not known', () => {
    expect(switchStateOf(aToken({ lastUsedAt: '2026-11-26T07:59:59.000Z' }), at)).toBe('not_yet');
    expect(switchStateOf(aToken({ lastUsedAt: at }), null)).toBe('not_yet');
    expect(switchStateOf(aToken({ lastUsedAt: null }), at)).toBe('never_called');
  });
});

it('a kept guide is one of this version’s shape', () => {
  expect(isGuideDraft(beginGuide(OLD, NOW))).toBe(true);
  expect(isGuideDraft({ ...beginGuide(OLD, NOW), wanted: 'all' })).toBe(false);
  expect(isGuideDraft(null)).toBe(false);
});
