import { isLoopbackHost } from './loopback.ts';

export type AddressReading =
  /** An origin, without a slash at the end. */
  | { readonly kind: 'ok'; readonly address: string }
  | { readonly kind: 'bad'; readonly message: string };

const SCHEME = /^([a-z][a-z0-9+.-]*):\/\//i;

/**
 * Reads the service's address as a person types or pastes it. A missing scheme is `https`, and
 * `http` on this machine, where nobody listens in between.
 */
export function readAddress(text: string): AddressReading {
  const typed = text.trim();
  if (typed === '') return bad('Please enter the address of your token service.');
  const scheme = SCHEME.exec(typed)?.[1]?.toLowerCase();
  if (scheme !== undefined && scheme !== 'http' && scheme !== 'https') {
    return bad('The address has to begin with https://.');
  }
  const url = parse(scheme === undefined ? `https://${typed}` : typed);
  if (url === null) return bad('This is not an address. It looks like https://tokens.example.com.');
  if (url.username !== '' || url.password !== '') {
    return bad('Please leave out the user name and password.');
  }
  if (url.pathname !== '/' || url.search !== '' || url.hash !== '') {
    return bad('Please leave out what stands after the host, such as a path.');
  }
  const loopback = isLoopbackHost(url.hostname);
  if (scheme === 'http' && !loopback) {
    return bad('The address has to begin with https://, so that nobody can read along.');
  }
  if (scheme === undefined && loopback) {
    return { kind: 'ok', address: new URL(`http://${typed}`).origin };
  }
  return { kind: 'ok', address: url.origin };
}

function parse(text: string): URL | null {
  if (/\s/.test(text) || !URL.canParse(text)) return null;
  const url = new URL(text);
  return url.hostname === '' ? null : url;
}

function bad(message: string): AddressReading {
  return { kind: 'bad', message };
}
