import { describe, expect, test } from 'vitest';
import { recogniseColumns, withColumn } from '../../../utils/import/columns.ts';
import { MOST_ROWS, readCsv } from '../../../utils/import/read-csv.ts';
import { readDay } from '../../../utils/import/read-day.ts';

const tableOf = (text: string) => {
  const reading = readCsv(text);
  if (reading.kind !== 'table') throw new Error(reading.kind);
  return reading.table;
};

describe('reading CSV', () => {
  test.each([
    ['commas', ',', '\n'],
    ['semicolons, as German spreadsheets write them', ';', '\r\n'],
    ['tabs, as they are pasted from a sheet', '\t', '\r\n'],
  ])('cells between %s are told apart', (_name, between, end) => {
    const text = [
      ['name', 'purpose', 'tags'],
      ['One', 'Copies contacts', 'a'],
      ['Two', '', 'b'],
    ]
      .map((row) => row.join(between))
      .join(end);
    expect(tableOf(text)).toEqual({
      header: ['name', 'purpose', 'tags'],
      rows: [
        ['One', 'Copies contacts', 'a'],
        ['Two', '', 'b'],
      ],
    });
  });

  test('a byte order mark, quoted cells with separators, line ends and quotes in them, and empty lines are read as meant', () => {
    const text =
      '\ufeffname,purpose\r\n\r\n"Sync, nightly","Copies\ncontacts ""by hand"""\r\n  , \r\n';
    expect(tableOf(text)).toEqual({
      header: ['name', 'purpose'],
      rows: [['Sync, nightly', 'Copies\ncontacts "by hand"']],
    });
  });

  test('a short row is filled up, and cells beyond the header are left out', () => {
    expect(tableOf('a,b,c\n1\n1,2,3,4').rows).toEqual([
      ['1', '', ''],
      ['1', '2', '3'],
    ]);
  });

  test('a table of one column is a table', () => {
    expect(tableOf('name\nZendesk – sync – production')).toEqual({
      header: ['name'],
      rows: [['Zendesk – sync – production']],
    });
  });

  test('ten thousand rows are read, and one more is said to be too many', () => {
    const rows = (count: number) => `name\n${'a\n'.repeat(count)}`;
    expect(tableOf(rows(MOST_ROWS)).rows).toHaveLength(MOST_ROWS);
    expect(readCsv(rows(MOST_ROWS + 1))).toEqual({ kind: 'too_many_rows', rows: MOST_ROWS + 1 });
  });

  test('a header alone, nothing at all, and a quote that nobody closes are said to be that', () => {
    expect(readCsv('name,value').kind).toBe('empty');
    expect(readCsv('').kind).toBe('empty');
    expect(readCsv('name,purpose\nOne,"cut off').kind).toBe('broken');
  });

  test('what our own export guards against formulas comes back as it was', () => {
    expect(tableOf("name\n'=1+1\n'quoted'").rows).toEqual([['=1+1'], ["'quoted'"]]);
  });
});

describe('recognising columns', () => {
  test.each([
    [
      ['Name', 'Value', 'Purpose', 'Tags', 'Owner', 'Environment', 'Used in', 'Expires'],
      { name: 0, value: 1, purpose: 2, tags: 3, owner: 4, environment: 5, usedIn: 6, expires: 7 },
    ],
    [
      ['API Token', 'token_name', 'Beschreibung', 'env'],
      { value: 0, name: 1, purpose: 2, environment: 3 },
    ],
    [['colour', 'shape'], {}],
  ])('%j', (header, map) => {
    expect(recogniseColumns(header)).toEqual(map);
  });

  test('the columns of our own export are recognised', () => {
    expect(
      recogniseColumns(['id', 'kind', 'name', 'status', 'purpose', 'used in', 'expires']),
    ).toEqual({ name: 2, purpose: 4, usedIn: 5, expires: 6 });
  });

  test('a column that is given to a field is taken from the one that had it', () => {
    expect(withColumn({ name: 0, purpose: 1 }, 'purpose', 0)).toEqual({ purpose: 0 });
    expect(withColumn({ name: 0, purpose: 1 }, 'purpose', null)).toEqual({ name: 0 });
  });
});

describe('reading days', () => {
  test.each([
    ['2027-03-31', '2027-03-31'],
    ['2027-03-31T12:00:00.000Z', '2027-03-31'],
    ['31.3.2027', '2027-03-31'],
    ['Never', 'never'],
    ['31.04.2027', null],
    ['03/04/2027', null],
    ['soon', null],
  ])('%s is %s', (text, day) => {
    expect(readDay(text)).toBe(day);
  });
});
