import type { IncomingMessage } from 'node:http';
import { BlockList, isIP, isIPv4 } from 'node:net';

/** Proxies whose word on where a call comes from is taken. */
export type TrustedProxies = BlockList;

const addresses = new WeakMap<IncomingMessage, string | null>();

/**
 * Reads `TRUSTED_PROXIES`: addresses and networks with commas between, such as
 * `10.0.0.5, 192.168.0.0/16, fd00::/8`.
 * @returns null when a part is neither
 */
export function readTrustedProxies(text: string): TrustedProxies | null {
  const list = new BlockList();
  for (const part of text.split(',').map((each) => each.trim())) {
    const [address = '', bits, ...more] = part.split('/');
    const family = isIPv4(address) ? 'ipv4' : 'ipv6';
    if (isIP(address) === 0 || more.length > 0) return null;
    if (bits === undefined) {
      list.addAddress(address, family);
      continue;
    }
    // A network of everybody would let everybody say that they are anybody.
    const most = family === 'ipv4' ? 32 : 128;
    if (!/^\d{1,3}$/.test(bits) || Number(bits) < 1 || Number(bits) > most) return null;
    list.addSubnet(address, Number(bits), family);
  }
  return list;
}

/**
 * Finds out where a call comes from and keeps it for `clientAddress`. `X-Forwarded-For` is read from
 * its end, the part that our own proxies wrote, and only as far as each hop is one of them: whatever
 * the caller wrote in front of that is passed over.
 */
export function noteClientAddress(request: IncomingMessage, trusted: TrustedProxies): void {
  let address = plain(request.socket.remoteAddress);
  const hops = String(request.headers['x-forwarded-for'] ?? '').split(',');
  while (address !== null && isTrusted(trusted, address)) {
    const before = plain(hops.pop()?.trim());
    // A trusted proxy that says nothing more, or nonsense: the last address that is known stands.
    if (before === null) break;
    address = before;
  }
  addresses.set(request, address);
}

/** Where a call comes from, past our own proxies; null when its connection is gone already. */
export function clientAddress(request: IncomingMessage): string | null {
  const known = addresses.get(request);
  return known === undefined ? (request.socket.remoteAddress ?? null) : known;
}

function isTrusted(trusted: TrustedProxies, address: string): boolean {
  return trusted.check(address, isIPv4(address) ? 'ipv4' : 'ipv6');
}

/** An IPv4 address stays one where it is written as IPv6 (RFC 4291 §2.5.5.2); null for no address. */
function plain(text: string | undefined): string | null {
  const address = text?.replace(/^::ffff:(?=\d+\.)/i, '') ?? '';
  return isIP(address) === 0 ? null : address;
}
