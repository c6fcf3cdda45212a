import Papa from 'papaparse';

/** Rows of one import. */
export const MOST_ROWS = 10_000;
/** Characters of one file: ten thousand rows with values of the longest kind and notes beside them. */
export const MOST_CHARACTERS = 40_000_000;

export interface CsvTable {
  readonly header: readonly string[];
  /** Cells by row, as many as the header has. */
  readonly rows: readonly (readonly string[])[];
}

export type CsvReading =
  | { kind: 'table'; table: CsvTable }
  | { kind: 'empty' }
  | { kind: 'too_large' }
  | { kind: 'too_many_rows'; rows: number }
  /** A quotation mark that nobody closes, such as in a file that was cut off. `line` counts from 1. */
  | { kind: 'broken'; line: number };

/**
 * Reads a table with a header from CSV (RFC 4180) as spreadsheets write it: with or without a byte
 * order mark, any line ends, and a comma, semicolon or tab between the cells. Never throws.
 */
export function readCsv(text: string): CsvReading {
  if (text.length > MOST_CHARACTERS) return { kind: 'too_large' };
  const parsed = Papa.parse<string[]>(text.replace(/^\ufeff/, ''), {
    delimiter: '',
    delimitersToGuess: [',', ';', '\t'],
    skipEmptyLines: 'greedy',
  });
  const broken = parsed.errors.find(({ type }) => type === 'Quotes');
  if (broken !== undefined) return { kind: 'broken', line: (broken.row ?? 0) + 1 };
  const [header, ...rows] = parsed.data;
  if (header === undefined || rows.length === 0) return { kind: 'empty' };
  if (rows.length > MOST_ROWS) return { kind: 'too_many_rows', rows: rows.length };
  const cells = (row: readonly string[]): string[] => header.map((_, i) => cellOf(row[i] ?? ''));
  return { kind: 'table', table: { header: cells(header), rows: rows.map(cells) } };
}

/** Our own export writes an apostrophe before what a spreadsheet would run as a formula (`contract/csv-line.ts`). */
function cellOf(text: string): string {
  return text.trim().replace(/(^|[;\t\r\n])'(?=[=+\-@])/g, '$1');
}
