import path from 'node:path';
import { hasRefusedPort } from '../contract/refused-ports.ts';
import { SecretValue } from '../contract/secret-value.ts';
import { readTrustedProxies, type TrustedProxies } from './http/client-address.ts';

/** The settings of the service, read once at the start. */
export interface Config {
  readonly host: string;
  readonly port: number;
  /** Address under which browsers and clients reach the service; no slash at the end. */
  readonly publicUrl: string;
  readonly dataDir: string;
  readonly database: { kind: 'sqlite'; file: string } | { kind: 'postgres'; url: string };
  readonly masterKeyFile: string;
  /** Base address of Front's Core API; no slash at the end. */
  readonly frontApiUrl: string;
  /** Requests a minute that Front allows the company. */
  readonly frontRateLimit: number;
  /** Percent of it that issued tokens together leave to people and integrations. */
  readonly frontReserve: number;
  readonly logLevel: LogLevel;
  /** Proxies in front of the service; null when calls come straight from people. */
  readonly trustedProxies: TrustedProxies | null;
  /** What whoever reads `/metrics` from elsewhere has to send; null where nobody does. */
  readonly metricsToken: SecretValue | null;
  /** How long it goes on serving after SIGTERM while it says that it is not ready, in ms. */
  readonly drainMs: number;
  /** The company's OpenID provider; null without single sign-on. */
  readonly sso: SsoConfig | null;
  readonly patience: Patience;
}

/** How long the service waits for others, in ms. */
export interface Patience {
  /** For the head of Front's answer. */
  readonly front: number;
  /** For the headers of a request. */
  readonly headers: number;
  /** For a whole request. A body that trickles in holds a connection; the longest upload takes far less. */
  readonly request: number;
  /** Between two looks at who keeps it waiting. */
  readonly look: number;
  /** For a connection on which nothing moves, such as that of a caller who does not read. */
  readonly stall: number;
}

/** No settings: whoever changes them is a test. */
const PATIENCE: Patience = {
  front: 60_000,
  headers: 20_000,
  request: 5 * 60_000,
  look: 5_000,
  stall: 5 * 60_000,
};

/** How people sign in with their company account (OpenID Connect). */
export interface SsoConfig {
  /** As it was given: whether it ends with a slash is part of an issuer's name. */
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: SecretValue;
  /** Whoever is in it is an admin, everybody else a member; null leaves roles to the admins here. */
  readonly adminGroup: string | null;
  /** In small letters; none allows every domain that the provider vouches for. */
  readonly emailDomains: readonly string[];
  readonly groupsClaim: string;
}

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

export type ConfigReading =
  | { kind: 'ok'; config: Config }
  /** `problem` is one line that names the setting and says what would be right. */
  | { kind: 'wrong'; problem: string };

type Environment = Readonly<Record<string, string | undefined>>;

class WrongSetting extends Error {}

/** Reads the settings from the environment. An empty text counts as not set. Never throws. */
export function readConfig(env: Environment): ConfigReading {
  try {
    return { kind: 'ok', config: read(env) };
  } catch (error) {
    if (error instanceof WrongSetting) return { kind: 'wrong', problem: error.message };
    throw error;
  }
}

function read(env: Environment): Config {
  const host = setting(env, 'HOST') ?? '127.0.0.1';
  if (!/^[\w.:-]+$/.test(host)) wrong('HOST', 'must be a host name or an address, such as 0.0.0.0');
  const port = whole(env, 'PORT', 4180, 0, 65_535);
  const dataDir = path.resolve(setting(env, 'DATA_DIR') ?? '.data');
  return {
    host,
    port,
    publicUrl: readPublicUrl(env, host, port),
    dataDir,
    database: readDatabase(setting(env, 'DATABASE_URL'), dataDir),
    masterKeyFile: path.resolve(
      setting(env, 'MASTER_KEY_FILE') ?? path.join(dataDir, 'master.key'),
    ),
    frontApiUrl: readFrontApiUrl(env),
    frontRateLimit: whole(env, 'FRONT_RATE_LIMIT', 50, 1, 10_000_000),
    frontReserve: whole(env, 'FRONT_RESERVE', 20, 0, 90),
    logLevel: readLogLevel(setting(env, 'LOG_LEVEL')),
    trustedProxies: readProxies(setting(env, 'TRUSTED_PROXIES')),
    metricsToken: readMetricsToken(setting(env, 'METRICS_TOKEN')),
    drainMs: whole(env, 'DRAIN_SECONDS', 0, 0, 300) * 1_000,
    sso: readSso(env),
    patience: PATIENCE,
  };
}

/** Hosts that are no address to be reached at: whoever listens there has to say how people reach it. */
const EVERY_ADDRESS = new Set(['0.0.0.0', '::']);

function readPublicUrl(env: Environment, host: string, port: number): string {
  if (EVERY_ADDRESS.has(host) && setting(env, 'PUBLIC_URL') === undefined) {
    wrong('PUBLIC_URL', `must be set with HOST=${host}, to the address that your TLS proxy serves`);
  }
  const url = address(
    env,
    'PUBLIC_URL',
    `http://${host.includes(':') ? `[${host}]` : host}:${port}`,
  );
  const parsed = new URL(url);
  if (parsed.protocol === 'http:' && !isLoopback(parsed.hostname)) {
    wrong(
      'PUBLIC_URL',
      'must start with https:// unless it is this machine (127.0.0.1 or localhost); set it to the address that your TLS proxy serves',
    );
  }
  if (parsed.pathname !== '/' || parsed.search !== '' || parsed.hash !== '') {
    wrong('PUBLIC_URL', 'must be an address without a path, such as https://tokens.example.com');
  }
  if (hasRefusedPort(parsed)) {
    const name = setting(env, 'PUBLIC_URL') === undefined ? 'PORT' : 'PUBLIC_URL';
    wrong(name, `names port ${parsed.port}, which browsers refuse to open; take another one`);
  }
  return parsed.origin;
}

