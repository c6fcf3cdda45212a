import { describe, expect, it } from 'vitest';
import { openSecret } from '../../../contract/secret-value.ts';
import { decideCapture, type WantedValue } from '../../../utils/capture/decide-capture.ts';
import type { ShownValues } from '../../../utils/settings-page/read-shown-values.ts';
import { aFrontValue } from '../../service/support/makers.ts';

const NAME = 'Zapier – lead import – production';
const A = aFrontValue({ jti: 'a' });
const B = aFrontValue({ jti: 'b' });

function shown(given: Partial<ShownValues> = {}): ShownValues {
  return {
    protocol: 'https:',
    host: 'app.frontapp.com',
    path: '/settings/developers/tokens/1',
    names: ['Developers', NAME],
    values: [A],
    ...given,
  };
}

function decide(page: Partial<ShownValues>, wanted: Partial<WantedValue> = {}) {
  return decideCapture(shown(page), {
    name: NAME,
    recordedHint: null,
    agreedHint: null,
    ...wanted,
  });
}

describe('a shown value', () => {
  it('is taken from the page of its token, as the first on record', () => {
    const capture = decide({});
    expect(capture.kind === 'take' && openSecret(capture.value)).toBe(A);
  });

  it('does not care for case and spaces in the name', () => {
    expect(decide({ names: [`  ${NAME.toUpperCase()} `] }).kind).toBe('take');
  });

  it.each([
    ['another host', { host: 'app.frontapp.com.evil.example' }],
    ['another part of Front', { path: '/open/cnv_1' }],
    ['a path that only begins alike', { path: '/settingsx/developers' }],
    ['no TLS', { protocol: 'http:' }],
  ])('is not taken from %s', (_, page) => {
    expect(decide(page)).toEqual({ kind: 'not_front' });
  });

  it('is not taken when the page names another token, or none', () => {
    expect(decide({ names: ['Developers', 'Zapier'] })).toEqual({ kind: 'other_token' });
    expect(decide({ names: [] })).toEqual({ kind: 'other_token' });
  });

  it('is not taken when there are several, and taken when one is shown twice', () => {
    expect(decide({ values: [A, B] })).toEqual({ kind: 'several_values', count: 2 });
    expect(decide({ values: [A, A] }).kind).toBe('take');
  });

  it('is a Front token; any other of the shape is none', () => {
    const other = aFrontValue({ iss: 'somebody' });
    expect(decide({ values: [other] })).toEqual({ kind: 'no_value' });
    expect(decide({ values: [other, A] }).kind).toBe('take');
    expect(decide({ values: [] })).toEqual({ kind: 'no_value' });
  });

  it('takes another’s place only when a person has agreed to this very value', () => {
    const hint = A.slice(-4);
    expect(decide({}, { recordedHint: 'wxyz' })).toEqual({
      kind: 'differs',
      hint,
      recordedHint: 'wxyz',
    });
    expect(decide({}, { recordedHint: 'wxyz', agreedHint: hint }).kind).toBe('take');
    expect(decide({}, { recordedHint: 'wxyz', agreedHint: 'else' }).kind).toBe('differs');
  });

  it('is said to be on record already where it ends alike', () => {
    const hint = A.slice(-4);
    expect(decide({}, { recordedHint: hint })).toEqual({ kind: 'seems_recorded', hint });
  });
});
