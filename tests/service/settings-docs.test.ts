import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readConfig } from '../../service/config.ts';

/** Names in capitals that the reader of the settings asks the environment for. */
const READ = new Set(
  [...readFileSync('service/config.ts', 'utf8').matchAll(/'([A-Z]{2,}(?:_[A-Z]+)*)'/g)].map(
    ([, name]) => name!,
  ),
);

/** Setting and default, as the table of a note has them. */
function documented(file: string): Map<string, string> {
  const rows = readFileSync(file, 'utf8').matchAll(/^\| ((?:`[A-Z_]+`(?:, )?)+) *\| ([^|]*) \|/gm);
  return new Map(
    [...rows].flatMap(([, names = '', given = '']) => {
      const defaults = given.split(', ').map((each) => each.trim());
      return [...names.matchAll(/`([A-Z_]+)`/g)].map(
        ([, name], i) => [name!, defaults[i] ?? defaults[0] ?? ''] as const,
      );
    }),
  );
}

test('docs/operations.md names every setting that is read, and no other', () => {
  expect([...documented('docs/operations.md').keys()].sort()).toEqual([...READ].sort());
});

test('the README names settings that are read, and agrees on their defaults', () => {
  const notes = documented('docs/operations.md');
  for (const [name, given] of documented('README.md')) {
    expect([name, READ.has(name)]).toEqual([name, true]);
    expect([name, given]).toEqual([name, notes.get(name)]);
  }
});

test('the defaults are the documented ones', () => {
  const reading = readConfig({});
  if (reading.kind === 'wrong') throw new Error(reading.problem);
  const { config } = reading;
  const notes = documented('docs/operations.md');
  const plain = (name: string): string => notes.get(name)!.replaceAll('`', '');
  expect(plain('HOST')).toBe(config.host);
  expect(plain('PORT')).toBe(String(config.port));
  expect(plain('PUBLIC_URL')).toBe(config.publicUrl);
  expect(plain('FRONT_API_URL')).toBe(config.frontApiUrl);
  expect(plain('FRONT_RATE_LIMIT')).toBe(String(config.frontRateLimit));
  expect(plain('FRONT_RESERVE')).toBe(String(config.frontReserve));
  expect(plain('DRAIN_SECONDS')).toBe(String(config.drainMs / 1_000));
  expect(plain('LOG_LEVEL')).toBe(config.logLevel);
  expect(config.dataDir.endsWith(plain('DATA_DIR'))).toBe(true);
  for (const [name, unset] of [
    ['METRICS_TOKEN', config.metricsToken],
    ['TRUSTED_PROXIES', config.trustedProxies],
    ['OIDC_ISSUER', config.sso],
  ] as const) {
    expect([name, plain(name), unset]).toEqual([name, 'none', null]);
  }
});
