import type { IncomingMessage } from 'node:http';

/**
 * Lets the sign-in server see each request as one to the public address. It builds its endpoints,
 * its redirects and the `Secure` of its cookies from Host and `X-Forwarded-*`, which anybody can send.
 */
export function pinOrigin(request: IncomingMessage, publicUrl: string): void {
  const { host, protocol } = new URL(publicUrl);
  const { headers } = request;
  delete headers['x-forwarded-host'];
  headers.host = host;
  // Heard only when the public address is https: the server trusts its proxy then.
  headers['x-forwarded-proto'] = protocol.slice(0, -1);
}
