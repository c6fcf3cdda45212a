import type { Config } from '../config.ts';
import { rewrap } from '../rewrap/rewrap.ts';
import {
  makeMasterKey,
  nextKeyFile,
  oldKeyFile,
  promoteNextKey,
  readMasterKey,
} from '../seal/master-key.ts';
import { StartProblem } from '../start-problem.ts';
import { withStore } from './open-for-command.ts';

/**
 * Makes the next master key and nothing else, so that it can be brought to every host before the
 * change: replicas then take it up by themselves.
 */
export function prepareRewrap(config: Config): Promise<void> {
  const next = nextKeyFile(config.masterKeyFile);
  return withStore(config, () => {
    const { id } = readMasterKey(next) ?? makeMasterKey(next);
    process.stdout.write(
      `The next master key (${id}) is in ${next}. Copy it beside the key of every replica, with mode 600, then run rewrap.\n`,
    );
    return Promise.resolve();
  });
}

/**
 * Changes the master key. The new key is on the disk before anything is sealed with it, and takes the
 * old one's place afterwards; in between, and after a crash there, whoever opens the database finds
 * it by itself (`openKeyring`).
 */
export function changeMasterKey(config: Config): Promise<void> {
  const file = config.masterKeyFile;
  const next = nextKeyFile(file);
  return withStore(config, async (store) => {
    // The database opened with it a moment ago.
    const from = readMasterKey(file);
    if (from === null) throw new StartProblem(`The master key ${file} is missing.`);
    const to = readMasterKey(next) ?? makeMasterKey(next);
    if (to.id === from.id) {
      throw new StartProblem(`${next} holds the key that is in use. Remove it and run it again.`);
    }
    const done = await rewrap(store, { from, to }, new Date());
    promoteNextKey(file);
    const kept = readMasterKey(next) === null;
    process.stdout.write(
      [
        `The master key is ${to.id} now. Sealed anew: ${done.values} values, ${done.previousValues} earlier values, ${done.refreshTokens} refresh tokens, ${done.sharedSecrets} shared secrets.`,
        ...(done.leftAsTheyWere > 0
          ? [
              `${done.leftAsTheyWere} refresh tokens did not open before either; their people sign in again.`,
            ]
          : []),
        kept
          ? `The old key is kept as ${oldKeyFile(file, from.id)}: backups made until now open with it alone.`
          : `The folder of ${file} is read-only: put ${next} in its place yourself, and keep the old key for the backups made until now.`,
        'Back up the new key now. Other hosts need it, too.',
        '',
      ].join('\n'),
    );
  });
}
