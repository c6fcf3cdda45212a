/**
 * One word of a POSIX shell that stands for this text, whatever is in it: within single quotes
 * nothing has a meaning but the quote itself
 * (https://pubs.opengroup.org/onlinepubs/9699919799/utilities/V3_chap02.html#tag_18_02_02).
 */
export function shellQuote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
