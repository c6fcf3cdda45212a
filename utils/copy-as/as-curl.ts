import type { ApiRequest } from './api-request.ts';
import { shellQuote } from './shell-quote.ts';

/** The variable that a command reads the value from, and that an `.env` line sets. */
export const TOKEN_VARIABLE = 'FRONT_TOKEN';

/**
 * A curl command for a POSIX shell.
 * @param value null for one that reads the value from `$FRONT_TOKEN`, so that it stands in no history
 */
export function asCurl(value: string | null, { method, url, body }: ApiRequest): string {
  // Braces would be a list of addresses to curl (https://curl.se/docs/manpage.html#-g).
  const glob = url.includes('{') ? '--globoff ' : '';
  const verb = method === 'GET' ? '' : `--request ${method} `;
  const authorization =
    value === null
      ? `"Authorization: Bearer $${TOKEN_VARIABLE}"`
      : shellQuote(`Authorization: Bearer ${value}`);
  const lines = [`curl ${glob}${verb}${shellQuote(url)}`, `--header ${authorization}`];
  if (body !== null) {
    lines.push(
      `--header ${shellQuote('Content-Type: application/json')}`,
      `--data ${shellQuote(JSON.stringify(body))}`,
    );
  }
  return lines.join(' \\\n  ');
}
