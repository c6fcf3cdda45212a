import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { noteHead } from './audit/note-head.ts';
import { openAuditChain } from './audit/open-chain.ts';
import { Refusals } from './audit/refusals.ts';
import { createAuthenticate } from './auth/authenticate.ts';
import { sweepExpired } from './auth/oidc-adapter.ts';
import { createProvider, OAUTH_PREFIX, SIGN_IN_PREFIX } from './auth/oauth-provider.ts';
import { pinOrigin } from './auth/pin-origin.ts';
import { refuseFramed } from './auth/refuse-framed.ts';
import { RefusedSignIns } from './auth/refused-sign-in.ts';
import { removeSetupCodeFile } from './auth/setup-code-file.ts';
import { needsSetup } from './auth/setup-code.ts';
import { waitForSetup } from './auth/wait-for-setup.ts';
import { INVITATION_PATH } from './auth/sign-in-paths.ts';
import { createSignInRoutes } from './auth/sign-in-routes.ts';
import { openSingleSignOn } from './auth/single-sign-on.ts';
import { isLoopback, type Config, type Patience } from './config.ts';
import { Budget } from './budget/budget.ts';
import { createGateway, GATEWAY_PREFIX } from './gateway/gateway.ts';
import { answerUnreadable, noteAnswer, refuseUnreadable } from './http/answer-unreadable.ts';
import { createApp } from './http/app.ts';
import { clientAddress, noteClientAddress } from './http/client-address.ts';
import { guardPages } from './http/guard-pages.ts';
import type { Log } from './http/log.ts';
import { isPlainRequest } from './http/plain-request.ts';
import { Readiness } from './http/readiness.ts';
import { answerMetrics, METRICS_PATH } from './metrics/metrics-endpoint.ts';
import { metricSources } from './metrics/metric-sources.ts';
import { Metrics } from './metrics/metrics.ts';
import { ObservedUsage } from './metrics/observed-usage.ts';
import { openKeyring } from './seal/keyring.ts';
import { watchMasterKey } from './seal/watch-master-key.ts';
import { StartProblem } from './start-problem.ts';
import { openStore, type Store } from './store/open-store.ts';
import { fillTraces } from './tokens/fill-traces.ts';
import { sweepValues } from './tokens/sweep-values.ts';
import { sweepUsage } from './usage/sweep-usage.ts';
import type { UsageWriter } from './usage/usage-writer.ts';
import { WrittenTokens } from './tokens/written-tokens.ts';

const LOOPBACK = '127.0.0.1';
const FINISH_WITHIN_MS = 10_000;
const TIDY_EVERY_MS = 50;
const SWEEP_EVERY_MS = 5 * 60_000;
const NOTE_HEAD_EVERY_MS = 60 * 60_000;
const MAX_HEADER_BYTES = 32 * 1024;

export interface RunningServer {
  readonly store: Store;
  /** Says from here on that it is not ready, and serves on: who sends calls here sends them elsewhere. */
  drain(): void;
  /** Stops taking calls, lets those under way finish (10 s at most), and closes the database. */
  close(): Promise<void>;
}

/** Done where nobody is the first admin, before the service listens: ready means ready to be set up. */
export type PrepareSetup = (store: Store) => Promise<void>;

/**
 * Starts the whole service on one port: the gateway under `/front/`, the sign-in server under
 * `/oauth/`, and the rest.
 * @throws StartProblem or Error with one line for a person
 */
export async function startServer(
  config: Config,
  log: Log,
  prepareSetup: PrepareSetup = () => Promise.resolve(),
): Promise<RunningServer> {
  const store = await openStore(config.database);
  try {
    return await serve(config, log, store, prepareSetup);
  } catch (error) {
    await store.close();
    throw error;
  }
}

