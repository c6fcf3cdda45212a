import { constants, copyFileSync, existsSync, linkSync, renameSync, rmSync } from 'node:fs';
import { chmodSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { StartProblem } from '../start-problem.ts';
import { flushFile, flushFolder } from '../store/flush-folder.ts';
import { lockFileOf, openStore } from '../store/open-store.ts';
import { asideName, type Staged } from './staged.ts';

/** Lays a copy of the backup beside the file and opens that. */
export async function stageSqlite(file: string, backup: string, now: Date): Promise<Staged> {
  const part = `${file}.restoring`;
  const dropFiles = (): void => {
    for (const name of [part, `${part}-wal`, `${part}-shm`, lockFileOf(part)]) {
      rmSync(name, { force: true });
    }
  };
  dropFiles();
  // A backup stays as it is, wherever it goes from here.
  copyFileSync(backup, part, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE);
  chmodSync(part, 0o600);
  const store = await openStore({ kind: 'sqlite', file: part });
  return {
    store,
    take: () => {
      flushFile(part);
      const aside = existsSync(file) ? `${file}.${asideName(now)}` : null;
      if (aside !== null) {
        closeToOthers(file);
        keep(file, aside);
      }
      renameSync(part, file);
      flushFolder(path.dirname(file));
      dropFiles();
      return Promise.resolve(aside);
    },
    drop: () => {
      dropFiles();
      return Promise.resolve();
    },
  };
}

/**
 * Moves the write-ahead log into the file, which works for whoever has it open alone.
 * @throws StartProblem when somebody else has it open: they would go on writing to a file that is gone
 */
export function closeToOthers(file: string): void {
  const database = new DatabaseSync(file, { timeout: 0 });
  try {
    database.prepare('pragma journal_mode = delete').get();
    database.exec('begin exclusive; commit');
  } catch (error) {
    if (!/locked|busy/i.test(String(error))) throw error;
    throw new StartProblem(`The service is running on ${file}. Stop it, then restore.`);
  } finally {
    database.close();
  }
}

/** Under a second name, so that at no moment there is no database. */
function keep(file: string, aside: string): void {
  try {
    linkSync(file, aside);
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    // Some file systems have one name for each file.
    if (!['EPERM', 'ENOTSUP', 'ENOSYS', 'EMLINK'].includes(code)) throw error;
    copyFileSync(file, aside, constants.COPYFILE_EXCL);
    flushFile(aside);
  }
  flushFolder(path.dirname(file));
}
