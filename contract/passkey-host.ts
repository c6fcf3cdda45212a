/**
 * True for a host that passkeys can be made for: it has a name. At a bare network address there are
 * none (https://www.w3.org/TR/webauthn-3/#rp-id).
 * @param hostname as `URL` writes it, which brings every form of an IPv4 address into dotted digits
 */
export function isPasskeyHost(hostname: string): boolean {
  return !hostname.startsWith('[') && !/^\d+(\.\d+){3}$/.test(hostname);
}
