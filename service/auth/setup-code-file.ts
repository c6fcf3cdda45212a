import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { SetupCode } from './setup-code.ts';

/** Where a first start leaves its code for whoever may read the data folder. */
export function setupCodeFile(dataDir: string): string {
  return path.join(dataDir, 'setup-code');
}

/** Writes the code for its owner alone; an older one is replaced. */
export function writeSetupCodeFile(dataDir: string, code: SetupCode): void {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  removeSetupCodeFile(dataDir);
  writeFileSync(setupCodeFile(dataDir), `${code.code}\n`, { mode: 0o600, flag: 'wx' });
}

export function removeSetupCodeFile(dataDir: string): void {
  rmSync(setupCodeFile(dataDir), { force: true });
}
