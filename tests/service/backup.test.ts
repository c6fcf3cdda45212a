import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  appendFileSync,
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import { describe, expect, test } from 'vitest';
import { openAuditChain } from '../../service/audit/open-chain.ts';
import { makeBackup } from '../../service/backup/make-backup.ts';
import { writeManifest, type Facts } from '../../service/backup/manifest.ts';
import { readConfig, type Config } from '../../service/config.ts';
import { openKeyring } from '../../service/seal/keyring.ts';
import { readMasterKey } from '../../service/seal/master-key.ts';
import { migrations } from '../../service/store/migrations.ts';
import { storeWithoutMigrating } from '../../service/store/open-store.ts';
import { backedUp, backupFolder, command, expectSame, keyFile } from './support/backed-up.ts';
import { DATABASES, emptyDatabase, type TestDatabase } from './support/database.ts';
import { freePort } from './support/free-port.ts';
import { call, created, deleted, revealed } from './support/http.ts';
import { anIssued } from './support/makers.ts';
import { runToEnd, settingsFor, spawnService, type Ended } from './support/process.ts';
import { startService } from './support/start-service.ts';

function configOf(database: TestDatabase): Config {
  const reading = readConfig({ DATABASE_URL: database.url, DATA_DIR: database.dataDir });
  if (reading.kind === 'wrong') throw new Error(reading.problem);
  return reading.config;
}

function manifestOf(folder: string): Facts & { seal: string } {
  return JSON.parse(readFileSync(path.join(folder, 'manifest.json'), 'utf8')) as Facts & {
    seal: string;
  };
}

const expectRefused = (ended: Ended, why: RegExp): void => {
  expect(ended.stdout).toBe('');
  expect(ended.stderr).toMatch(why);
  expect(ended.stderr.trim().split('\n')).toHaveLength(1);
  expect(ended.code).toBe(1);
};

