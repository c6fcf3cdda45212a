const MAX_LENGTH = 120;
/** Nothing in an honest user agent is one run of so many letters and digits; a token's value is. */
const LONG_RUN = /[\w.-]{28,}/g;

/** A caller's user agent as it may be kept: printable, bounded, and without what looks like a token. */
export function shownUserAgent(header: string | undefined): string | null {
  if (header === undefined) return null;
  const text = header
    .replace(/[^ -~]/g, ' ')
    .replace(LONG_RUN, '[hidden]')
    .trim();
  return text === '' ? null : text.slice(0, MAX_LENGTH);
}
