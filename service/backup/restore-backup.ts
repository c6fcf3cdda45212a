import { existsSync } from 'node:fs';
import path from 'node:path';
import { openAuditChain, readHead, writtenHead } from '../audit/open-chain.ts';
import { verifyAudit } from '../audit/verify-audit.ts';
import { HOST_ACTOR, writeAudit } from '../audit/write-audit.ts';
import type { Config } from '../config.ts';
import { openKeyring } from '../seal/keyring.ts';
import { oldKeyFile, readMasterKey } from '../seal/master-key.ts';
import { StartProblem } from '../start-problem.ts';
import { unknownMigrations } from '../store/newer-schema.ts';
import {
  lockFileOf,
  makeOwnFile,
  openUnchanged,
  withFileLock,
  type Store,
} from '../store/open-store.ts';
import { carryEndings, NOTHING_CARRIED, type Carried } from './carry-endings.ts';
import { endSignIns } from './end-sign-ins.ts';
import { checkSeal, readManifest, type Facts } from './manifest.ts';
import { withOwnCopy } from './own-copy.ts';
import { checkUnused, stagePostgres } from './stage-postgres.ts';
import { closeToOthers, stageSqlite } from './stage-sqlite.ts';
import type { Staged } from './staged.ts';

export interface RestoreOptions {
  /** What a backup is. */
  readonly folder: string;
  /** What stands in the way of a restore is told; `over_what_is_there` says that it is meant. */
  readonly where: 'into_an_empty_one' | 'over_what_is_there';
  /** What ended since the backup: `brought_back` undoes deletes that were a mistake, and all others. */
  readonly endings: 'stay_ended' | 'brought_back';
  readonly now: Date;
}

export interface Restored {
  readonly facts: Facts;
  readonly carried: Carried;
  /** What ended since is known when the database went on from this very backup. */
  readonly endings: 'ended_again' | 'brought_back' | 'not_known';
  /** Issued tokens that work again, as they were then. */
  readonly works: readonly { readonly id: string; readonly name: string }[];
  readonly aside: string | null;
}

/**
 * Puts a backup in the place of the database. It is brought in beside it, brought to the newest
 * shape, checked (checksum, seal, master key, audit log) and made safe there; then it takes the
 * place in one step. Until that step nothing of the database is changed, whenever this is killed.
 * @throws StartProblem with one line that says why nothing was done
 */
export async function restoreBackup(
  config: Pick<Config, 'database' | 'masterKeyFile' | 'dataDir'>,
  options: RestoreOptions,
): Promise<Restored> {
  const { database } = config;
  const folder = path.resolve(options.folder);
  const facts = readBackup(config, folder);
  const own = path.join(config.dataDir, 'restore-copy');
  const work = (): Promise<Restored> =>
    withOwnCopy(folder, facts, own, (copy) => bringIn(config, { ...options, facts, copy }));
  if (database.kind === 'postgres') {
    await checkUnused(database.url);
    return work();
  }
  makeOwnFile(lockFileOf(database.file));
  // Whoever starts meanwhile waits, and finds the restored one.
  return withFileLock(lockFileOf(database.file), () => {
    if (existsSync(database.file)) closeToOthers(database.file);
    return work();
  });
}

interface Checked {
  readonly facts: Facts;
  /** The file with the database. */
  readonly copy: string;
}

/** Reads what the backup says of itself, and whether it may be brought in here. */
function readBackup(
  { database, masterKeyFile }: Pick<Config, 'database' | 'masterKeyFile'>,
  folder: string,
): Facts {
  const { facts, seal } = readManifest(folder);
  if (facts.dialect !== database.kind) {
    throw new StartProblem(
      `${folder} is a backup of ${nameOf(facts.dialect)}, and DATABASE_URL leads to ${nameOf(database.kind)}.`,
    );
  }
  const [unknown] = unknownMigrations(facts.migrations, facts.dialect);
  if (unknown !== undefined) {
    throw new StartProblem(
      `${folder} was made by version ${facts.version}, which is newer than this one (${unknown}). Restore it with that version.`,
    );
  }
  const master = readMasterKey(masterKeyFile);
  if (master?.id !== facts.masterKeyId) {
    const old = oldKeyFile(masterKeyFile, facts.masterKeyId);
    const at = existsSync(old) ? `It is ${old}: put that in its place.` : 'Put that file there.';
    throw new StartProblem(
      `${folder} needs the master key ${facts.masterKeyId}, and ${masterKeyFile} ${master === null ? 'is not there' : `is ${master.id}`}. ${at}`,
    );
  }
  checkSeal(folder, facts, seal, master);
  return facts;
}

