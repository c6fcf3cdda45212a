import { createHash, createSecretKey, randomBytes, type KeyObject } from 'node:crypto';
import {
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { StartProblem } from '../start-problem.ts';
import { flushFolder } from '../store/flush-folder.ts';
import { KEY_BYTES } from './aead.ts';

/** The key that wraps every other key. It lives in a file beside the database, never in it. */
export interface MasterKey {
  readonly id: string;
  readonly key: KeyObject;
}

/**
 * Reads the master key.
 * @returns null when there is no such file
 * @throws StartProblem when it cannot be read, is open to other users, or is not a key
 */
export function readMasterKey(file: string): MasterKey | null {
  let text: string;
  try {
    const others = statSync(file).mode & 0o077;
    // Windows has no such bits and reports them set.
    if (others !== 0 && process.platform !== 'win32') {
      throw new StartProblem(
        `The master key ${file} can be read by other users. Run: chmod 600 ${file}`,
      );
    }
    text = readFileSync(file, 'utf8').trim();
  } catch (error) {
    if (error instanceof StartProblem) throw error;
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw new StartProblem(
      `The master key ${file} cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown'}).`,
    );
  }
  const key = Buffer.from(text, 'base64');
  if (key.length !== KEY_BYTES || key.toString('base64') !== text) {
    throw new StartProblem(
      `The file ${file} is not a master key: it has to hold 32 bytes in base64. Put the right file back from your backup.`,
    );
  }
  return { id: keyId(key), key: createSecretKey(key) };
}

/**
 * Makes a master key file, readable by its owner alone. When another process made it first, that one
 * is read. The file appears whole or not at all, and is on the disk before anything is sealed with it:
 * a value whose key was lost with the power would be lost too.
 */
export function makeMasterKey(file: string): MasterKey {
  const folder = path.dirname(file);
  const draft = `${file}.${randomBytes(6).toString('hex')}`;
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    writeFileSync(draft, `${randomBytes(KEY_BYTES).toString('base64')}\n`, {
      flag: 'wx',
      mode: 0o600,
      flush: true,
    });
    linkSync(draft, file);
    flushFolder(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') {
      throw new StartProblem(
        `The master key ${file} cannot be written (${(error as NodeJS.ErrnoException).code ?? 'unknown'}).`,
      );
    }
  } finally {
    rmSync(draft, { force: true });
  }
  const made = readMasterKey(file);
  if (made === null) throw new StartProblem(`The master key ${file} vanished while starting.`);
  return made;
}

/** Where `service rewrap` puts the new key until everything is sealed with it. */
export function nextKeyFile(file: string): string {
  return `${file}.next`;
}

/**
 * Puts the new key in the place of the old one, which is kept under a name that says so: backups
 * from before are sealed with it. At every moment the file holds one of the two, whole. In a folder
 * that is read-only, such as a mounted secret, both stay where they are; the new one is found there.
 */
export function promoteNextKey(file: string): void {
  try {
    const old = readMasterKey(file);
    if (old !== null) keepOld(file, old);
    renameSync(nextKeyFile(file), file);
    flushFolder(path.dirname(file));
  } catch (error) {
    if (error instanceof StartProblem) throw error;
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown';
    // ENOENT: another process of this host did it in the same moment.
    if (!['ENOENT', 'EACCES', 'EPERM', 'EROFS'].includes(code)) {
      throw new StartProblem(`The new master key cannot be put in the place of ${file} (${code}).`);
    }
  }
}

/** Name of a key that was replaced. */
export function oldKeyFile(file: string, keyId: string): string {
  return `${file}.old-${keyId}`;
}

function keepOld(file: string, key: MasterKey): void {
  try {
    linkSync(file, oldKeyFile(file, key.id));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

// Public by design: it says which key sealed a row, and tells nothing about the key.
function keyId(key: Buffer): string {
  return createHash('sha256')
    .update('front-token-companion key id\0')
    .update(key)
    .digest('hex')
    .slice(0, 16);
}
