/** What one part of the bench has measured. */
export interface Table {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** How it was measured, and what it says nothing about. */
  readonly notes?: readonly string[];
}

/** A part of the bench: a file in `bench/` whose default export measures and answers, at once or table by table. */
export type Part = () => Promise<Table | readonly Table[]> | AsyncIterable<Table>;

/** The table as text, in columns; the first is left-aligned, the others are right-aligned. */
export function formatTable(table: Table): string {
  const lines = [table.columns, ...table.rows];
  const widths = table.columns.map((_, at) =>
    Math.max(...lines.map((cells) => (cells[at] ?? '').length)),
  );
  const format = (cells: readonly string[]): string =>
    widths
      .map((width, at) =>
        at === 0 ? (cells[at] ?? '').padEnd(width) : (cells[at] ?? '').padStart(width),
      )
      .join('   ');
  return [
    '',
    table.title,
    '',
    format(table.columns),
    widths.map((width) => '─'.repeat(width)).join('   '),
    ...table.rows.map(format),
    ...(table.notes === undefined ? [] : ['', ...table.notes]),
    '',
  ].join('\n');
}
