import path from 'node:path';
import { expect } from 'vitest';
import { emptyDatabase, type DatabaseKind, type TestDatabase } from './database.ts';
import { created, revealed } from './http.ts';
import { aFront, anIssued } from './makers.ts';
import { peopleRows } from './people-rows.ts';
import { runToEnd, settingsFor, type Ended } from './process.ts';
import { startService, type TestService } from './start-service.ts';

export const keyFile = (database: TestDatabase): string =>
  path.join(database.dataDir, 'master.key');
export const command = (database: TestDatabase, ...args: string[]): Promise<Ended> =>
  runToEnd(settingsFor(database, 0), ...args);
export const backupFolder = (database: TestDatabase): string =>
  path.join(database.dataDir, 'backup-1');

/** A database with some tokens and people, and a backup of it; the service still runs. */
export async function backedUp(kind: DatabaseKind) {
  const database = await emptyDatabase(kind);
  const service = await startService(kind, { database });
  const issued = await created(service, anIssued());
  const front = await created(service, aFront());
  const values = new Map<string, string>();
  for (const { id } of [issued, front]) values.set(id, await revealed(service, id));
  const memberId = await peopleRows.member(service.store);
  await peopleRows.grant(service.store, front.id, { kind: 'member', grantee: memberId });
  const folder = backupFolder(database);
  expect(await command(database, 'backup', folder)).toMatchObject({ code: 0, stderr: '' });
  return { database, service, issued, front, values, memberId, folder };
}

export async function expectSame(service: TestService, values: Map<string, string>): Promise<void> {
  for (const [id, value] of values) expect(await revealed(service, id)).toBe(value);
}
