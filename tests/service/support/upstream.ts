import { createServer, type RequestListener } from 'node:http';
import {
  createServer as createRawServer,
  type AddressInfo,
  type Server as RawServer,
  type Socket,
} from 'node:net';

export interface Upstream {
  readonly url: string;
  close(): Promise<void>;
}

/** A Front that answers as the test says. */
export async function startUpstream(listener: RequestListener): Promise<Upstream> {
  const server = createServer(listener);
  const url = await listening(server);
  return {
    url,
    close: async () => {
      server.closeAllConnections();
      await closed(server);
    },
  };
}

/** A Front whose very bytes the test writes. */
export async function startRawUpstream(
  onRequest: (socket: Socket, request: string) => void,
): Promise<Upstream> {
  const sockets = new Set<Socket>();
  const server = createRawServer((socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    // The gateway breaks off when the caller does.
    socket.on('error', () => undefined);
    socket.on('data', (bytes: Buffer) => onRequest(socket, bytes.toString('latin1')));
  });
  const url = await listening(server);
  return {
    url,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await closed(server);
    },
  };
}

async function listening(server: RawServer): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function closed(server: RawServer): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()));
}
