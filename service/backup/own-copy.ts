import { chmodSync, constants, copyFileSync, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { StartProblem } from '../start-problem.ts';
import { sha256Of, type Facts } from './manifest.ts';

/**
 * Copies the database of a backup to where nobody else writes, checks the copy and hands it to `work`:
 * who can write to backups could otherwise put another file there after the check (CWE-367).
 * @param own folder that is made for the copy; whatever a restore that was killed left there goes
 * @throws StartProblem when it is not the file that the manifest speaks of
 */
export async function withOwnCopy<T>(
  folder: string,
  facts: Facts,
  own: string,
  work: (copy: string) => Promise<T>,
): Promise<T> {
  rmSync(own, { recursive: true, force: true });
  mkdirSync(path.dirname(own), { recursive: true, mode: 0o700 });
  mkdirSync(own, { mode: 0o700 });
  try {
    const copy = path.join(own, facts.file);
    if (!copied(path.join(folder, facts.file), copy) || (await sha256Of(copy)) !== facts.sha256) {
      throw new StartProblem(
        `${path.join(folder, facts.file)} is not the file that was written. Take another backup.`,
      );
    }
    return await work(copy);
  } finally {
    rmSync(own, { recursive: true, force: true });
  }
}

function copied(from: string, to: string): boolean {
  try {
    copyFileSync(from, to, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
  chmodSync(to, 0o600);
  return true;
}
