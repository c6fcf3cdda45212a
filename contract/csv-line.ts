/** What a spreadsheet takes for the beginning of a formula (OWASP, CSV injection). */
const FORMULA = /^[=+\-@\t\r]/;
/**
 * The same within a cell: where a list is separated by `;`, as in German, a spreadsheet cuts the line
 * there as well, and a mark of quotation that does not begin such a part keeps nothing together.
 */
const FORMULA_WITHIN = /([;\t\r\n])(?=[=+\-@])/g;
const NEEDS_QUOTES = /[",\r\n]/;

/**
 * One line of CSV (RFC 4180), with its CRLF. A cell that a spreadsheet would run as a formula begins
 * with an apostrophe, which shows it as text.
 */
export function csvLine(cells: readonly (string | null)[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

function csvCell(cell: string | null): string {
  const text = cell ?? '';
  const safe = (FORMULA.test(text) ? `'${text}` : text).replace(FORMULA_WITHIN, "$1'");
  return NEEDS_QUOTES.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
