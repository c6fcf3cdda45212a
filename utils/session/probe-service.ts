import { ROUTES } from '../../contract/routes.ts';
import { Health } from '../../contract/member.ts';
import { API_VERSION, SERVICE_NAME } from '../../contract/version.ts';
import { failed } from '../messaging/failed.ts';
import { networkOptions, unreachable } from '../service/network.ts';
import { isLoopbackHost } from './loopback.ts';
import { readIssuer } from './oauth.ts';
import { t } from '../i18n/t.ts';

/**
 * Finds out whether a token service of a fitting version answers at an address.
 * @returns the address that the service itself goes by
 * @throws Failed `unreachable`, `not_a_service`, `service_too_old` or `bad_address`
 */
export async function probeService(address: string): Promise<string> {
  const health = Health.safeParse(await readHealth(address));
  if (!health.success || health.data.service !== SERVICE_NAME) throw notAService();
  const { version, apiVersion } = health.data;
  if (apiVersion < API_VERSION) {
    throw failed('service_too_old', t('session.tooOld', { version }));
  }
  return ownAddress(address, await readIssuer(address));
}

/**
 * Sign-in and proofs are made for one address (RFC 9449 §4.3), so another name of the same service
 * won't do. Only on this machine is one taken for the other without asking.
 */
function ownAddress(address: string, issuer: string): string {
  const own = new URL(issuer);
  if (own.origin === address) return address;
  const bothHere = isLoopbackHost(own.hostname) && isLoopbackHost(new URL(address).hostname);
  if (bothHere) return own.origin;
  throw failed('bad_address', t('session.otherAddress', { address: own.origin }));
}

async function readHealth(address: string): Promise<unknown> {
  const url = address + ROUTES.health.path;
  const { signal } = networkOptions(address);
  const plain: RequestInit = { credentials: 'omit', cache: 'no-store', redirect: 'error' };
  try {
    const response = await fetch(url, { ...plain, signal: signal() });
    return await response.json();
  } catch (error) {
    if (error instanceof SyntaxError) throw notAService();
    // Another kind of server doesn't let us read its answers; that it answers can still be seen.
    const answers = await fetch(url, {
      ...plain,
      redirect: 'follow',
      mode: 'no-cors',
      signal: signal(),
    }).then(
      () => true,
      () => false,
    );
    throw answers ? notAService() : unreachable(error);
  }
}

function notAService() {
  return failed(
    'not_a_service',
    'Something answers at this address, but it is no token service. Check the address.',
  );
}