async function serve(
  config: Config,
  log: Log,
  store: Store,
  prepareSetup: PrepareSetup,
): Promise<RunningServer> {
  const keyring = await openKeyring(store, config.masterKeyFile);
  await openAuditChain(store, keyring);
  const { publicUrl, frontApiUrl } = config;
  const tokens = {
    store,
    keyring,
    publicUrl,
    frontApiUrl,
    written: new WrittenTokens(),
    now: () => new Date(),
  };
  const { singleSignOn, checkStanding } = openSingleSignOn(config, store, keyring);
  const ssoIssuer = config.sso?.issuer ?? null;
  const provider = await createProvider({ ...tokens, log, checkStanding, ssoIssuer });
  const budgetSettings = { limit: config.frontRateLimit, reservePercent: config.frontReserve };
  const readiness = new Readiness(store, keyring);
  const metrics: Metrics = new Metrics(
    metricSources({ ...tokens, settings: budgetSettings, readiness, usage: () => usage }),
  );
  const usage: UsageWriter = new ObservedUsage(
    store,
    (error) => log.error({ err: error }, 'usage not written'),
    metrics,
  );
  const budget = new Budget({
    ...tokens,
    settings: budgetSettings,
    onError: (error) => log.error({ err: error }, 'the budget was not written'),
  });
  const gateway = createGateway({
    ...tokens,
    usage,
    budget,
    log,
    frontTimeoutMs: config.patience.front,
  });
  const refusals = new Refusals(store, (error) =>
    log.error({ err: error }, 'a refused call was not recorded'),
  );
  const app = createApp({
    ...tokens,
    readiness,
    onAnswered: (call) => metrics.request(call),
    budgetSettings,
    refusals,
    onFrontAsked: (headers) => budget.learnOfOwn(headers),
    onDeleted: (tokenId) => {
      gateway.cut(tokenId);
      // What stood on it, when it was a Front token.
      gateway.look();
    },
    onValueEnded: () => gateway.look(),
    log,
    authenticate: createAuthenticate({ store, provider, publicUrl }),
  });
  const waitsForSetup = await needsSetup(store.db);
  if (waitsForSetup) await prepareSetup(store);
  const signIn = createSignInRoutes({
    store,
    provider,
    publicUrl,
    checkStanding,
    singleSignOn,
    // The redirect that ends this sign-in is still under way; it goes out on its own connection.
    onSetUp: () => void setup?.look().catch(logSetupProblem),
    log,
  });

  const callProvider = provider.callback();
  const callSignIn = getRequestListener((request, env) => signIn.fetch(request, env), {
    overrideGlobalObjects: false,
  });
  const callApp = getRequestListener((request, env) => {
    const incoming = env.incoming as IncomingMessage;
    return app.fetch(request, { address: clientAddress(incoming), body: incoming });
  });
  const framed = {
    refused: new RefusedSignIns(store),
    onError: (error: unknown) => log.error({ err: error }, 'a refused sign-in was not recorded'),
  };
  const listener: RequestListener = (request, response) => {
    noteAnswer(request, response);
    const target = request.url ?? '';
    if (!isPlainRequest(request)) {
      refuseUnreadable(response);
      return;
    }
    if (config.trustedProxies !== null) noteClientAddress(request, config.trustedProxies);
    if (target.startsWith(`${GATEWAY_PREFIX}/`)) {
      const done = metrics.gatewayCall();
      // Until there is a head it says 200, whatever becomes of the call.
      response.once('close', () => done(response.headersSent ? response.statusCode : null));
      gateway.handle(request, response);
      return;
    }
    if (target === METRICS_PATH) {
      const onError = (error: unknown): void => log.error({ err: error }, 'metrics failed');
      // It never rejects.
      void answerMetrics(metrics, config.metricsToken, request, response, onError);
      return;
    }
    guardPages(response);
    const isOauth = target.startsWith(`${OAUTH_PREFIX}/`);
    const isSignIn = target.startsWith(`${SIGN_IN_PREFIX}/`) || target === INVITATION_PATH;
    if ((isOauth || isSignIn) && refuseFramed(request, response, framed)) return;
    if (isOauth) {
      pinOrigin(request, publicUrl);
      // oidc-provider finds out by `originalUrl` that it is mounted below the root.
      Object.assign(request, { originalUrl: target, url: target.slice(OAUTH_PREFIX.length) });
      // Koa answers failures itself; the promise is its own business.
      void callProvider(request, response);
    } else if (isSignIn) {
      pinOrigin(request, publicUrl);
      void callSignIn(request, response);
    } else if (target.startsWith('/') && !target.includes('\\')) {
      void callApp(request, response);
    } else {
      // Absolute-form is for proxies (RFC 9112 §3.2.2); this is none. And no target has a `\`.
      refuseUnreadable(response);
    }
  };

  const servers: Server[] = [];
  const host = waitsForSetup && !isLoopback(config.host) ? LOOPBACK : config.host;
  servers.push(await listen(listener, host, config.port, config.patience));
  const openToNetwork = async (): Promise<void> => {
    removeSetupCodeFile(config.dataDir);
    if (host === config.host) return;
    servers[0]?.close();
    servers.push(await listen(listener, config.host, config.port, config.patience));
    log.info({ host: config.host }, 'set up: now listening on HOST');
  };
  const logSetupProblem = (error: unknown): void =>
    log.error({ err: error }, 'could not find out about the set-up, or not listen on HOST');
  const setup = waitsForSetup ? waitForSetup(store, openToNetwork, logSetupProblem) : null;
  const sweep = setInterval(() => {
    const now = new Date();
    Promise.all([sweepExpired(store, now), sweepValues(store, now), sweepUsage(store, now)]).catch(
      (error: unknown) => log.error({ err: error }, 'sweep failed'),
    );
  }, SWEEP_EVERY_MS);
  sweep.unref();
  // Tells of its failures itself.
  const heads = setInterval(() => void noteHead(store, log), NOTE_HEAD_EVERY_MS);
  heads.unref();
  const stopWatchingKey = watchMasterKey(keyring, log);
  const closing = new AbortController();
  const tracesFilled = fillTraces(tokens, closing.signal).then(
    (count) => count > 0 && log.info({ count }, 'values can be recognised now'),
    (error: unknown) => log.error({ err: error }, 'not every value can be recognised yet'),
  );
  log.info({ host, port: config.port, publicUrl, database: store.dialect }, 'listening');
  await noteHead(store, log);

  return {
    store,
    drain: () => readiness.drain(),
    close: async () => {
      setup?.stop();
      clearInterval(sweep);
      clearInterval(heads);
      stopWatchingKey();
      closing.abort();
      await tracesFilled;
      await Promise.all(servers.map(finish));
      await refusals.close();
      await gateway.close();
      await usage.close();
      await budget.close();
      await noteHead(store, log);
      await store.close();
      log.info('stopped');
    },
  };
}

