import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, existsSync, linkSync, readdirSync, renameSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { openAuditChain } from '../../service/audit/open-chain.ts';
import { keepUpstream } from '../../service/auth/upstream-account.ts';
import { readConfig, type SsoConfig } from '../../service/config.ts';
import { SecretValue } from '../../contract/secret-value.ts';
import { rewrap } from '../../service/rewrap/rewrap.ts';
import { SEALED_PLACES } from '../../service/rewrap/sealed-places.ts';
import { openKeyring } from '../../service/seal/keyring.ts';
import { makeMasterKey, nextKeyFile, readMasterKey } from '../../service/seal/master-key.ts';
import { openStore, type Store } from '../../service/store/open-store.ts';
import {
  DATABASES,
  emptyDatabase,
  type DatabaseKind,
  type TestDatabase,
} from './support/database.ts';
import { freePort } from './support/free-port.ts';
import { call, created, revealed } from './support/http.ts';
import { aFront, anIssued } from './support/makers.ts';
import { peopleRows } from './support/people-rows.ts';
import { runToEnd, settingsFor, spawnService } from './support/process.ts';
import { startService, type TestService } from './support/start-service.ts';

const keyFile = (database: TestDatabase): string => path.join(database.dataDir, 'master.key');
const command = async (database: TestDatabase, ...args: string[]) =>
  runToEnd(settingsFor(database, 0), ...args);
const digests = (store: Store) =>
  store.db.selectFrom('token_values').select(['token_id', 'digest']).orderBy('token_id').execute();

/** Some tokens, and what each of them reveals. */
async function someValues(service: TestService, count = 4): Promise<Map<string, string>> {
  const values = new Map<string, string>();
  for (let i = 0; i < count; i++) {
    const { id } = await created(service, i % 2 === 0 ? aFront() : anIssued());
    values.set(id, await revealed(service, id));
  }
  return values;
}

async function expectSame(service: TestService, values: Map<string, string>): Promise<void> {
  for (const [id, value] of values) expect(await revealed(service, id)).toBe(value);
}

async function openDatabase(database: TestDatabase): Promise<Store> {
  const reading = readConfig({ DATABASE_URL: database.url, DATA_DIR: database.dataDir });
  if (reading.kind === 'wrong') throw new Error(reading.problem);
  return openStore(reading.config.database);
}

/** Everything that the master key seals, as text. */
async function sealedTexts(store: Store): Promise<string[]> {
  const texts: string[] = [];
  for (const [table, columns] of Object.entries(SEALED_PLACES)) {
    const rows = await store.db
      .selectFrom(table as 'token_values')
      .selectAll()
      .execute();
    for (const row of rows as unknown as Record<string, string>[]) {
      for (const column of columns) texts.push(row[column]!);
    }
  }
  return texts;
}

