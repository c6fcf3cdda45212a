import { chmodSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSecret, SecretValue } from '../../contract/secret-value.ts';
import { openKeyring } from '../../service/seal/keyring.ts';
import { openStore } from '../../service/store/open-store.ts';
import { readConfig } from '../../service/config.ts';
import { DATABASES, emptyDatabase } from './support/database.ts';
import { call, created, deleted, revealed } from './support/http.ts';
import { aFront, aFrontValue, anIssued } from './support/makers.ts';
import { startService, type TestService } from './support/start-service.ts';

describe.each(DATABASES)('sealed values on %s', (kind) => {
  let service: TestService;
  beforeAll(async () => {
    service = await startService(kind);
  });
  afterAll(() => service.stop());

  const sealedRow = (id: string) =>
    service.store.db
      .selectFrom('token_values')
      .selectAll()
      .where('token_id', '=', id)
      .executeTakeFirstOrThrow();
  const write = (
    id: string,
    columns: { sealed?: string; wrapped_key?: string; value_version?: number },
  ) =>
    service.store.db.updateTable('token_values').set(columns).where('token_id', '=', id).execute();
  const reveal = (id: string) =>
    call(service, 'POST', `/v1/tokens/${id}/reveal`, { body: { via: 'reveal' } });

  test('one row’s ciphertext opens in no other row', async () => {
    const [a, b] = [await created(service, anIssued()), await created(service, anIssued())];
    const own = await sealedRow(a.id);
    const other = await sealedRow(b.id);
    const value = await revealed(service, b.id);
    for (const columns of [
      { sealed: other.sealed },
      { wrapped_key: other.wrapped_key },
      { sealed: other.sealed, wrapped_key: other.wrapped_key },
    ]) {
      await write(a.id, { sealed: own.sealed, wrapped_key: own.wrapped_key, ...columns });
      const answer = await reveal(a.id);
      expect(answer.status).toBe(500);
      expect(answer.text).not.toContain(value);
    }
  });

  test('an older version’s ciphertext does not open as the newer one', async () => {
    const token = await created(service, anIssued());
    await write(token.id, { value_version: 2 });
    expect((await reveal(token.id)).status).toBe(500);
  });

  test('a single changed bit is noticed', async () => {
    const token = await created(service, anIssued());
    const { sealed } = await sealedRow(token.id);
    const bytes = Buffer.from(sealed, 'base64url');
    bytes.writeUInt8(bytes.readUInt8(bytes.length - 1) ^ 1, bytes.length - 1);
    await write(token.id, { sealed: bytes.toString('base64url') });
    expect((await reveal(token.id)).status).toBe(500);
  });

  test('a reveal that cannot be opened leaves no row that says it was', async () => {
    const token = await created(service, anIssued());
    await write(token.id, { value_version: 9 });
    await reveal(token.id);
    const audit = await call(service, 'GET', `/v1/audit?token=${token.id}&action=token.revealed`);
    expect(audit.body.items).toEqual([]);
  });

  test('the same value seals differently each time', async () => {
    const keyring = await openKeyring(
      service.store,
      path.join(service.database.dataDir, 'master.key'),
    );
    const value = new SecretValue(aFrontValue());
    const binding = { tokenId: 'tok_x', valueVersion: 1 };
    const [one, two] = await service.store.transaction(async (trx) => {
      const sealer = await keyring.hold(trx);
      return [sealer.sealValue(binding, value), sealer.sealValue(binding, value)] as const;
    });
    expect(one.sealed).not.toBe(two.sealed);
    expect(one.wrapped_key).not.toBe(two.wrapped_key);
    expect(openSecret(keyring.openValue(binding, two))).toBe(openSecret(value));
  });

  test('another master key is refused by name, and so is none', async () => {
    const file = path.join(service.database.dataDir, 'other.key');
    await expect(openKeyring(service.store, file)).rejects.toThrow(`${file} is missing`);
    writeFileSync(file, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600 });
    await expect(openKeyring(service.store, file)).rejects.toThrow(`${file} is not the one`);
  });

  test('a master key that others can read, or that is none, is refused by name', async () => {
    const file = path.join(service.database.dataDir, 'bad.key');
    writeFileSync(file, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600 });
    for (const mode of [0o640, 0o604, 0o660]) {
      chmodSync(file, mode);
      await expect(openKeyring(service.store, file)).rejects.toThrow(
        `${file} can be read by other users`,
      );
    }
    chmodSync(file, 0o600);
    for (const text of [
      '',
      'short',
      randomBytes(31).toString('base64'),
      `${randomBytes(32).toString('base64')}x`,
    ]) {
      writeFileSync(file, text);
      await expect(openKeyring(service.store, file)).rejects.toThrow(`${file} is not a master key`);
    }
    rmSync(file);
    writeFileSync(file, '', { mode: 0o600 });
    rmSync(file);
  });

  test('what a first start writes is for its owner alone', () => {
    const { dataDir } = service.database;
    for (const name of readdirSync(dataDir)) {
      const mode = statSync(path.join(dataDir, name)).mode & 0o777;
      if (name !== 'other.key') expect([name, mode.toString(8)]).toEqual([name, '600']);
    }
    expect(readdirSync(dataDir)).toContain('master.key');
  });
});

