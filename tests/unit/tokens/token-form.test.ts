import { describe, expect, it } from 'vitest';
import { CreateToken, PatchToken } from '../../../contract/token.ts';
import { LIMITS } from '../../../contract/limits.ts';
import {
  EMPTY_FORM,
  formOf,
  isTokenForm,
  readCreate,
  readPatch,
  type TokenForm,
} from '../../../utils/tokens/token-form.ts';
import { aToken } from '../support/a-token.ts';

const NOW = Date.parse('2026-06-01T12:00:00.000Z');
const aForm = (facts: Partial<TokenForm> = {}): TokenForm => ({
  ...EMPTY_FORM,
  name: 'Zendesk – sync – production',
  scopes: ['contacts:read'],
  ...facts,
});

function fieldsOf(form: TokenForm): string[] {
  const reading = readCreate(form, '', NOW);
  return reading.kind === 'problems' ? reading.problems.map(({ field }) => field) : [];
}

describe('a form becomes the call that creates the token', () => {
  it('of an issued one, in the shape that the service takes', () => {
    const reading = readCreate(
      aForm({
        purpose: ' Copies contacts ',
        owner: ' ',
        tags: ['sync'],
        usedIn: 'nightly job https://ci.example.com/1\nhttps://git.example.com/x\nlaptop of Ada',
      }),
      '',
      NOW,
    );
    if (reading.kind !== 'ok') throw new Error('refused');
    expect(CreateToken.parse(reading.body)).toEqual({
      kind: 'issued',
      name: 'Zendesk – sync – production',
      purpose: 'Copies contacts',
      scopes: ['contacts:read'],
      tags: ['sync'],
      namespaces: [],
      usedIn: [
        { label: 'nightly job', url: 'https://ci.example.com/1' },
        { label: 'git.example.com', url: 'https://git.example.com/x' },
        { label: 'laptop of Ada' },
      ],
      expiresAt: '2026-08-30T12:00:00.000Z',
    });
  });

  it('of one made in Front, with its value trimmed and unknown scopes kept', () => {
    const form = aForm({ kind: 'front', scopes: ['news:of:tomorrow'], expiry: 'never' });
    const reading = readCreate(form, ' pasted \n', NOW);
    if (reading.kind !== 'ok') throw new Error('refused');
    expect(reading.body).toMatchObject({
      kind: 'front',
      value: 'pasted',
      scopes: ['news:of:tomorrow'],
    });
    expect(reading.body).not.toHaveProperty('expiresAt');
  });

  it('names each field that has to be mended', () => {
    expect(fieldsOf(aForm({ name: ' ', scopes: [] }))).toEqual(['name', 'scopes']);
    expect(fieldsOf(aForm({ purpose: 'x'.repeat(LIMITS.purpose + 1) }))).toEqual(['purpose']);
    expect(fieldsOf(aForm({ expiry: '2026-05-01' }))).toEqual(['expiresAt']);
    expect(fieldsOf(aForm({ expiry: '' }))).toEqual(['expiresAt']);
    expect(fieldsOf(aForm({ tags: Array.from({ length: 21 }, (_, i) => `t${i}`) }))).toEqual([
      'tags',
    ]);
  });

  it('needs no permission for a token that is only recorded', () => {
    expect(fieldsOf(aForm({ kind: 'front', scopes: [] }))).toEqual([]);
  });
});

describe('an edit sends what has changed, and nothing else', () => {
  const token = aToken({
    purpose: 'Old',
    owner: 'Data team',
    expiresAt: '2026-09-01T10:11:12.000Z',
    usedIn: [{ label: 'job', url: 'https://ci.example.com/' }],
  });

  it('is empty when nothing was changed, whatever the token holds', () => {
    expect(readPatch(formOf(token), token, NOW)).toEqual({ kind: 'ok', body: {} });
    const front = aToken({ kind: 'front', features: ['access_resources'], namespaces: ['shared'] });
    expect(readPatch(formOf(front), front, NOW)).toEqual({ kind: 'ok', body: {} });
  });

  it('holds the changed fields in the shape that the service takes', () => {
    const form = { ...formOf(token), purpose: 'New', owner: '', expiry: 'never' };
    const reading = readPatch(form, token, NOW);
    if (reading.kind !== 'ok') throw new Error('refused');
    expect(PatchToken.parse(reading.body)).toEqual({
      purpose: 'New',
      owner: null,
      expiresAt: null,
    });
  });
});

it('takes only drafts of its own shape', () => {
  expect(isTokenForm(EMPTY_FORM)).toBe(true);
  expect(isTokenForm({ ...EMPTY_FORM, tags: 'sync' })).toBe(false);
  expect(isTokenForm({ name: 'old shape' })).toBe(false);
  expect(isTokenForm(null)).toBe(false);
});

describe('the mark “sensitive”', () => {
  it('is sent with a new token only when it is set', () => {
    const form = { ...EMPTY_FORM, name: 'Warehouse – stock sync', scopes: ['contacts:read'] };
    expect(readCreate(form, '', 0)).toMatchObject({ kind: 'ok' });
    expect(JSON.stringify(readCreate(form, '', 0))).not.toContain('sensitive');
    expect(readCreate({ ...form, sensitive: true }, '', 0)).toMatchObject({
      body: { sensitive: true },
    });
  });

  it('can be taken away again, and is not touched by another change', () => {
    const token = aToken({ sensitive: true });
    const form = formOf(token);
    expect(readPatch({ ...form, sensitive: false }, token, 0)).toEqual({
      kind: 'ok',
      body: { sensitive: false },
    });
    expect(readPatch({ ...form, purpose: 'New' }, token, 0)).toEqual({
      kind: 'ok',
      body: { purpose: 'New' },
    });
  });
});

describe('calls a minute', () => {
  it('are sent as a number, and left out where nothing was typed', () => {
    expect(JSON.stringify(readCreate(aForm(), '', NOW))).not.toContain('callsPerMinute');
    const reading = readCreate(aForm({ callsPerMinute: ' 30 ' }), '', NOW);
    expect(reading).toMatchObject({ body: { callsPerMinute: 30 } });
    if (reading.kind === 'ok') expect(CreateToken.safeParse(reading.body).success).toBe(true);
  });

  it.each(['0', '-1', '1.5', 'many', '100001', 'Infinity'])('are no %s', (callsPerMinute) => {
    expect(fieldsOf(aForm({ callsPerMinute }))).toEqual(['callsPerMinute']);
  });

  it('emptied, give the token its fair share back', () => {
    const token = aToken({ callsPerMinute: 30 });
    expect(formOf(token).callsPerMinute).toBe('30');
    expect(readPatch({ ...formOf(token), callsPerMinute: '' }, token, NOW)).toEqual({
      kind: 'ok',
      body: { callsPerMinute: null },
    });
  });

  it('are nothing to a token that was made in Front', () => {
    const form = aForm({ kind: 'front', callsPerMinute: 'many' });
    expect(JSON.stringify(readCreate(form, '', NOW))).not.toContain('callsPerMinute');
  });
});
