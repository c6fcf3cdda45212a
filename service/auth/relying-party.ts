import { isIP } from 'node:net';

/** The site that passkeys are made for (WebAuthn's “relying party”). */
export interface RelyingParty {
  /** Host name that a passkey is bound to. */
  readonly id: string;
  readonly origin: string;
}

/**
 * The site's name and origin, from the public address. A passkey needs a name; at a bare network
 * address there are none (https://www.w3.org/TR/webauthn-3/#rp-id): the pages leave them out there.
 */
export function relyingParty(publicUrl: string): RelyingParty | null {
  const { hostname, origin } = new URL(publicUrl);
  return isIP(hostname.replace(/^\[|\]$/g, '')) === 0 ? { id: hostname, origin } : null;
}
