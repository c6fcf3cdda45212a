/**
 * Lints the Firefox build as Mozilla does. An error fails; so does a warning that
 * `docs/store-review.md` does not explain, and an explanation of one that is gone.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const EXPLAINED = 'docs/store-review.md';
const ROW = /^\| ([A-Z_]+) +\| (\S+) +\| (\d+) +\| \S/gm;
/** What the bundler adds to a name: it is another one with every change. */
const HASH = /-[\w-]{8}\.js$/;

interface Finding {
  readonly code: string;
  readonly message: string;
  readonly file?: string;
  readonly line?: number;
}

const { stdout, stderr } = spawnSync(
  'web-ext',
  ['lint', '--source-dir', '.output/firefox-mv3', '--no-config-discovery', '--output', 'json'],
  { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
);
if (!stdout.startsWith('{')) throw new Error(`web-ext did not answer in JSON:\n${stdout}${stderr}`);
const { errors, warnings } = JSON.parse(stdout) as Record<'errors' | 'warnings', Finding[]>;

const found = new Map<string, number>();
for (const { code, file = '' } of warnings) {
  const key = `${code} in ${file.replace(HASH, '')}`;
  found.set(key, (found.get(key) ?? 0) + 1);
}
const explained = new Map(
  [...readFileSync(EXPLAINED, 'utf8').matchAll(ROW)].map(([, code, file, times]) => [
    `${code} in ${file}`,
    Number(times),
  ]),
);
const problems = [
  ...errors.map(
    ({ code, message, file = '', line = 0 }) => `${code}: ${message} (${file}:${line})`,
  ),
  ...[...new Set([...found.keys(), ...explained.keys()])].flatMap((key) => {
    const [now, known] = [found.get(key) ?? 0, explained.get(key) ?? 0];
    return now === known ? [] : [`${key}: found ${now} times, explained ${known} times`];
  }),
];
for (const problem of problems) process.stderr.write(`${problem}\n`);
if (problems.length > 0) {
  process.stderr.write(`Mend it, or say in ${EXPLAINED} why it is there.\n`);
  process.exitCode = 1;
} else {
  process.stdout.write(`No error; ${warnings.length} warnings, each explained in ${EXPLAINED}.\n`);
}
