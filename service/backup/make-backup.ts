import { existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { PRODUCT_VERSION } from '../../contract/version.ts';
import { HOST_ACTOR, writeAudit } from '../audit/write-audit.ts';
import type { Config } from '../config.ts';
import type { MasterKey } from '../seal/master-key.ts';
import { StartProblem } from '../start-problem.ts';
import { flushFolder } from '../store/flush-folder.ts';
import type { Store } from '../store/open-store.ts';
import { copyDatabase } from './copy-database.ts';
import { sha256Of, writeManifest, type Facts } from './manifest.ts';

/**
 * Makes one backup: a folder with the database and a manifest, which appears whole or not at all.
 * Everything that was acknowledged before it began is in it, the row that says so included: who takes
 * a copy of everything is on record, also where the copy then fails. The master key is not in it.
 * @throws StartProblem when the folder is there already
 */
export async function makeBackup(
  store: Store,
  database: Config['database'],
  options: { readonly folder: string; readonly master: MasterKey; readonly now: Date },
): Promise<Facts> {
  const { master, now } = options;
  const folder = path.resolve(options.folder);
  if (existsSync(folder)) {
    throw new StartProblem(`${folder} is there already. Name a folder that is not.`);
  }
  const part = `${folder}.part`;
  await store.transaction((trx) =>
    writeAudit(trx, { action: 'backup.made', actor: HOST_ACTOR, at: now }),
  );
  rmSync(part, { recursive: true, force: true });
  mkdirSync(path.dirname(part), { recursive: true, mode: 0o700 });
  // Not one that somebody else made in between, who could read and change what is put there.
  mkdirSync(part, { mode: 0o700 });
  try {
    const file = database.kind === 'sqlite' ? 'companion.db' : 'companion.dump';
    const copy = path.join(part, file);
    const state = await copyDatabase(store, database, copy);
    const facts: Facts = {
      format: 1,
      version: PRODUCT_VERSION,
      dialect: database.kind,
      schema: state.schema,
      at: now.toISOString(),
      migrations: [...state.migrations],
      auditHead: state.auditHead,
      masterKeyId: master.id,
      file,
      bytes: statSync(copy).size,
      sha256: await sha256Of(copy),
    };
    writeManifest(part, facts, master);
    flushFolder(part);
    renameSync(part, folder);
    flushFolder(path.dirname(folder));
    return facts;
  } catch (error) {
    rmSync(part, { recursive: true, force: true });
    throw error;
  }
}