function listen(
  listener: RequestListener,
  host: string,
  port: number,
  patience: Patience,
): Promise<Server> {
  const server = createServer(
    {
      maxHeaderSize: MAX_HEADER_BYTES,
      requireHostHeader: false,
      headersTimeout: patience.headers,
      requestTimeout: patience.request,
      connectionsCheckingInterval: patience.look,
      keepAliveTimeout: 65_000,
      // Nearly all calls have no body: then there is no stream to be run to its end beside the answer.
      optimizeEmptyRequests: true,
    },
    listener,
  );
  server.timeout = patience.stall;
  server.on('clientError', answerUnreadable);
  // Other expectations than `100-continue` may be passed over (RFC 9110 §10.1.1).
  server.on('checkExpectation', listener);
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(
        new StartProblem(
          error.code === 'EADDRINUSE'
            ? `Port ${port} on ${host} is in use. Stop what uses it, or set PORT to another one.`
            : `Cannot listen on ${host}:${port} (${error.code ?? error.message}). Check HOST and PORT.`,
        ),
      );
    });
    server.listen(port, host, () => resolve(server));
  });
}

function finish(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const hurry = setTimeout(() => server.closeAllConnections(), FINISH_WITHIN_MS);
    // A connection whose call ends now is kept open for the next one, which will not come.
    const tidy = setInterval(() => server.closeIdleConnections(), TIDY_EVERY_MS);
    server.close(() => {
      clearTimeout(hurry);
      clearInterval(tidy);
      resolve();
    });
    server.closeIdleConnections();
  });
}
