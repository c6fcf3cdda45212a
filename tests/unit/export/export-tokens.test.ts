import { expect, test } from 'vitest';
import { exportTokens } from '../../../utils/export/export-tokens.ts';
import { readCsv } from '../../../utils/import/read-csv.ts';
import { aToken } from '../support/a-token.ts';

test.each(['=1+1', '+1', '-1', '@SUM(A1)'])(
  'a cell that begins with %s is shown by a spreadsheet, not run',
  (name) => {
    const csv = exportTokens([aToken({ name, owner: name })], 'csv');
    expect(csv).toContain(`'${name}`);
    expect(csv).not.toMatch(/(^|,|\n)"?[=+\-@]/);
  },
);

test('a CSV of notes can be read again as it was', () => {
  const token = aToken({
    name: 'Sync, nightly',
    purpose: 'Copies "contacts"\nevery night',
    tags: ['a', 'b'],
    usedIn: [{ label: 'Job', url: 'https://ci.example.com' }],
  });
  const reading = readCsv(exportTokens([token], 'csv'));
  if (reading.kind !== 'table') throw new Error(reading.kind);
  const { header, rows } = reading.table;
  const cell = (head: string) => rows[0]?.[header.indexOf(head)];
  expect(cell('name')).toBe(token.name);
  expect(cell('purpose')).toBe(token.purpose);
  expect(cell('tags')).toBe('a, b');
  expect(cell('used in')).toBe('Job https://ci.example.com');
});

test('a field that this version does not know is left out of both files', () => {
  const token = { ...aToken(), value: 'eyJ0eXAi.eyJpc3Mi.c2VjcmV0' };
  expect(exportTokens([token], 'json')).not.toContain('c2VjcmV0');
  expect(exportTokens([token], 'csv')).not.toContain('c2VjcmV0');
  expect(JSON.parse(exportTokens([token], 'json'))).toEqual([
    aToken({ id: token.id, name: token.name }),
  ]);
});
