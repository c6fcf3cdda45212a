import { execFile } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { request, createServer } from 'node:http';
import { networkInterfaces } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readConfig } from '../../service/config.ts';
import { ssoSettings } from './support/company-provider.ts';
import { emptyDatabase, type TestDatabase } from './support/database.ts';
import { freePort } from './support/free-port.ts';
import {
  runToEnd,
  settingsFor,
  spawnService,
  type Ended,
  type Settings,
} from './support/process.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await emptyDatabase('sqlite');
});
afterAll(() => database.remove());

const expectOneLine = (ended: Ended, named: string | RegExp): void => {
  expect(ended.stdout).toBe('');
  expect(ended.stderr).toMatch(named);
  expect(ended.stderr.trimEnd().split('\n')).toHaveLength(1);
  expect(ended.stderr).not.toMatch(/\n\s+at /);
  expect(ended.code).toBe(1);
};

describe.concurrent('a wrong setting stops the start with one line that names it', () => {
  const wrong: [string, string][] = [
    ['PORT', 'abc'],
    ['PORT', '70000'],
    ['PORT', '-1'],
    ['PORT', '4190'],
    ['PUBLIC_URL', 'https://tokens.example.com:6667'],
    ['HOST', 'a b'],
    ['PUBLIC_URL', 'tokens.example.com'],
    ['PUBLIC_URL', 'http://tokens.example.com'],
    ['PUBLIC_URL', 'https://tokens.example.com/path'],
    ['PUBLIC_URL', 'https://user:pass@tokens.example.com'],
    ['DATABASE_URL', 'mysql://localhost/x'],
    ['DATABASE_URL', 'sqlite:'],
    ['DATABASE_URL', 'postgres://'],
    ['FRONT_API_URL', 'ftp://front.example.com'],
    ['FRONT_API_URL', 'http://front.example.com'],
    ['FRONT_API_URL', 'https://front.example.com?a=b'],
    ['FRONT_RATE_LIMIT', '0'],
    ['FRONT_RATE_LIMIT', '1.5'],
    ['FRONT_RESERVE', '91'],
    ['FRONT_RESERVE', 'some'],
    ['LOG_LEVEL', 'loud'],
    ['TRUSTED_PROXIES', 'proxy.internal.example.com'],
    ['TRUSTED_PROXIES', '0.0.0.0/0'],
  ];
  test.each(wrong)('%s=%s is refused', (name, value) => {
    const reading = readConfig({ [name]: value });
    const problem = reading.kind === 'wrong' ? reading.problem : '';
    expect(problem).toMatch(new RegExp(`^${name} .*\\.$`));
    // A secret may have been put into the wrong setting.
    if (value.length > 11) expect(problem).not.toContain(value);
  });

  const sso = {
    OIDC_ISSUER: 'https://login.example.com',
    OIDC_CLIENT_ID: 'tokens',
    OIDC_CLIENT_SECRET: 'not-to-be-repeated',
  };
  test.each([
    ['OIDC_ISSUER', { OIDC_ISSUER: 'login.example.com' }],
    ['OIDC_ISSUER', { OIDC_ISSUER: 'http://login.example.com' }],
    ['OIDC_ISSUER', { OIDC_ISSUER: 'https://login.example.com?tenant=1' }],
    ['OIDC_ISSUER', { OIDC_ISSUER: '' }],
    ['OIDC_CLIENT_ID', { OIDC_CLIENT_ID: '' }],
    ['OIDC_CLIENT_SECRET', { OIDC_CLIENT_SECRET: '' }],
    ['OIDC_EMAIL_DOMAINS', { OIDC_EMAIL_DOMAINS: 'example.com; other.com' }],
    ['OIDC_EMAIL_DOMAINS', { OIDC_EMAIL_DOMAINS: '@example.com' }],
  ])('half a single sign-on, or a wrong one, names %s and repeats nothing', (name, change) => {
    const reading = readConfig({ ...sso, ...change });
    const problem = reading.kind === 'wrong' ? reading.problem : '';
    expect(problem).toMatch(new RegExp(`^${name} .*\\.$`));
    for (const given of Object.values(sso)) expect(problem).not.toContain(given);
    expect(JSON.stringify(readConfig(sso))).not.toContain(sso.OIDC_CLIENT_SECRET);
  });

  test('an admin group alone is no single sign-on', () => {
    const reading = readConfig({ OIDC_ADMIN_GROUP: 'admins' });
    expect(reading.kind === 'wrong' && reading.problem).toMatch(/^OIDC_ISSUER is missing/);
  });

  test('the program prints that line alone, and ends with 1', async () => {
    expectOneLine(await runToEnd(settingsFor(database, 0, { PORT: '70000' })), /^PORT /);
    expectOneLine(await runToEnd({ LOG_LEVEL: 'loud' }, 'setup-code'), /^LOG_LEVEL /);
  });

  test('a database that does not answer is named by its setting, without its password', async () => {
    const url = 'postgres://user:hunter2secret@127.0.0.1:9/x';
    const ended = await runToEnd(settingsFor(database, 0, { DATABASE_URL: url }));
    expectOneLine(ended, /DATABASE_URL.*ECONNREFUSED/);
    expect(ended.stderr).not.toContain('hunter2secret');
  });

  test('a folder that cannot be made, and a file that is no database, are named', async () => {
    const file = path.join(database.dataDir, 'a-file');
    writeFileSync(file, 'this is not a database, whatever its name says'.repeat(100));
    const below = path.join(file, 'data');
    const { DATABASE_URL: _url, ...rest } = settingsFor(database, 0, { DATA_DIR: below });
    expectOneLine(await runToEnd(rest), below);
    const ended = await runToEnd(settingsFor(database, 0, { DATABASE_URL: `sqlite:${file}` }));
    expectOneLine(ended, file);
  });

  test('a master key that others can read, and one that is none, are named by their file', async () => {
    const file = path.join(database.dataDir, 'given.key');
    const settings = settingsFor(database, 0, { MASTER_KEY_FILE: file });
    writeFileSync(file, 'junk', { mode: 0o600 });
    expectOneLine(await runToEnd(settings), file);
    chmodSync(file, 0o644);
    expectOneLine(await runToEnd(settings), file);
    const nowhere = path.join(database.dataDir, 'a-file', 'k');
    expectOneLine(await runToEnd({ ...settings, MASTER_KEY_FILE: nowhere }), nowhere);
  });

  test('a port in use is named', async () => {
    const port = await freePort();
    const other = createServer().listen(port, '127.0.0.1');
    const ended = await runToEnd(settingsFor(database, port));
    other.close();
    expectOneLine(ended, new RegExp(`Port ${port} .* in use`));
  });

  test('an unknown command or option is told in words, with exit code 2', async () => {
    for (const args of [
      ['fly'],
      ['access-token', '--role', 'king'],
      ['access-token'],
      ['access-token', '--role', 'admin', '--ttl', '2d'],
    ]) {
      const ended = await runToEnd(settingsFor(database, 0), ...args);
      expect([args, ended.code, ended.stdout]).toEqual([args, 2, '']);
      expect(ended.stderr).toMatch(/^error: /);
    }
  });
});

