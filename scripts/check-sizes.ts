/**
 * Compares what the browser has to load with its budget, in gzip. Run it after the build: a script
 * that every settings page loads, and the pages that a person waits for, must not grow unnoticed.
 */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

const KB = 1_000;
const BUILD = path.resolve('.output/chrome-mv3');

interface Budget {
  readonly what: string;
  readonly most: number;
  readonly files: readonly string[];
}

/** The scripts that a page loads before it can draw: those it names, and what they import. */
function initialScripts(page: string): readonly string[] {
  const file = path.join(BUILD, page);
  if (!existsSync(file)) return [];
  const html = readFileSync(file, 'utf8');
  const named = [...html.matchAll(/(?:src|href)="\/([^"]+\.js)"/g)].map(([, name = '']) => name);
  const all = new Set<string>();
  for (const name of named) addWithImports(name, all);
  return [...all];
}

function addWithImports(name: string, all: Set<string>): void {
  if (all.has(name)) return;
  all.add(name);
  const code = readFileSync(path.join(BUILD, name), 'utf8');
  // Static imports alone: `import("…")` is loaded when it is needed.
  for (const [, from = ''] of code.matchAll(/(?:^|[;}\n])import[^("'`;]*["'`](\.[^"'`]+)["'`]/g)) {
    addWithImports(path.posix.join(path.posix.dirname(name), from), all);
  }
}

const budgets: readonly Budget[] = [
  {
    what: 'script on every page',
    most: 8 * KB,
    files: ['content-scripts/settings.js'].filter((file) => existsSync(path.join(BUILD, file))),
  },
  {
    what: 'script on token pages',
    most: 20 * KB,
    files: ['content-scripts/token-page.js'].filter((file) => existsSync(path.join(BUILD, file))),
  },
  {
    what: 'script on reference',
    most: 8 * KB,
    files: ['content-scripts/reference.js'].filter((file) => existsSync(path.join(BUILD, file))),
  },
  { what: 'popup, first paint', most: 100 * KB, files: initialScripts('popup.html') },
  // With more in it than it needs, it once did nothing at all.
  { what: 'clipboard document', most: 4 * KB, files: initialScripts('offscreen.html') },
];

let failed = false;
for (const { what, most, files } of budgets) {
  const size = files.reduce(
    (sum, file) => sum + gzipSync(readFileSync(path.join(BUILD, file)), { level: 9 }).length,
    0,
  );
  const isMissing = files.length === 0;
  const verdict = isMissing ? 'missing: build first' : size > most ? 'TOO BIG' : 'ok';
  failed ||= isMissing || size > most;
  process.stdout.write(
    `${what.padEnd(22)} ${inKb(size)} of ${inKb(most)} kB gzip   ${verdict}   (${files.length} files)\n`,
  );
}
process.exitCode = failed ? 1 : 0;

function inKb(bytes: number): string {
  return (bytes / KB).toFixed(2).padStart(7);
}
