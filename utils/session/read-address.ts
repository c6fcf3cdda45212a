import { hasRefusedPort } from '../../contract/refused-ports.ts';
import { isLoopbackHost } from './loopback.ts';
import { t } from '../i18n/t.ts';

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
  if (typed === '') return bad(t('session.addressEmpty'));
  const scheme = SCHEME.exec(typed)?.[1]?.toLowerCase();
  if (scheme !== undefined && scheme !== 'http' && scheme !== 'https') {
    return bad(t('session.addressScheme'));
  }
  const url = parse(scheme === undefined ? `https://${typed}` : typed);
  if (url === null) return bad(t('session.addressNone'));
  if (url.username !== '' || url.password !== '') {
    return bad(t('session.addressUser'));
  }
  if (url.pathname !== '/' || url.search !== '' || url.hash !== '') {
    return bad(t('session.addressPath'));
  }
  if (hasRefusedPort(url)) return bad(t('session.addressPort'));
  const loopback = isLoopbackHost(url.hostname);
  if (scheme === 'http' && !loopback) {
    return bad(t('session.addressPlain'));
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