describe('the bytes on the disk (SQLite)', () => {
  test('hold no value in clear, and nothing sealed of a deleted one', async () => {
    const service = await startService('sqlite');
    const front = aFrontValue();
    const token = await created(service, aFront({ value: front }));
    const kept = await created(service, anIssued());
    const value = await revealed(service, kept.id);
    const sealed = await service.store.db
      .selectFrom('token_values')
      .select(['sealed', 'wrapped_key', 'digest'])
      .where('token_id', '=', token.id)
      .executeTakeFirstOrThrow();
    const onDisk = (): string =>
      readdirSync(service.database.dataDir)
        .filter((name) => name.startsWith('companion.db'))
        .map((name) => readFileSync(path.join(service.database.dataDir, name), 'latin1'))
        .join('');
    // The search itself works: what is sealed is found while the token lives.
    expect(onDisk()).toContain(sealed.sealed);
    expect(onDisk()).not.toContain(front);
    expect(onDisk()).not.toContain(value);
    expect(onDisk()).not.toContain(value.slice(13, 45));
    await deleted(service, token.id);
    for (const text of [sealed.sealed, sealed.wrapped_key, sealed.digest]) {
      expect(onDisk()).not.toContain(text);
      expect(onDisk()).not.toContain(text.slice(0, 24));
      expect(onDisk()).not.toContain(text.slice(-24));
    }
    await service.stop();
  });

  test('a lost master key stops the start, and the key file comes back by itself in no case', async () => {
    const database = await emptyDatabase('sqlite');
    const first = await startService('sqlite', { database });
    await created(first, anIssued());
    await first.stop();
    const file = path.join(database.dataDir, 'master.key');
    rmSync(file);
    await expect(startService('sqlite', { database })).rejects.toThrow(`${file} is missing`);
    expect(readdirSync(database.dataDir)).not.toContain('master.key');
    await database.remove();
  });

  test('a failed transaction leaves nothing, and the connection serves on', async () => {
    const database = await emptyDatabase('sqlite');
    const reading = readConfig({ DATABASE_URL: database.url, DATA_DIR: database.dataDir });
    if (reading.kind === 'wrong') throw new Error(reading.problem);
    const store = await openStore(reading.config.database);
    const failing = store.transaction(async (trx) => {
      await trx.insertInto('settings').values({ key: 'a', value: 'b' }).execute();
      throw new Error('changed my mind');
    });
    const reads = store.db.selectFrom('settings').selectAll().execute();
    await expect(failing).rejects.toThrow('changed my mind');
    expect(await reads).toEqual([]);
    await store.transaction(async (trx) => {
      await trx.insertInto('settings').values({ key: 'c', value: 'd' }).execute();
    });
    expect(await store.db.selectFrom('settings').selectAll().execute()).toEqual([
      { key: 'c', value: 'd' },
    ]);
    await store.close();
    await database.remove();
  });
});
