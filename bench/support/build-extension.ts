import { spawnSync } from 'node:child_process';
import path from 'node:path';

let built = false;

/**
 * Builds the extension as users get it, once a run: what lay there could be missing, or an older one.
 * @throws Error when it cannot be built
 */
export function buildExtension(): void {
  if (built) return;
  const { status } = spawnSync(process.execPath, [path.resolve('scripts/build.ts')], {
    // The tables alone go to the standard output.
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (status !== 0) throw new Error('the extension could not be built: see above');
  built = true;
}
