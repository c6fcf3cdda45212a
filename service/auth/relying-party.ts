import { isPasskeyHost } from '../../contract/passkey-host.ts';

/** The site that passkeys are made for (WebAuthn's “relying party”). */
export interface RelyingParty {
  /** Host name that a passkey is bound to. */
  readonly id: string;
  readonly origin: string;
}

/**
 * The site's name and origin, from the public address; null where there are no passkeys: the pages
 * leave them out there.
 */
export function relyingParty(publicUrl: string): RelyingParty | null {
  const { hostname, origin } = new URL(publicUrl);
  return isPasskeyHost(hostname) ? { id: hostname, origin } : null;
}
