export interface PostOrigin {
  readonly method: string;
  /** Scheme, host and port under which people know the service. */
  readonly own: string;
  readonly header: (name: 'origin' | 'sec-fetch-site') => string | undefined;
}

/**
 * True for a form that another site's page sends in somebody's browser (CSRF). `Sec-Fetch-Site` is
 * set by the browser and by no page (https://www.w3.org/TR/fetch-metadata/). Where it is missing,
 * `Origin` decides, and one that a browser hides (`null`) is foreign: a sandboxed frame sends that.
 * With neither it is no browser, and there is nobody whose cookie could be used.
 */
export function isForeignPost({ method, own, header }: PostOrigin): boolean {
  if (method === 'GET' || method === 'HEAD') return false;
  const site = header('sec-fetch-site');
  // Our own pages hide their address (`Referrer-Policy`), so that their forms say `Origin: null`.
  if (site !== undefined) return site !== 'same-origin';
  const origin = header('origin');
  return origin !== undefined && origin !== own;
}
