import { expect, it } from 'vitest';
import { csvLine } from '../../../contract/csv-line.ts';
import { readCsv } from '../../../utils/import/read-csv.ts';

const ATTACKS = [
  '=1+1',
  '@SUM(A1)',
  "x;=1+1+cmd|' /C calc'!A0;y",
  'x\n=1+1',
  'x\t-2+3',
  'fine; also fine – and a-b',
];

it.each(ATTACKS)(
  'attack: no part of %j begins as a formula, however a spreadsheet cuts it',
  (text) => {
    const line = csvLine(['tok_1', text]);
    for (const part of line.split(/[,;\t\r\n"]/)) expect(part).not.toMatch(/^[=+\-@]/);
  },
);

it.each(ATTACKS)('%j comes back as it was when the file is read again', (text) => {
  const read = readCsv(csvLine(['name', 'note']) + csvLine(['tok_1', text]));
  expect(read).toMatchObject({ kind: 'table', table: { rows: [['tok_1', text]] } });
});