test('an older Node is told in one line that it is too old', async () => {
  const code = `Object.defineProperty(process.versions, 'node', { value: '20.20.2' }); await import(${JSON.stringify(path.resolve('service/main.mjs'))});`;
  const run = promisify(execFile)(process.execPath, ['--input-type=module', '-e', code]);
  const ended = (await run.then(
    () => ({ code: 0 }),
    (error: unknown) => error,
  )) as { code: number; stdout: string; stderr: string };
  expectOneLine(
    { ...ended, signal: null },
    /^The token service needs Node 24 or newer; this is Node 20\.20\.2\.$/m,
  );
});

describe.concurrent('a running service', () => {
  const withService = async (
    more: Settings,
    work: (service: Awaited<ReturnType<typeof spawnService>>, own: TestDatabase) => Promise<void>,
  ): Promise<void> => {
    const own = await emptyDatabase('sqlite');
    const service = await spawnService(settingsFor(own, await freePort(), more));
    try {
      await work(service, own);
    } finally {
      await service.end('SIGKILL');
      await own.remove();
    }
  };

  test('SIGTERM lets a request under way finish and ends with 0', async () => {
    await withService({}, async (service, own) => {
      const token = (await service.command('access-token', '--role', 'admin')).stdout.trim();
      const body = JSON.stringify({ kind: 'issued', name: 'Slow sender', scopes: ['tags:read'] });
      const call = request(`${service.address}/v1/tokens`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${token}`,
          'content-type': 'application/json',
          'content-length': body.length,
        },
      });
      call.write(body.slice(0, 10));
      await new Promise((resolve) => setTimeout(resolve, 200));
      const ending = service.end('SIGTERM');
      await new Promise((resolve) => setTimeout(resolve, 200));
      await expect(fetch(`${service.address}/healthz`)).rejects.toThrow();
      const status = new Promise((resolve, reject) => {
        call.once('response', (response) => resolve(response.resume().statusCode));
        call.once('error', reject);
      });
      call.end(body.slice(10));
      expect(await status).toBe(201);
      expect(await ending).toMatchObject({ code: 0, signal: null });
      expect(existsSync(path.join(own.dataDir, 'companion.db-wal'))).toBe(false);
    });
  });

  test('single sign-on that is open to every e-mail domain is warned of, once; a closed one is not', async () => {
    const warnings = async (more: Settings): Promise<number> => {
      const said = { count: 0 };
      await withService({ ...ssoSettings(9), ...more }, async (service) => {
        const { stdout } = await service.end('SIGTERM');
        said.count = stdout.split('OIDC_EMAIL_DOMAINS is not set').length - 1;
      });
      return said.count;
    };
    expect(await warnings({})).toBe(1);
    expect(await warnings({ OIDC_EMAIL_DOMAINS: 'northwind.example' })).toBe(0);
  });

  test('commands work beside it, print one thing alone, and are audited', async () => {
    await withService({}, async (service) => {
      const token = await service.command('access-token', '--role', 'admin', '--ttl', '5m');
      expect(token).toMatchObject({ code: 0, stderr: '' });
      expect(token.stdout).toMatch(/^fta_[0-9A-Za-z]{40}\n$/);
      const code = await service.command('setup-code');
      expect(code).toMatchObject({ code: 0, stderr: '' });
      expect(code.stdout).toMatch(/^([2-9A-Z]{4}-){2}[2-9A-Z]{4}\n$/);
      const audit = await fetch(`${service.address}/v1/audit`, {
        headers: { authorization: `Bearer ${token.stdout.trim()}` },
      });
      const { items } = (await audit.json()) as { items: { action: string; address: null }[] };
      expect(items.map((item) => item.action)).toEqual([
        'setup_code.created',
        'access_token.created',
        'setup_code.created',
      ]);
    });
  });

  test('the first start prints a set-up code and keeps it in a file for its owner alone', async () => {
    await withService({}, async (service, own) => {
      const file = path.join(own.dataDir, 'setup-code');
      // Ready means ready to be set up: nobody has to wait for the file.
      const code = readFileSync(file, 'utf8').trim();
      expect(code).toMatch(/^([2-9A-Z]{4}-){2}[2-9A-Z]{4}$/);
      await expect.poll(() => service.output()).toContain(code);
      expect(statSync(file).mode & 0o777).toBe(0o600);
      expect(readFileSync(path.join(own.dataDir, 'companion.db'), 'latin1')).not.toContain(code);
    });
  });

  test('HOST=0.0.0.0 is reached from this machine alone until it is set up', async () => {
    const outside = Object.values(networkInterfaces())
      .flat()
      .find((entry) => entry?.family === 'IPv4' && !entry.internal)?.address;
    // Without another interface, another address of the loopback net shows the same.
    const address = outside ?? '127.0.0.2';
    const PUBLIC_URL = 'https://tokens.example.com';
    await withService({ HOST: '0.0.0.0', PUBLIC_URL }, async (service) => {
      const { port } = new URL(service.address);
      await expect(fetch(`http://${address}:${port}/healthz`)).rejects.toThrow();
    });
  });

  test('a data folder that stands open to others does not open the database to them', async () => {
    const own = await emptyDatabase('sqlite');
    const folder = path.join(own.dataDir, 'open');
    mkdirSync(folder, { mode: 0o755 });
    const { DATABASE_URL: _url, ...rest } = settingsFor(own, await freePort(), {
      DATA_DIR: folder,
    });
    const service = await spawnService(rest);
    for (const name of ['companion.db', 'companion.db-wal', 'companion.db.lock', 'master.key']) {
      expect([name, statSync(path.join(folder, name)).mode & 0o077]).toEqual([name, 0]);
    }
    await service.end('SIGKILL');
    await own.remove();
  });
});
