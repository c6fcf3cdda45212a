import { readFrontToken, type FrontTokenReading } from '../../contract/front-token-value.ts';
import type { CreateToken } from '../../contract/token.ts';
import { EMPTY_FORM, readCreate } from '../tokens/token-form.ts';
import type { ColumnMap, ImportField } from './columns.ts';
import { readDay } from './read-day.ts';
import type { CsvTable } from './read-csv.ts';
import { t } from '../i18n/t.ts';

/** One row of the file, read by itself. The value stays a secret: what is printed of it is hidden. */
export interface ImportRow {
  /** The row's number in the file, the header being 1. */
  readonly line: number;
  readonly name: string;
  /** What was pasted as its value; null where the cell is empty. */
  readonly reading: FrontTokenReading | null;
  /** What is sent for it, without its value; null where something is wrong. */
  readonly body: Extract<CreateToken, { kind: 'front' }> | null;
  /** What is wrong with its notes, in words. */
  readonly problems: readonly string[];
}

/** Reads the rows of a table by the columns that were chosen. `now` in ms. */
export function readRows(table: CsvTable, columns: ColumnMap, now: number): readonly ImportRow[] {
  return table.rows.map((cells, i) => {
    const cell = (field: ImportField): string => {
      const at = columns[field];
      return at === undefined ? '' : (cells[at] ?? '');
    };
    return readRow(cell, i + 2, now);
  });
}

function readRow(cell: (field: ImportField) => string, line: number, now: number): ImportRow {
  const name = cell('name');
  const pasted = cell('value');
  const reading = pasted === '' ? null : readFrontToken(pasted);
  const expiry = cell('expires') === '' ? 'never' : readDay(cell('expires'));
  const form = {
    ...EMPTY_FORM,
    kind: 'front' as const,
    name,
    purpose: cell('purpose'),
    owner: cell('owner'),
    environment: cell('environment'),
    tags: listOf(cell('tags'), /[,;|\n]/),
    usedIn: listOf(cell('usedIn'), /[;|\n]/).join('\n'),
    expiry: expiry ?? 'never',
  };
  const read = readCreate(form, '', now);
  const problems =
    read.kind === 'problems'
      ? read.problems.filter(({ code }) => code !== 'missing_field').map(({ message }) => message)
      : [];
  if (expiry === null) problems.push(t('importing.noDay', { text: cell('expires').slice(0, 30) }));
  const body =
    read.kind === 'ok' && read.body.kind === 'front' && expiry !== null ? read.body : null;
  return { line, name, reading, body, problems };
}

function listOf(text: string, between: RegExp): string[] {
  return [...new Set(text.split(between).map((part) => part.trim()))].filter((part) => part !== '');
}