describe.each(DATABASES)('a changed master key on %s', (kind: DatabaseKind) => {
  test('every value reveals the same, digests stay, and nothing is left under the old key', async () => {
    const database = await emptyDatabase(kind);
    const service = await startService(kind, { database });
    const values = await someValues(service);
    const sso = { issuer: 'https://login.example' } as SsoConfig;
    const keyring = await openKeyring(service.store, keyFile(database));
    const member = await peopleRows.member(service.store);
    await service.store.transaction((trx) =>
      keepUpstream(trx, { keyring, sso }, member, new SecretValue('a refresh token'), new Date()),
    );
    const [id] = values.keys();
    const row = await service.store.db
      .selectFrom('token_values')
      .selectAll()
      .where('token_id', '=', id!)
      .executeTakeFirstOrThrow();
    await service.store.db
      .insertInto('previous_values')
      .values({ ...row, digest: 'another', hint: '', scopes: '[]', kept_until: '2099-01-01' })
      .execute();
    const before = await digests(service.store);
    const sealed = await sealedTexts(service.store);
    const old = readMasterKey(keyFile(database))!;
    await service.stop();

    const done = await command(database, 'rewrap');
    expect(done).toMatchObject({ code: 0, stderr: '' });
    expect(done.stdout).toMatch(/4 values, 1 earlier values, 1 refresh tokens, 4 shared secrets/);

    const again = await startService(kind, { database });
    await expectSame(again, values);
    expect(await digests(again.store)).toEqual(before);
    const after = await sealedTexts(again.store);
    expect(after).toHaveLength(sealed.length);
    expect(after.filter((text) => sealed.includes(text))).toEqual([]);
    const fresh = await openKeyring(again.store, keyFile(database));
    const account = await again.store.db
      .selectFrom('upstream_accounts')
      .select('sealed')
      .executeTakeFirstOrThrow();
    expect(fresh.openText(`upstream|${member}|${sso.issuer}`, account.sealed!)).not.toBeNull();
    const earlier = await again.store.db
      .selectFrom('previous_values')
      .selectAll()
      .executeTakeFirstOrThrow();
    const binding = { tokenId: id!, valueVersion: earlier.value_version };
    expect(() => fresh.openValue(binding, earlier)).not.toThrow();

    const now = readMasterKey(keyFile(database))!;
    expect(now.id).not.toBe(old.id);
    const kept = `${keyFile(database)}.old-${old.id}`;
    expect(readMasterKey(kept)!.id).toBe(old.id);
    for (const file of [kept, keyFile(database)]) expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(existsSync(nextKeyFile(keyFile(database)))).toBe(false);
    const audit = await call(again, 'GET', '/v1/audit?action=master_key.changed');
    expect(audit.body.items).toMatchObject([
      { actor: { id: 'host' }, detail: { from: old.id, to: now.id, values: 4 } },
    ]);
    expect((await command(database, 'verify-audit')).stdout).toMatch(/^ok: /);
    await again.stop();
    await database.remove();
  });

  test('no sealed column of the tables is forgotten', async () => {
    const database = await emptyDatabase(kind);
    const store = await openDatabase(database);
    const found = (await store.db.introspection.getTables()).flatMap(({ name, columns }) =>
      columns
        .filter((column) => /sealed|wrapped/.test(column.name))
        .map((column) => `${name}.${column.name}`),
    );
    const known = Object.entries(SEALED_PLACES).flatMap(([table, columns]) =>
      columns.map((column) => `${table}.${column}`),
    );
    expect(found.sort()).toEqual(known.sort());
    await store.close();
    await database.remove();
  });

  test('a running replica on the same host takes up the new key and loses no value', async () => {
    const database = await emptyDatabase(kind);
    const service = await startService(kind, { database });
    const values = await someValues(service);
    expect((await command(database, 'rewrap')).code).toBe(0);
    await expect
      .poll(async () => (await call(service, 'GET', '/readyz')).status, { timeout: 15_000 })
      .toBe(200);
    const { id } = await created(service, anIssued());
    values.set(id, await revealed(service, id));
    await expectSame(service, values);
    await service.stop();
    await database.remove();
  });

  test('a replica without the new key seals nothing, opens nothing and is not ready', async () => {
    const database = await emptyDatabase(kind);
    const elsewhere = await emptyDatabase('sqlite');
    const service = await startService(kind, { database });
    // Another host: its own copy of the key file.
    const otherFile = path.join(elsewhere.dataDir, 'master.key');
    copyFileSync(keyFile(database), otherFile);
    const other = await startService(kind, {
      database,
      more: { MASTER_KEY_FILE: otherFile },
    });
    const values = await someValues(other);
    expect((await command(database, 'rewrap')).code).toBe(0);

    const rows = (): Promise<unknown> => digests(service.store);
    const before = await rows();
    const refused = await call(other, 'POST', '/v1/tokens', { body: anIssued() });
    expect([refused.status, refused.body.error.code]).toEqual([503, 'unavailable']);
    const [id] = values.keys();
    const look = await call(other, 'POST', `/v1/tokens/${id}/reveal`, { body: { via: 'copy' } });
    expect(look.status).toBe(503);
    const ready = await call(other, 'GET', '/readyz', { as: null });
    expect([ready.status, ready.body.error.code]).toEqual([503, 'unavailable']);
    expect((await call(other, 'GET', '/healthz', { as: null })).status).toBe(200);
    expect(await rows()).toEqual(before);
    // What needs no key works on.
    expect((await call(other, 'GET', '/v1/tokens')).status).toBe(200);

    // The new key comes to that host.
    copyFileSync(keyFile(database), nextKeyFile(otherFile));
    await expect
      .poll(async () => (await call(other, 'GET', '/readyz', { as: null })).status)
      .toBe(200);
    await expectSame(other, values);
    await other.stop();
    await service.stop();
    await database.remove();
    await elsewhere.remove();
  });

  test('with the key prepared on every host, creates go on through the change and all of them open', async () => {
    const database = await emptyDatabase(kind);
    const service = await startService(kind, { database });
    expect((await command(database, 'rewrap', '--prepare')).code).toBe(0);
    const values = new Map<string, string>();
    let over = false;
    const busy = Array.from({ length: 4 }, async () => {
      while (!over) {
        const made = await call(service, 'POST', '/v1/tokens', { body: anIssued() });
        // In the moment of the change it says so, and keeps nothing.
        expect([201, 503]).toContain(made.status);
        if (made.status === 201) values.set(made.body.id as string, '');
      }
    });
    const done = await command(database, 'rewrap');
    over = true;
    await Promise.all(busy);
    expect(values.size).toBeGreaterThan(4);
    expect(done).toMatchObject({ code: 0, stderr: '' });
    await service.stop();
    const again = await startService(kind, { database });
    for (const id of values.keys()) await revealed(again, id);
    const keys = await again.store.db
      .selectFrom('token_values')
      .select('key_id')
      .distinct()
      .execute();
    expect(keys).toEqual([{ key_id: readMasterKey(keyFile(database))!.id }]);
    await again.stop();
    await database.remove();
  });

  test('one damaged row stops it by name and changes nothing', async () => {
    const database = await emptyDatabase(kind);
    const service = await startService(kind, { database });
    const values = await someValues(service);
    const { id } = await created(service, anIssued());
    await service.store.db
      .updateTable('token_values')
      .set({ value_version: 9 })
      .where('token_id', '=', id)
      .execute();
    const ended = await command(database, 'rewrap');
    expect(ended.code).toBe(1);
    expect(ended.stderr).toContain(id);
    expect(ended.stderr.trim().split('\n')).toHaveLength(1);
    await expectSame(service, values);
    expect((await call(service, 'GET', '/v1/audit?action=master_key.changed')).body.items).toEqual(
      [],
    );
    await service.stop();
    await database.remove();
  });

  // What lies on the disk when it is killed after each of its steps.
  const STEPS = ['next key made', 'committed', 'old key kept', 'swapped'] as const;
  test.each(STEPS)('killed after “%s”, database and key file still open', async (step) => {
    const database = await emptyDatabase(kind);
    const file = keyFile(database);
    const service = await startService(kind, { database });
    const values = await someValues(service, 2);
    await service.stop();
    const from = readMasterKey(file)!;
    const to = makeMasterKey(nextKeyFile(file));
    const reached = STEPS.indexOf(step);
    if (reached >= 1) {
      const store = await openDatabase(database);
      await openAuditChain(store, await openKeyring(store, file));
      await rewrap(store, { from, to }, new Date());
      await store.close();
    }
    if (reached >= 2) linkSync(file, `${file}.old-${from.id}`);
    if (reached >= 3) renameSync(nextKeyFile(file), file);

    const again = await startService(kind, { database });
    await expectSame(again, values);
    expect(readMasterKey(file)!.id).toBe(reached === 0 ? from.id : to.id);
    await again.stop();
    // And it can be run (again) from there.
    expect((await command(database, 'rewrap')).code).toBe(0);
    const last = await startService(kind, { database });
    await expectSame(last, values);
    await last.stop();
    await database.remove();
  });
});

