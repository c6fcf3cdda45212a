/**
 * Builds the archives for the stores, builds them once more from nothing but the archive of the
 * sources, and compares: whoever reviews the sources reviews what people install.
 */
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { unzipSync } from 'fflate';

const OUTPUT = '.output';
const NODE_MODULES = path.resolve('node_modules');

function build(folder: string): Map<string, Buffer> {
  const output = path.join(folder, OUTPUT);
  for (const name of archivesIn(output)) rmSync(path.join(output, name));
  const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/zip.ts'], {
    cwd: folder,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`${stdout}${stderr}\nThe archives could not be built.`);
  return new Map(archivesIn(output).map((name) => [name, readFileSync(path.join(output, name))]));
}

function archivesIn(output: string): string[] {
  try {
    return readdirSync(output).filter((name) => name.endsWith('.zip'));
  } catch {
    // Nothing was built yet.
    return [];
  }
}

function unpack(archive: Buffer, folder: string): void {
  for (const [name, bytes] of Object.entries(unzipSync(archive))) {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, bytes);
  }
}

const ours = build(process.cwd());
const sources = [...ours].find(([name]) => name.includes('sources'));
if (sources === undefined || ours.size !== 3) {
  throw new Error(`three archives were expected, these are there: ${[...ours.keys()].join(', ')}`);
}
const folder = mkdtempSync(path.join(tmpdir(), 'companion-sources-'));
try {
  unpack(sources[1], folder);
  // It is for the reviewers of Firefox's version, and lacks what only Chrome gets.
  cpSync('entrypoints', path.join(folder, 'entrypoints'), { recursive: true });
  symlinkSync(NODE_MODULES, path.join(folder, 'node_modules'));
  const theirs = build(folder);
  for (const [name, bytes] of ours) {
    const same = theirs.get(name)?.equals(bytes) === true;
    process.stdout.write(`${name.padEnd(50)} ${same ? 'the same, byte for byte' : 'DIFFERENT'}\n`);
    if (!same) process.exitCode = 1;
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
