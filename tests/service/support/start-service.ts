import { readConfig, type Patience } from '../../../service/config.ts';
import { createLog } from '../../../service/http/log.ts';
import { makeAccessToken } from '../../../service/auth/access-token.ts';
import { startServer, type RunningServer } from '../../../service/server.ts';
import type { Store } from '../../../service/store/open-store.ts';
import type { Role } from '../../../contract/member.ts';
import { openSecret } from '../../../contract/secret-value.ts';
import { emptyDatabase, type DatabaseKind, type TestDatabase } from './database.ts';
import { freePort } from './free-port.ts';

export interface TestService {
  readonly address: string;
  readonly database: TestDatabase;
  readonly store: Store;
  readonly server: RunningServer;
  /** Bearer tokens of an admin and of a member, as the command on the host makes them. */
  readonly admin: string;
  readonly member: string;
  stop(): Promise<void>;
}

export interface TestSettings {
  readonly frontApiUrl?: string;
  /** Another replica on a database that is there already. */
  readonly database?: TestDatabase;
  readonly host?: string;
  /** As a TLS proxy serves it; left out, the address that the service listens on. */
  readonly publicUrl?: string;
  /** Under this name instead of 127.0.0.1: passkeys need one. */
  readonly name?: 'localhost';
  /** Waits less long, so that a test need not. */
  readonly patience?: Partial<Patience>;
  /** More settings, such as those of single sign-on. */
  readonly more?: Readonly<Record<string, string>>;
}

/** Starts the service in this process, over real HTTP, on an empty database or beside another replica. */
export async function startService(
  kind: DatabaseKind,
  settings: TestSettings = {},
): Promise<TestService> {
  const database = settings.database ?? (await emptyDatabase(kind));
  const port = await freePort();
  const address = `http://${settings.name ?? '127.0.0.1'}:${port}`;
  const reading = readConfig({
    // Tests that are about something else are not held up by the company’s limit.
    FRONT_RATE_LIMIT: '10000',
    ...settings.more,
    PORT: String(port),
    HOST: settings.host,
    DATA_DIR: database.dataDir,
    DATABASE_URL: database.url,
    FRONT_API_URL: settings.frontApiUrl ?? 'http://127.0.0.1:9',
    PUBLIC_URL: settings.publicUrl ?? address,
  });
  if (reading.kind === 'wrong') throw new Error(reading.problem);
  const { config } = reading;
  const server = await startServer(
    { ...config, patience: { ...config.patience, ...settings.patience } },
    createLog('silent'),
  );
  return {
    address,
    database,
    store: server.store,
    server,
    admin: await bearer(server.store, 'admin'),
    member: await bearer(server.store, 'member'),
    stop: async () => {
      await server.close();
      if (settings.database === undefined) await database.remove();
    },
  };
}

/** An access token as `access-token --role … --ttl 1h` prints it. */
export async function bearer(store: Store, role: Role, ttlMs = 3_600_000): Promise<string> {
  return openSecret(await makeAccessToken(store, { role, ttlMs, now: new Date() }));
}
