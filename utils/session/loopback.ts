/**
 * True for this machine by name or number, as the extension's content policy lists them: plain http
 * goes nowhere else.
 */
export function isLoopbackHost(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '127.0.0.1';
}

/** True when this address is plain http on this machine. */
export function isPlainLoopback(address: string): boolean {
  const { protocol, hostname } = new URL(address);
  return protocol === 'http:' && isLoopbackHost(hostname);
}

/** True when two origins are one service: the same, or two names of this machine with the same port. */
export function isSameService(one: string, other: string): boolean {
  if (one === other) return true;
  const [a, b] = [new URL(one), new URL(other)];
  const bothHere = isLoopbackHost(a.hostname) && isLoopbackHost(b.hostname);
  return bothHere && a.port === b.port && a.protocol === b.protocol;
}
