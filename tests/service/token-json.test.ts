import { expect, test } from 'vitest';
import { tokenJson } from '../../service/tokens/token-json.ts';
import { tokenOf, type ShownRow } from '../../service/tokens/token-row.ts';

const NOW = new Date('2026-11-24T12:00:00.000Z');

function aRow(parts: Partial<ShownRow> = {}): ShownRow {
  return {
    id: 'tok_0123456789abcdef',
    kind: 'issued',
    name: 'Zendesk – Élan – production',
    name_key: 'zendesk – elan – production',
    scopes: JSON.stringify(['contacts:read', 'tags:read']),
    features: '[]',
    namespaces: '[]',
    purpose: '',
    tags: '[]',
    owner: null,
    environment: null,
    used_in: '[]',
    created_by_id: 'mem_1',
    created_by_name: 'Ada',
    created_at: '2026-11-01T00:00:00.000Z',
    updated_at: '2026-11-02T00:00:00.000Z',
    expires_at: null,
    last_used_at: null,
    call_count: 0,
    hint: null,
    backed_by: null,
    version: 1,
    deleted_at: null,
    ...parts,
  };
}

const HARD = 'quote " backslash \\ tab \t line\nend \u2028 \u0001 </script> 日本 😀';

test.each([
  ['with nothing but what it must have', aRow()],
  ['whose texts hold every character that JSON escapes', aRow({ name: HARD, purpose: HARD })],
  [
    'of a person, owner and environment that hold them',
    aRow({ created_by_id: HARD, created_by_name: HARD, owner: HARD, environment: HARD }),
  ],
  [
    'whose lists hold them',
    aRow({
      kind: 'front',
      scopes: JSON.stringify([HARD]),
      features: JSON.stringify(['x']),
      namespaces: JSON.stringify(['y', 'z']),
      tags: JSON.stringify([HARD, 'b']),
      used_in: JSON.stringify([{ label: HARD, url: 'https://a.test/?q="' }, { label: 'b' }]),
    }),
  ],
  [
    'that has been used, is hinted at and stands on another',
    aRow({
      last_used_at: '2026-11-03T00:00:00.000Z',
      call_count: 12_345_678_901,
      hint: '"\\é1',
      backed_by: 'tok_fedcba9876543210',
      version: 7,
    }),
  ],
  ['that has expired', aRow({ expires_at: '2026-11-24T12:00:00.000Z' })],
  ['that will expire', aRow({ expires_at: '2026-11-24T12:00:00.001Z' })],
  ['that was deleted', aRow({ deleted_at: '2026-11-03T00:00:00.000Z' })],
])('a list tells a token %s in the very text that a single read tells it', (_, row) => {
  expect(tokenJson(row, NOW)).toBe(JSON.stringify(tokenOf(row, NOW)));
});
