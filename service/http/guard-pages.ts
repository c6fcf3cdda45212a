import type { ServerResponse } from 'node:http';

/**
 * Set before anybody answers, so that no page can be forgotten, those of libraries included: no
 * answer of the service is shown inside another site's frame (clickjacking), or taken for another
 * type than it says. A page with a policy of its own puts that in the place of this one.
 */
export function guardPages(response: ServerResponse): void {
  response.setHeader('X-Frame-Options', 'DENY');
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader(
    'Content-Security-Policy',
    "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
  );
}
