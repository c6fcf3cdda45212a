import { describe, expect, test } from 'vitest';
import type { FoundValue } from '../../../contract/find-tokens.ts';
import { recogniseColumns } from '../../../utils/import/columns.ts';
import { planWords, resultFile } from '../../../utils/import/import-words.ts';
import { planImport, type Surroundings } from '../../../utils/import/plan-import.ts';
import { readCsv } from '../../../utils/import/read-csv.ts';
import { readRows } from '../../../utils/import/read-rows.ts';
import { aFrontValue } from '../../service/support/makers.ts';
import { aToken } from '../support/a-token.ts';

const NOW = Date.parse('2026-11-26T12:00:00Z');
const NOTHING: Surroundings = { tokens: [], known: new Map(), company: null };
const GOOD = 'Zendesk – contact sync – production';

function plan(
  text: string,
  digests: readonly (string | null)[] = [],
  around: Partial<Surroundings> = {},
) {
  const reading = readCsv(text);
  if (reading.kind !== 'table') throw new Error(reading.kind);
  const { table } = reading;
  const rows = readRows(table, recogniseColumns(table.header), NOW);
  return planImport(rows, digests, { ...NOTHING, ...around });
}
const kinds = (
  text: string,
  ...rest: [digests?: (string | null)[], around?: Partial<Surroundings>]
) => plan(text, ...rest).map((planned) => planned.plan);

describe('the plan of an import', () => {
  test('a new row is sent with all its notes', () => {
    const header = 'name;purpose;tags;owner;environment;used in;expires';
    const [first] = plan(
      `${header}\n${GOOD};Copies contacts;sync, contacts, sync;Data team;production;"Job https://ci.example.com/7|Wiki";2027-03-31`,
    );
    expect(first?.plan).toEqual({ kind: 'new', withValue: false, poorName: null });
    expect(first?.row.body).toMatchObject({
      kind: 'front',
      name: GOOD,
      purpose: 'Copies contacts',
      tags: ['sync', 'contacts'],
      owner: 'Data team',
      environment: 'production',
      usedIn: [{ label: 'Job', url: 'https://ci.example.com/7' }, { label: 'Wiki' }],
    });
    expect(first?.row.body?.expiresAt?.slice(0, 7)).toMatch(/2027-0[34]/);
  });

  test('a value is read and kept as a secret, and is no part of what the plan prints', () => {
    const value = aFrontValue();
    const planned = plan(`name,value\n${GOOD},Bearer ${value}`);
    expect(planned[0]?.plan).toEqual({ kind: 'new', withValue: true, poorName: null });
    expect(JSON.stringify(planned)).not.toContain(value.split('.')[2]);
    expect(resultFile(planned, new Map(), { kind: 'ready' })).not.toContain(value.split('.')[2]);
  });

  test('a poor name is said, and is no reason to leave the row out', () => {
    expect(kinds('name\ntest token')).toEqual([
      { kind: 'new', withValue: false, poorName: 'generic' },
    ]);
  });

  test('a name or a value that the register has is known, and named', () => {
    const token = aToken({ name: GOOD });
    const found = {
      digest: 'd1',
      token: { ...token, deletedAt: null },
      state: 'earlier',
      worksUntil: null,
    } satisfies FoundValue;
    expect(kinds(`name\n${GOOD.toUpperCase()}`, [null], { tokens: [token] })).toEqual([
      { kind: 'known', by: 'name', tokenId: token.id, tokenName: GOOD },
    ]);
    const known = new Map([['d1', found]]);
    const text = `name,value\nAnother name of it,${aFrontValue()}`;
    expect(kinds(text, ['d1'], { known })).toEqual([
      { kind: 'known', by: 'value', tokenId: token.id, tokenName: GOOD },
    ]);
    const gone = new Map([['d1', { ...found, state: 'deleted' as const }]]);
    expect(kinds(text, ['d1'], { known: gone })[0]?.kind).toBe('new');
  });

  test('what the file has twice is sent once', () => {
    const value = aFrontValue();
    expect(
      kinds(`name,value\nOne good name,${value}\nAnother good name,${value}\none GOOD name,`, [
        'd1',
        'd1',
        null,
      ]).slice(1),
    ).toEqual([
      { kind: 'twice', by: 'value', line: 2 },
      { kind: 'twice', by: 'name', line: 2 },
    ]);
  });

  test('a value that names another company is left out, and one whose company can’t be compared is not', () => {
    const row = (sub: string) => `name,value\n${GOOD},${aFrontValue({ sub })}`;
    const ours = { company: 'cmp_ours' };
    expect(kinds(row('cmp_theirs'), ['d'], ours)).toEqual([
      { kind: 'other_company', company: 'cmp_theirs' },
    ]);
    expect(kinds(row('cmp_ours'), ['d'], ours)[0]?.kind).toBe('new');
    expect(kinds(row('northwind'), ['d'], ours)[0]?.kind).toBe('new');
    expect(kinds(row('cmp_theirs'), ['d'])[0]?.kind).toBe('new');
  });

  test.each([
    ['ftk_abc', 'issued'],
    [aFrontValue({ iss: 'other' }), 'other_jwt'],
    ['eyJ0eXAiOiJK', 'not_a_token'],
  ])('a wrong value is said to be that (%#)', (value, because) => {
    expect(kinds(`name,value\n${GOOD},${value}`)).toEqual([{ kind: 'wrong_value', because }]);
  });

  test('a row without a name, with a text that is too long, or a day that is no day, is not sent', () => {
    const [nameless, long, day] = kinds(
      `name,owner,expires\n,Data,\n${GOOD},${'x'.repeat(200)},\nAnother good name,,03/04/2027`,
    );
    expect(nameless).toEqual({ kind: 'missing_name' });
    expect(long).toMatchObject({ kind: 'problem' });
    expect(day).toMatchObject({ kind: 'problem' });
    expect(planWords(day!).text).toContain('03/04/2027');
  });

  test('ten thousand rows are planned without looking at each pair of them', () => {
    const lines = Array.from({ length: 10_000 }, (_, i) => `Zendesk – sync ${i} – production,p`);
    const tokens = Array.from({ length: 10_000 }, (_, i) =>
      aToken({ name: `Zendesk – sync ${i * 2} – production` }),
    );
    const planned = kinds(`name,purpose\n${lines.join('\n')}`, [], { tokens });
    expect(planned.filter(({ kind }) => kind === 'known')).toHaveLength(5_000);
    expect(planned.filter(({ kind }) => kind === 'new')).toHaveLength(5_000);
  });
});
