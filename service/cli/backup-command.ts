import { openAuditChain } from '../audit/open-chain.ts';
import { makeBackup } from '../backup/make-backup.ts';
import { restoreBackup, type Restored, type RestoreOptions } from '../backup/restore-backup.ts';
import type { Config } from '../config.ts';
import { openKeyring } from '../seal/keyring.ts';
import { readMasterKey } from '../seal/master-key.ts';
import { StartProblem } from '../start-problem.ts';
import { migrations } from '../store/migrations.ts';
import { readMigrations } from '../store/newer-schema.ts';
import { openUnchanged, type Store } from '../store/open-store.ts';

const MOST_LINES = 200;

/** Makes a backup beside the running service and says which master key it needs. */
export async function printBackup(config: Config, folder: string): Promise<void> {
  const store = await openUnchanged(config.database);
  if (store === null) throw new StartProblem('There is no database to back up yet.');
  try {
    await checkSameShape(store);
    await openAuditChain(store, await openKeyring(store, config.masterKeyFile));
    const master = readMasterKey(config.masterKeyFile);
    if (master === null) throw new StartProblem(`${config.masterKeyFile} is missing.`);
    const facts = await makeBackup(store, config.database, { folder, master, now: new Date() });
    process.stdout.write(
      [
        `Backed up to ${folder}: ${facts.bytes} bytes, audit log up to ${facts.auditHead}.`,
        `The master key is not in it. Without the key ${facts.masterKeyId} nothing in it opens: keep a copy of ${config.masterKeyFile} in another place.`,
        '',
      ].join('\n'),
    );
  } finally {
    await store.close();
  }
}

/** A command of a newer version must not migrate the database under the service that runs. */
async function checkSameShape(store: Store): Promise<void> {
  const applied = new Set(await readMigrations(store.db));
  const missing = Object.keys(migrations(store.dialect)).find((name) => !applied.has(name));
  if (missing === undefined) return;
  throw new StartProblem(
    'The database is of an older version than this command. Back it up with that version, before the upgrade.',
  );
}

/** Restores a backup and says what that means for what ended since. */
export async function printRestore(
  config: Config,
  options: Omit<RestoreOptions, 'now'>,
): Promise<void> {
  const done = await restoreBackup(config, { ...options, now: new Date() });
  process.stdout.write(`${linesOf(done).join('\n')}\n`);
}

function linesOf({ facts, carried, endings, works, aside }: Restored): string[] {
  const lines = [
    `Restored as it was at ${facts.at}, audit log up to ${facts.auditHead}. Everybody signs in again; setup-code lets an admin in.`,
    ...(aside === null
      ? []
      : [`What was there before is kept as ${aside}; remove it when you are sure.`]),
  ];
  if (endings === 'ended_again') {
    const { tokens, values, members, grants, passkeys, unsure } = carried;
    const { narrowedTokens, narrowedPeople } = carried;
    lines.push(
      `Ended since, and ended again: ${tokens} deleted tokens, ${values} replaced values, ${members} stopped people, ${grants} grants, ${passkeys} passkeys. Narrowed since, and narrowed again: ${narrowedTokens} tokens, ${narrowedPeople} people.`,
    );
    if (unsure.length === 0) return lines;
    lines.push(
      `The values of ${unsure.length} tokens were replaced under another master key, and the old ones stand again. Give each a new one:`,
    );
    return [...lines, ...listOf(unsure)];
  }
  lines.push(
    endings === 'brought_back'
      ? `What ended since was brought back, as it was asked for. ${works.length} issued tokens work as they did then:`
      : `What ended since is not known here. ${works.length} issued tokens work as they did then, also those that were deleted or given a new value later. Go through them:`,
  );
  return [...lines, ...listOf(works)];
}

function listOf(tokens: readonly { readonly id: string; readonly name: string }[]): string[] {
  const lines = tokens.slice(0, MOST_LINES).map(({ id, name }) => `  ${id}  ${name}`);
  return tokens.length > MOST_LINES
    ? [...lines, `  and ${tokens.length - MOST_LINES} more`]
    : lines;
}