function nameOf(dialect: Facts['dialect']): string {
  return dialect === 'sqlite' ? 'SQLite' : 'PostgreSQL';
}

async function bringIn(
  { database, masterKeyFile }: Pick<Config, 'database' | 'masterKeyFile'>,
  options: Checked & RestoreOptions,
): Promise<Restored> {
  const { facts, copy, now } = options;
  const current = await openUnchanged(database);
  let staged: Staged | null = null;
  try {
    if (current !== null) await checkEmpty(current, options.where);
    staged =
      database.kind === 'sqlite'
        ? await stageSqlite(database.file, copy, now)
        : await stagePostgres(database.url, { file: copy, schema: facts.schema }, now);
    const { store } = staged;
    let done: Omit<Restored, 'aside'>;
    try {
      const keyring = await openKeyring(store, masterKeyFile);
      const { key } = await openAuditChain(store, keyring);
      const { findings, head } = await verifyAudit(store, key, null);
      const [first] = findings;
      if (first !== undefined || head === null || writtenHead(head) !== facts.auditHead) {
        throw new StartProblem(
          `The audit log in the backup does not verify (${first === undefined ? 'it ends elsewhere' : `row ${first.seq}: ${first.what}`}). Take another backup.`,
        );
      }
      done = await makeSafe(current, store, options);
      await store.wipeRemains();
    } finally {
      await store.close();
      await current?.close();
    }
    return { ...done, aside: await staged.take() };
  } catch (error) {
    await staged?.drop();
    throw error;
  }
}

/** @throws StartProblem when tokens or people are there and nobody said that they may go */
async function checkEmpty(current: Store, where: RestoreOptions['where']): Promise<void> {
  if (where === 'over_what_is_there') return;
  const counts = await Promise.all(
    (['tokens', 'members'] as const).map((table) =>
      current.db.selectFrom(table).select('id').limit(1).execute(),
    ),
  );
  if (counts.every((rows) => rows.length === 0)) return;
  await current.close();
  throw new StartProblem(
    'There are tokens or people in the database. To put the backup in their place, add --replace: what is there is kept aside.',
  );
}

async function makeSafe(
  current: Store | null,
  staged: Store,
  { facts, endings, now }: Checked & RestoreOptions,
): Promise<Omit<Restored, 'aside'>> {
  const goneOn = current !== null && (await wentOnFrom(current, facts));
  const carries = goneOn && endings === 'stay_ended';
  const replaced = current === null ? null : await readHead(current.db);
  return staged.transaction(async (trx) => {
    const carried = carries ? await carryEndings(current, trx, facts.masterKeyId) : NOTHING_CARRIED;
    await endSignIns(trx, now);
    const works = await trx
      .selectFrom('tokens')
      .select(['id', 'name'])
      .where('kind', '=', 'issued')
      .where('deleted_at', 'is', null)
      .orderBy('name_key')
      .execute();
    const { unsure, ...counts } = carried;
    await writeAudit(trx, {
      action: 'backup.restored',
      actor: HOST_ACTOR,
      detail: {
        madeAt: facts.at,
        from: facts.auditHead,
        ...(replaced === null ? {} : { replaced: writtenHead(replaced) }),
        endedAgain: carries ? counts : null,
        unsure: unsure.map(({ id }) => id),
      },
      at: now,
    });
    return {
      facts,
      carried,
      endings: carries ? 'ended_again' : goneOn ? 'brought_back' : 'not_known',
      works,
    };
  });
}

/** Whether the database is a later state of the one in the backup: its log runs through the same row. */
async function wentOnFrom({ db }: Store, { auditHead }: Facts): Promise<boolean> {
  const [seq, hash] = auditHead.split(':');
  const row = await db
    .selectFrom('audit_events')
    .select('hash')
    .where('seq', '=', Number(seq))
    .executeTakeFirst();
  return row !== undefined && row.hash === hash;
}
