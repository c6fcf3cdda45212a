import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A line to a database that a test can hold up or cut. */
export interface HeldLine {
  /** The same database, by this line. */
  readonly url: string;
  /** From now on the database's answers wait. Resolves with the first one that does. */
  hold(): Promise<void>;
  release(): void;
  /** Breaks all connections, and takes no new ones. */
  cut(): void;
  close(): Promise<void>;
}

export async function holdableLine(databaseUrl: string): Promise<HeldLine> {
  const target = new URL(databaseUrl);
  const port = Number(target.port || 5432);
  // Where it listens on a socket in a folder, `host` names that folder.
  const folder = target.searchParams.get('host');
  const pairs = new Set<readonly [Socket, Socket]>();
  let held: (() => void)[] | null = null;
  let onHeld: () => void = () => undefined;
  let open = true;
  const server = createServer((near) => {
    if (!open) {
      near.destroy();
      return;
    }
    const far =
      folder === null ? connect(port, target.hostname) : connect(`${folder}/.s.PGSQL.${port}`);
    const pair = [near, far] as const;
    pairs.add(pair);
    near.on('data', (chunk) => far.write(chunk));
    far.on('data', (chunk: Buffer) => {
      const pass = (): void => void near.write(chunk);
      if (held === null) pass();
      else {
        held.push(pass);
        onHeld();
      }
    });
    for (const side of pair) {
      // Breaking is what the test does to it.
      side.on('error', () => undefined);
      side.once('close', () => {
        near.destroy();
        far.destroy();
        pairs.delete(pair);
      });
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = new URL(databaseUrl);
  url.searchParams.delete('host');
  url.hostname = '127.0.0.1';
  url.port = String((server.address() as AddressInfo).port);
  const breakAll = (): void => {
    for (const [near] of pairs) near.destroy();
  };
  return {
    url: url.href,
    hold: () => {
      held = [];
      return new Promise((resolve) => (onHeld = resolve));
    },
    release: () => {
      const waiting = held ?? [];
      held = null;
      for (const pass of waiting) pass();
    },
    cut: () => {
      open = false;
      breakAll();
    },
    close: async () => {
      breakAll();
      server.close();
      await once(server, 'close');
    },
  };
}
