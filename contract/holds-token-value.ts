/**
 * An issued value, a bearer token of the command line, or three parts of base64url of which the first is a JSON object, as in any JWT.
 * The first part is looked for backwards from its dot: read forwards, a text full of `eyJ` would be
 * read to its end from each of them, and a quarter of a megabyte would keep a process busy for minutes.
 */
const VALUE =
  /ftk_[0-9A-Za-z]{8}_[0-9A-Za-z]{38}|fta_[0-9A-Za-z]{40}|(?<=eyJ[\w-]{8,})\.[\w-]{8,}\.[\w-]{16,}/;

/** With what mails put before a line that they quote. Counted: the blanks of a long text are not read anew for each. */
const LINE_END = /[ \t]{0,16}\r?\n[ \t>|]{0,16}/g;

/**
 * True when a token's value stands somewhere in a text. Notes are shown to the whole team and on
 * Front's own page, so a value that was pasted into one is refused there.
 */
export function holdsTokenValue(text: string): boolean {
  // A terminal or a mail may have broken it over lines.
  return VALUE.test(text) || VALUE.test(text.replace(LINE_END, ''));
}