function readFrontApiUrl(env: Environment): string {
  const url = address(env, 'FRONT_API_URL', 'https://api2.frontapp.com');
  const parsed = new URL(url);
  // Company-wide tokens go there with every call.
  if (parsed.protocol === 'http:' && !isLoopback(parsed.hostname)) {
    wrong('FRONT_API_URL', 'must start with https:// unless it is this machine');
  }
  if (parsed.search !== '' || parsed.hash !== '') wrong('FRONT_API_URL', 'must not hold ? or #');
  return url;
}

/** True for names and addresses of this machine, where plain http is safe. */
export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}

function readDatabase(url: string | undefined, dataDir: string): Config['database'] {
  if (url === undefined) return { kind: 'sqlite', file: path.join(dataDir, 'companion.db') };
  if (url.startsWith('sqlite:')) {
    const file = url.slice('sqlite:'.length);
    if (file === '') wrong('DATABASE_URL', 'must name a file after sqlite:');
    return { kind: 'sqlite', file: path.resolve(file) };
  }
  if (/^postgres(ql)?:\/\/./.test(url) && URL.canParse(url)) return { kind: 'postgres', url };
  return wrong('DATABASE_URL', 'must be sqlite:<file> or postgres://user@host/database');
}

function readLogLevel(text: string | undefined): LogLevel {
  const level = LOG_LEVELS.find((candidate) => candidate === (text ?? 'info'));
  return level ?? wrong('LOG_LEVEL', `must be one of ${LOG_LEVELS.join(', ')}`);
}

function readProxies(text: string | undefined): TrustedProxies | null {
  if (text === undefined) return null;
  return (
    readTrustedProxies(text) ??
    wrong('TRUSTED_PROXIES', 'must be addresses or networks with commas between, such as 10.0.0.5')
  );
}

/** Guessing it is hopeless from here on, at any speed. */
const LEAST_METRICS_TOKEN = 16;

function readMetricsToken(text: string | undefined): SecretValue | null {
  if (text === undefined) return null;
  if (text.length < LEAST_METRICS_TOKEN || !/^[!-~]+$/.test(text)) {
    wrong('METRICS_TOKEN', `must be at least ${LEAST_METRICS_TOKEN} characters without spaces`);
  }
  return new SecretValue(text);
}

const SSO_NEEDED = ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'] as const;
const SSO_OPTIONAL = ['OIDC_ADMIN_GROUP', 'OIDC_EMAIL_DOMAINS', 'OIDC_GROUPS_CLAIM'] as const;

function readSso(env: Environment): SsoConfig | null {
  if ([...SSO_NEEDED, ...SSO_OPTIONAL].every((name) => setting(env, name) === undefined)) {
    return null;
  }
  const [issuer, clientId, clientSecret] = SSO_NEEDED.map(
    (name) =>
      setting(env, name) ?? wrong(name, `is missing: ${SSO_NEEDED.join(', ')} are set together`),
  ) as [string, string, string];
  address(env, 'OIDC_ISSUER', issuer);
  const parsed = new URL(issuer);
  // Who somebody is comes from there.
  if (parsed.protocol === 'http:' && !isLoopback(parsed.hostname)) {
    wrong('OIDC_ISSUER', 'must start with https:// unless it is this machine');
  }
  if (parsed.search !== '' || parsed.hash !== '') wrong('OIDC_ISSUER', 'must not hold ? or #');
  return {
    issuer,
    clientId,
    clientSecret: new SecretValue(clientSecret),
    adminGroup: setting(env, 'OIDC_ADMIN_GROUP') ?? null,
    emailDomains: readDomains(setting(env, 'OIDC_EMAIL_DOMAINS')),
    groupsClaim: setting(env, 'OIDC_GROUPS_CLAIM') ?? 'groups',
  };
}

function readDomains(text: string | undefined): string[] {
  if (text === undefined) return [];
  const domains = text.split(',').map((domain) => domain.trim().toLowerCase());
  if (!domains.every((domain) => /^[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)+$/u.test(domain))) {
    wrong('OIDC_EMAIL_DOMAINS', 'must be domains with commas between, such as example.com');
  }
  return domains;
}

function address(env: Environment, name: string, fallback: string): string {
  const text = setting(env, name) ?? fallback;
  if (!/^https?:\/\//.test(text) || !URL.canParse(text)) {
    wrong(name, 'must be an address that starts with https:// or http://');
  }
  const url = new URL(text);
  if (url.username !== '' || url.password !== '') wrong(name, 'must not hold a user or password');
  return text.replace(/\/+$/, '');
}

function whole(
  env: Environment,
  name: string,
  fallback: number,
  least: number,
  most: number,
): number {
  const text = setting(env, name);
  if (text === undefined) return fallback;
  const number = Number(text);
  if (!/^\d+$/.test(text) || number < least || number > most) {
    wrong(name, `must be a whole number from ${least} to ${most}`);
  }
  return number;
}

function setting(env: Environment, name: string): string | undefined {
  const text = env[name]?.trim();
  return text === '' ? undefined : text;
}

function wrong(name: string, advice: string): never {
  // The given text is not repeated: a wrongly placed secret must not land in a log.
  throw new WrongSetting(`${name} ${advice}.`);
}
