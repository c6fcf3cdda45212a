import { createHash, createHmac, createSecretKey, hkdfSync } from 'node:crypto';
import { createReadStream, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import * as z from 'zod/mini';
import { sameText } from '../audit/chain.ts';
import type { MasterKey } from '../seal/master-key.ts';
import { StartProblem } from '../start-problem.ts';

const FORMAT = 1;
const MANIFEST = 'manifest.json';

const Facts = z.strictObject({
  format: z.literal(FORMAT),
  /** Version of the service that made it. */
  version: z.string(),
  dialect: z.enum(['sqlite', 'postgres']),
  /** Schema of PostgreSQL in which the tables are; empty for SQLite. */
  schema: z.string(),
  /** When it was made, by the clock of the host that made it. */
  at: z.string(),
  /** Names of the migrations that its tables have been through. */
  migrations: z.array(z.string()),
  /** Where its audit log ends. */
  auditHead: z.string(),
  /** Without the master key of this id nothing in it opens. The id tells nothing about the key. */
  masterKeyId: z.string(),
  file: z.enum(['companion.db', 'companion.dump']),
  bytes: z.number(),
  sha256: z.string(),
});
/** What a backup is, in its own words. */
export type Facts = z.infer<typeof Facts>;

const Manifest = z.strictObject({ ...Facts.shape, seal: z.string() });

/** Writes the manifest, sealed with a key of the master key's: who has the backup alone cannot change it. */
export function writeManifest(folder: string, facts: Facts, master: MasterKey): string {
  const file = path.join(folder, MANIFEST);
  const text = JSON.stringify({ ...facts, seal: sealOf(facts, master) }, null, 2);
  writeFileSync(file, `${text}\n`, { flag: 'wx', mode: 0o600, flush: true });
  return file;
}

/**
 * Reads the manifest of a backup. Nothing in it is to be believed before `checkSeal`.
 * @throws StartProblem when the folder is none, or a newer kind of backup
 */
export function readManifest(folder: string): { facts: Facts; seal: string } {
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(path.join(folder, MANIFEST), 'utf8'));
  } catch {
    throw new StartProblem(`${folder} is no whole backup: it has no ${MANIFEST} that can be read.`);
  }
  const format = (json as { format?: unknown } | null)?.format;
  if (typeof format === 'number' && format > FORMAT) {
    throw new StartProblem(`${folder} was made by a newer version of the service. Use that one.`);
  }
  const read = Manifest.safeParse(json);
  if (!read.success) throw new StartProblem(`The manifest of ${folder} is not as it was written.`);
  const { seal, ...facts } = read.data;
  return { facts, seal };
}

/** @throws StartProblem when somebody without the master key has changed the manifest */
export function checkSeal(folder: string, facts: Facts, seal: string, master: MasterKey): void {
  if (sameText(sealOf(facts, master), seal)) return;
  throw new StartProblem(`The manifest of ${folder} was changed by somebody. Take another backup.`);
}

/** SHA-256 of a file, hex. */
export async function sha256Of(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

function sealOf(facts: Facts, master: MasterKey): string {
  const key = hkdfSync('sha256', master.key, '', 'front-token-companion/backup-manifest/v1', 32);
  // In one order, whatever order the file has.
  const ordered = Object.entries(facts).sort(([a], [b]) => (a < b ? -1 : 1));
  return createHmac('sha256', createSecretKey(Buffer.from(key)))
    .update(JSON.stringify(ordered))
    .digest('base64url');
}