test('killed at any moment, it leaves a database and a key file that open every value', async () => {
  const database = await emptyDatabase('sqlite');
  const first = await startService('sqlite', { database });
  const values = await someValues(first, 40);
  await first.stop();
  const settings = settingsFor(database, await freePort(), { LOG_LEVEL: 'silent' });
  const started = performance.now();
  expect((await runToEnd(settings, 'rewrap')).code).toBe(0);
  const whole = performance.now() - started;
  const KILLS = 12;
  const keys = new Set<string>();
  for (let round = 1; round <= KILLS; round++) {
    const child = spawn(process.execPath, [path.resolve('service/main.mjs'), 'rewrap'], {
      env: { PATH: process.env.PATH, ...settings },
      stdio: 'ignore',
    });
    const ended = once(child, 'exit');
    // Most of its time it loads; the second half is where something happens.
    setTimeout(() => child.kill('SIGKILL'), (whole * (KILLS + round)) / (2 * KILLS));
    await ended;
    const store = await openDatabase(database);
    const keyring = await openKeyring(store, keyFile(database));
    const rows = await store.db.selectFrom('token_values').selectAll().execute();
    expect(rows).toHaveLength(values.size);
    for (const row of rows) {
      const binding = { tokenId: row.token_id, valueVersion: row.value_version };
      keyring.openValue(binding, row);
    }
    await store.close();
    keys.add(readMasterKey(keyFile(database))!.id);
  }
  const service = await spawnService(settings);
  const bearer = (await service.command('access-token', '--role', 'admin')).stdout.trim();
  for (const [id, value] of values) {
    const answer = await fetch(`${service.address}/v1/tokens/${id}/reveal`, {
      method: 'POST',
      headers: { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' },
      body: '{"via":"copy"}',
    });
    expect(await answer.json()).toEqual({ value });
  }
  await service.end('SIGTERM');
  // Every key that ever stood is kept, so that every backup opens.
  const kept = readdirSync(database.dataDir).filter((name) => name.startsWith('master.key'));
  const ids = kept.map((name) => readMasterKey(path.join(database.dataDir, name))?.id);
  for (const key of keys) expect(ids).toContain(key);
  await database.remove();
}, 300_000);