describe.each(DATABASES)('a backup of %s', (kind) => {
  test('made under writes holds every write that was acknowledged before it began, and verifies', async () => {
    const database = await emptyDatabase(kind);
    const service = await spawnService(settingsFor(database, await freePort()));
    const bearer = (await service.command('access-token', '--role', 'admin')).stdout.trim();
    const api = { address: service.address, admin: bearer, member: '' };
    const acknowledged = new Map<string, string>();
    let over = false;
    const writers = Array.from({ length: 3 }, async () => {
      while (!over) {
        const made = await call(api, 'POST', '/v1/tokens', { body: anIssued() });
        const id = made.body.id as string;
        const look = await call(api, 'POST', `/v1/tokens/${id}/reveal`, { body: { via: 'copy' } });
        acknowledged.set(id, look.body.value as string);
      }
    });
    await expect.poll(() => acknowledged.size, { timeout: 60_000 }).toBeGreaterThan(20);
    const before = new Map(acknowledged);
    const folder = backupFolder(database);
    const done = await service.command('backup', folder);
    const during = acknowledged.size - before.size;
    over = true;
    await Promise.all(writers);
    await service.end('SIGTERM');
    expect(done).toMatchObject({ code: 0, stderr: '' });
    expect(during).toBeGreaterThan(0);
    expect(existsSync(`${folder}.part`)).toBe(false);
    expect(readdirSync(folder)).toHaveLength(2);
    for (const name of readdirSync(folder)) {
      expect(statSync(path.join(folder, name)).mode & 0o777).toBe(0o600);
      // Neither the master key nor any value is in it.
      const text = readFileSync(path.join(folder, name), 'latin1');
      expect(text).not.toContain(readFileSync(keyFile(database), 'utf8').trim());
      for (const value of before.values()) expect(text).not.toContain(value);
    }
    expect(done.stdout).toContain(readMasterKey(keyFile(database))!.id);

    const other = await emptyDatabase(kind);
    copyFileSync(keyFile(database), keyFile(other));
    const restored = await command(other, 'restore', folder);
    expect(restored).toMatchObject({ code: 0, stderr: '' });
    expect(restored.stdout).toContain('What ended since is not known here.');
    const again = await startService(kind, { database: other });
    await expectSame(again, before);
    expect((await command(other, 'verify-audit')).stdout).toMatch(/^ok: /);
    const audit = await call(again, 'GET', '/v1/audit?action=backup.restored');
    expect(audit.body.items[0].detail.from).toBe(manifestOf(folder).auditHead);
    // Whoever was signed in then is not now.
    const old = await call({ ...again, admin: bearer }, 'GET', '/v1/me');
    expect(old.status).toBe(401);
    await again.stop();
    await other.remove();
    await database.remove();
  });

  test('what ended since the backup stays ended when it is restored over the database', async () => {
    const { database, service, issued, front, values, memberId, folder } = await backedUp(kind);
    const rotated = await created(service, anIssued());
    const again2 = path.join(database.dataDir, 'backup-2');
    const oldValue = await revealed(service, rotated.id);
    expect((await command(database, 'backup', again2)).code).toBe(0);
    await deleted(service, issued.id);
    const rotation = await call(service, 'POST', `/v1/tokens/${rotated.id}/rotate`, {
      body: { graceSeconds: 0 },
    });
    expect(rotation.status).toBe(200);
    const newValue = await revealed(service, rotated.id);
    await service.store.db
      .updateTable('members')
      .set({ status: 'blocked' })
      .where('id', '=', memberId)
      .execute();
    await service.store.db.deleteFrom('grants').execute();
    await service.stop();

    const done = await command(database, 'restore', again2, '--replace');
    expect(done).toMatchObject({ code: 0, stderr: '' });
    expect(done.stdout).toContain(
      '1 deleted tokens, 1 replaced values, 1 stopped people, 1 grants, 0 passkeys',
    );
    expect(done.stdout).toMatch(/kept as \S+/);
    const after = await startService(kind, { database });
    const token = await call(after, 'GET', `/v1/tokens/${issued.id}`);
    expect(token.body.status).toBe('deleted');
    expect(await revealed(after, front.id)).toBe(values.get(front.id));
    expect(await revealed(after, rotated.id)).toBe(newValue);
    const gateway = (value: string) =>
      call(after, 'GET', '/front/contacts', { as: value }).then(({ status }) => status);
    expect(await gateway(oldValue)).toBe(401);
    expect(await gateway(values.get(issued.id)!)).toBe(401);
    expect(await gateway(newValue)).not.toBe(401);
    const members = await after.store.db
      .selectFrom('members')
      .select('status')
      .where('id', '=', memberId)
      .execute();
    expect(members).toEqual([{ status: 'blocked' }]);
    expect(await after.store.db.selectFrom('grants').selectAll().execute()).toEqual([]);
    expect((await command(database, 'verify-audit')).stdout).toMatch(/^ok: /);
    await after.stop();

    // A delete that was a mistake is undone where somebody says so.
    const back = await command(database, 'restore', folder, '--replace', '--bring-back');
    expect(back).toMatchObject({ code: 0, stderr: '' });
    const last = await startService(kind, { database });
    await expectSame(last, values);
    await last.stop();
    await database.remove();
  });

  test('a restore is refused, and changes nothing, where something is wrong', async () => {
    const { database, service, values, folder } = await backedUp(kind);
    const restore = (...more: string[]) => command(database, 'restore', folder, ...more);
    expectRefused(await restore('--replace'), /[Ss]top (it|the service)/);
    await service.stop();
    expectRefused(await restore(), /add --replace/);
    expectRefused(await command(database, 'restore', '/nowhere', '--replace'), /no whole backup/);
    expectRefused(await command(database, 'backup', folder), /is there already/);

    const facts = manifestOf(folder);
    const file = path.join(folder, facts.file);
    const whole = readFileSync(file);
    appendFileSync(file, 'x');
    expectRefused(await restore('--replace'), /not the file that was written/);
    writeFileSync(file, whole);

    const { seal, ...plain } = facts;
    const forged = (change: Partial<Facts>, own: boolean): void => {
      rmSync(path.join(folder, 'manifest.json'));
      const changed = { ...plain, ...change };
      if (own) writeManifest(folder, changed, readMasterKey(keyFile(database))!);
      else writeFileSync(path.join(folder, 'manifest.json'), JSON.stringify({ ...changed, seal }));
    };
    forged({ at: '2020-01-01T00:00:00.000Z' }, false);
    expectRefused(await restore('--replace'), /changed by somebody/);
    forged({ migrations: [...plain.migrations, '2999_01_01_future'], version: '9.0.0' }, true);
    expectRefused(await restore('--replace'), /version 9\.0\.0, which is newer/);
    forged({ dialect: kind === 'sqlite' ? 'postgres' : 'sqlite' }, true);
    expectRefused(await restore('--replace'), /is a backup of/);
    forged({ auditHead: '1:x' }, true);
    expectRefused(await restore('--replace'), /audit log in the backup does not verify/);
    forged({}, true);

    // The backup is from before the master key was changed.
    expect((await command(database, 'rewrap')).code).toBe(0);
    expectRefused(await restore('--replace'), /master\.key\.old-[0-9a-f]{16}: put that/);

    const again = await startService(kind, { database });
    await expectSame(again, values);
    await again.stop();
    await database.remove();
  });

  test('a backup of an older schema is brought to this one', async () => {
    const database = await emptyDatabase(kind);
    const config = configOf(database);
    const store = storeWithoutMigrating(config.database);
    const migrator = new Migrator({
      db: store.db,
      provider: { getMigrations: () => Promise.resolve(migrations(kind)) },
    });
    const names = Object.keys(migrations(kind)).sort();
    const older = names.at(-2)!;
    expect((await migrator.migrateTo(older)).error).toBeUndefined();
    await openAuditChain(store, await openKeyring(store, config.masterKeyFile));
    const folder = backupFolder(database);
    const master = readMasterKey(config.masterKeyFile)!;
    await makeBackup(store, config.database, { folder, master, now: new Date() });
    await store.close();
    expect(manifestOf(folder).migrations.at(-1)).toBe(older);
    // The command of this version does not touch it: the service that runs is of that one.
    expectRefused(
      await command(database, 'backup', path.join(database.dataDir, 'b2')),
      /with that version/,
    );

    expect(await command(database, 'restore', folder)).toMatchObject({ code: 0, stderr: '' });
    const service = await startService(kind, { database });
    await created(service, anIssued());
    await service.stop();
    await database.remove();
  });

  test('a restore that is killed at any moment leaves what was there, or the backup, whole', async () => {
    const { database, service, values, folder } = await backedUp(kind);
    const later = await created(service, anIssued());
    await service.stop();
    const settings = settingsFor(database, 0);
    const seen = new Set<string>();
    const started = performance.now();
    expect((await runToEnd(settings, 'restore', folder, '--replace')).code).toBe(0);
    const whole = performance.now() - started;
    const KILLS = 6;
    for (let round = 1; round <= KILLS; round++) {
      const child = spawn(
        process.execPath,
        [path.resolve('service/main.mjs'), 'restore', folder, '--replace'],
        { env: { PATH: process.env.PATH, ...settings }, stdio: 'ignore' },
      );
      const ended = once(child, 'exit');
      setTimeout(() => child.kill('SIGKILL'), (whole * (KILLS / 2 + round)) / (1.5 * KILLS));
      await ended;
      const again = await startService(kind, { database });
      await expectSame(again, values);
      const found = await call(again, 'GET', `/v1/tokens/${later.id}`);
      seen.add(String(found.status));
      expect((await command(database, 'verify-audit')).stdout).toMatch(/^ok: /);
      await again.stop();
    }
    expect([...seen].every((status) => status === '404' || status === '200')).toBe(true);
    await database.remove();
  });
});

