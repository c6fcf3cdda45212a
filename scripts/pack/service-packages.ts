import { readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import path from 'node:path';

const IMPORTS = [
  /^(?:import|export)\s[^'"]*?from '([^'./][^']*)'/gm,
  /^import '([^'./][^']*)'/gm,
  /\bimport\('([^'./][^']*)'\)/g,
  /\.resolve\('([^'./][^']*)'\)/g,
];

/** Every file below a folder, `/` between its parts, in one order on every machine. */
export function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name).split(path.sep).join('/'))
    .sort((a, b) => (a < b ? -1 : 1));
}

/** Names of the packages that these sources load, types alone left out. */
export function packagesOf(files: readonly string[]): string[] {
  const found = new Set<string>();
  for (const file of files) {
    if (!/\.(ts|js|mjs)$/.test(file)) continue;
    const source = readFileSync(file, 'utf8');
    for (const pattern of IMPORTS) {
      for (const [statement, specifier = ''] of source.matchAll(pattern)) {
        if (statement.startsWith('import type') || isBuiltIn(specifier)) continue;
        const parts = specifier.split('/');
        found.add(parts.slice(0, specifier.startsWith('@') ? 2 : 1).join('/'));
      }
    }
  }
  return [...found].sort();
}

function isBuiltIn(specifier: string): boolean {
  return specifier.startsWith('node:') || builtinModules.includes(specifier);
}
