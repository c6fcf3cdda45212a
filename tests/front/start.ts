import type { Server } from 'node:http';
import { createAppServer } from './app-server.ts';
import { createCoreApi, type RecordedCall } from './core-api.ts';
import { FrontState, type Company, type FrontTokenSeed, type StandInToken } from './front-state.ts';

export type { FrontTokenSeed, StandInToken } from './front-state.ts';

export interface FrontOptions {
  readonly apiPort?: number;
  readonly appPort?: number;
  readonly company?: Company;
  /** Requests a minute; Front's smallest plan has 50. */
  readonly rateLimit?: number;
  readonly tokens?: readonly FrontTokenSeed[];
}

export interface FrontStandIn {
  /** What FRONT_API_URL is set to. */
  readonly apiUrl: string;
  /** Port of the web pages (HTTPS, self-signed): `app.` and `dev.frontapp.com` have to lead here. */
  readonly appPort: number;
  /** Makes a token as an admin would by hand: a real JWT that the Core API takes. */
  createToken(seed: FrontTokenSeed): Promise<StandInToken>;
  deleteToken(id: string): void;
  readonly tokens: readonly StandInToken[];
  /** The last calls of the Core API, without any token's value. */
  readonly calls: readonly RecordedCall[];
  close(): Promise<void>;
}

const COMPANY: Company = { id: 'cmp_standin', name: 'Northwind Traders', slug: 'northwind' };

/** Starts a stand-in for Front: a Core API and the web pages around its API tokens. */
export async function startFront(options: FrontOptions = {}): Promise<FrontStandIn> {
  const state = new FrontState(options.company ?? COMPANY);
  for (const seed of options.tokens ?? []) await state.create(seed);
  const calls: RecordedCall[] = [];
  const api = createCoreApi(state, options.rateLimit ?? 200, calls);
  const app = await createAppServer(state);
  const apiPort = await listen(api, options.apiPort ?? 0);
  const appPort = await listen(app, options.appPort ?? 0);
  return {
    apiUrl: `http://127.0.0.1:${apiPort}`,
    appPort,
    createToken: (seed) => state.create(seed),
    deleteToken: (id) => state.delete(id),
    get tokens() {
      return state.tokens;
    },
    calls,
    close: async () => {
      await Promise.all([stop(api), stop(app)]);
    },
  };
}

type Listening = Pick<Server, 'listen' | 'once' | 'address' | 'close' | 'closeAllConnections'>;

function listen(server: Listening, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      if (address !== null && typeof address === 'object') resolve(address.port);
      else reject(new Error('no port'));
    });
  });
}

function stop(server: Listening): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
