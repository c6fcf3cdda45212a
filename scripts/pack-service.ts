/**
 * `npm run pack:service`: one archive of the service alone, for a server that installs it with
 * `npm ci --omit=dev`. Nothing of the extension or the toolchain is in it. The same tree gives the same
 * bytes.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { pruneLock, type Lockfile } from './pack/prune-lock.ts';
import { filesBelow, packagesOf } from './pack/service-packages.ts';
import { tarball, type Packed } from './pack/tar.ts';

const NAME = 'front-token-service';
const OUTPUT = '.output';
/** What whoever runs the service reads; the notes on the extension stay behind. */
const DOCS = [
  'audit.md',
  'budget.md',
  'delete-means-now.md',
  'find.md',
  'gateway-links.md',
  'gateway-paths.md',
  'health.md',
  'notes.md',
  'openapi.json',
  'operations.md',
  'record.md',
  'rotation.md',
  'sealing.md',
  'security.md',
  'sign-in.md',
  'usage.md',
];
const EXECUTABLE: ReadonlySet<string> = new Set(['deploy/front-token-service']);

interface PackageJson {
  readonly scripts: { readonly service: string };
  readonly version: string;
  readonly license: string;
  readonly engines: Readonly<Record<string, string>>;
  readonly dependencies: Readonly<Record<string, string>>;
}

/** What the archive holds, before it is one. @throws Error when a package is used that is not depended on */
export function serviceFiles(): { version: string; files: Packed[] } {
  const all = JSON.parse(readFileSync('package.json', 'utf8')) as PackageJson;
  const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as Lockfile;
  const sources = ['service', 'contract'].flatMap(filesBelow);
  const dependencies = Object.fromEntries(
    packagesOf(sources).map((name) => {
      const version = all.dependencies[name];
      if (version === undefined) throw new Error(`${name} is used and not depended on`);
      return [name, version];
    }),
  );
  const own = {
    name: NAME,
    version: all.version,
    private: true,
    description: 'Token service of Front Token Companion.',
    type: 'module',
    license: all.license,
    engines: all.engines,
    scripts: { start: all.scripts.service, service: all.scripts.service },
    dependencies,
  };
  const copied = [
    ...sources,
    ...filesBelow('deploy'),
    ...DOCS.map((name) => `docs/${name}`),
    'CHANGELOG.md',
    'LICENSE',
  ];
  const files: Packed[] = [
    ...copied.map((name) => ({
      path: name === 'deploy/README.md' ? 'README.md' : name,
      bytes: readFileSync(name),
      executable: EXECUTABLE.has(name),
    })),
    { path: 'package.json', bytes: json(own) },
    { path: 'package-lock.json', bytes: json(pruneLock(lock, own)) },
  ];
  const folder = `${NAME}-${all.version}`;
  return {
    version: all.version,
    files: files.map((file) => ({ ...file, path: `${folder}/${file.path}` })),
  };
}

function json(value: unknown): Buffer {
  return Buffer.from(`${JSON.stringify(value, null, 2)}\n`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { version, files } = serviceFiles();
  const bytes = tarball(files);
  const file = path.join(OUTPUT, `${NAME}-${version}.tgz`);
  mkdirSync(OUTPUT, { recursive: true });
  writeFileSync(file, bytes);
  const digest = createHash('sha256').update(bytes).digest('hex');
  process.stdout.write(`${file}  ${bytes.length} bytes  sha256 ${digest}\n`);
}