test('attack: a password of PostgreSQL is on no command line that the host shows to everybody', async () => {
  const database = await emptyDatabase('postgres');
  const service = await startService('postgres', { database });
  const bin = path.join(database.dataDir, 'bin');
  mkdirSync(bin);
  const seen = path.join(database.dataDir, 'seen');
  const wrapper = `#!/bin/sh\necho "$@" >> ${seen}\ntr '\\0' '\\n' < /proc/$$/environ >> ${seen}.env\nPATH=/usr/bin:/bin exec pg_dump "$@"\n`;
  writeFileSync(path.join(bin, 'pg_dump'), wrapper);
  chmodSync(path.join(bin, 'pg_dump'), 0o755);
  const url = new URL(database.url);
  url.password = 'hunter2-not-shown';
  const done = await runToEnd(
    {
      ...settingsFor(database, 0),
      DATABASE_URL: url.href,
      OIDC_CLIENT_SECRET: '',
      FRONT_RESERVE: '21',
      PATH: `${bin}:${process.env.PATH ?? ''}`,
    },
    'backup',
    backupFolder(database),
  );
  expect(done).toMatchObject({ code: 0, stderr: '' });
  expect(readFileSync(seen, 'utf8')).not.toContain('hunter2-not-shown');
  const environment = readFileSync(`${seen}.env`, 'utf8');
  expect(environment).toContain('PGPASSWORD=hunter2-not-shown');
  // And nothing else of the service's settings goes along.
  expect(environment).not.toContain('FRONT_RESERVE');
  await service.stop();
  await database.remove();
});

test('what a killed restore left in a database that was empty does not stop a start', async () => {
  const database = await emptyDatabase('postgres');
  const store = storeWithoutMigrating(configOf(database).database);
  await sql`create schema restore_staging`.execute(store.db);
  for (const table of ['kysely_migration', 'kysely_migration_lock', 'tokens']) {
    await sql`create table ${sql.table(`restore_staging.${table}`)} (name text)`.execute(store.db);
  }
  await store.close();
  const service = await startService('postgres', { database });
  await created(service, anIssued());
  await service.stop();
  await database.remove();
});

test('a host without PostgreSQL’s programs is told which to install', async () => {
  const database = await emptyDatabase('postgres');
  const service = await startService('postgres', { database });
  const settings = { ...settingsFor(database, 0), PATH: database.dataDir };
  expectRefused(
    await runToEnd(settings, 'backup', backupFolder(database)),
    /pg_dump is not here: install/,
  );
  expect(existsSync(backupFolder(database))).toBe(false);
  expect(existsSync(`${backupFolder(database)}.part`)).toBe(false);
  await service.stop();
  await database.remove();
});
