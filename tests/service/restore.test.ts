import { createHash } from 'node:crypto';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { readRules } from '../../service/auth/company.ts';
import { sha256Of, type Facts } from '../../service/backup/manifest.ts';
import { withOwnCopy } from '../../service/backup/own-copy.ts';
import { backedUp, backupFolder, command, expectSame, keyFile } from './support/backed-up.ts';
import { DATABASES, emptyDatabase } from './support/database.ts';
import { call, created } from './support/http.ts';
import { anIssued } from './support/makers.ts';
import { peopleRows } from './support/people-rows.ts';
import { runToEnd, settingsFor } from './support/process.ts';
import { startService } from './support/start-service.ts';

describe.each(DATABASES)('a restore on %s', (kind) => {
  test('attack: what was taken from a token or a person since the backup does not come back with it', async () => {
    const { database, service, memberId, folder: first } = await backedUp(kind);
    const db = service.store.db;
    const scopes = ['tags:read', 'tags:write', 'contacts:read'];
    const [narrowed, ended, widened] = [
      await created(service, anIssued({ scopes })),
      await created(service, anIssued()),
      await created(service, anIssued({ scopes: ['tags:read'] })),
    ];
    const adminId = await peopleRows.member(service.store, 'admin');
    const tag = { member_id: memberId, tag_key: 'billing', tag: 'Billing' };
    await db.insertInto('member_tags').values(tag).execute();
    const folder = `${first}-again`;
    expect((await command(database, 'backup', folder)).code).toBe(0);

    const patch = (id: string, body: object) =>
      call(service, 'PATCH', `/v1/tokens/${id}`, { headers: { 'if-match': '*' }, body });
    const soon = new Date(Date.now() + 60_000).toISOString();
    expect((await patch(narrowed.id, { scopes: ['tags:read'], sensitive: true })).status).toBe(200);
    expect((await patch(ended.id, { expiresAt: soon })).status).toBe(200);
    expect((await patch(widened.id, { scopes })).status).toBe(200);
    await db.updateTable('members').set({ role: 'member' }).where('id', '=', adminId).execute();
    await db.deleteFrom('member_tags').execute();
    await db.insertInto('settings').values({ key: 'confirm_with_passkey', value: 'yes' }).execute();
    await service.stop();

    const done = await command(database, 'restore', folder, '--replace');
    expect(done).toMatchObject({ code: 0, stderr: '' });
    expect(done.stdout).toContain('Narrowed since, and narrowed again: 2 tokens, 2 people.');
    const after = await startService(kind, { database });
    const token = async (id: string) => (await call(after, 'GET', `/v1/tokens/${id}`)).body;
    expect(await token(narrowed.id)).toMatchObject({ scopes: ['tags:read'], sensitive: true });
    expect(await token(ended.id)).toMatchObject({ expiresAt: soon });
    // Nothing is given that the backup does not give.
    expect(await token(widened.id)).toMatchObject({ scopes: ['tags:read'], expiresAt: null });
    const roles = await after.store.db
      .selectFrom('members')
      .select('role')
      .where('id', '=', adminId)
      .execute();
    expect(roles).toEqual([{ role: 'member' }]);
    expect(await after.store.db.selectFrom('member_tags').selectAll().execute()).toEqual([]);
    expect((await readRules(after.store.db)).confirmWithPasskey).toBe(true);
    await after.stop();
    await database.remove();
  });

  test('a value that was given and replaced since the backup is still recognised', async () => {
    const { database, service, folder: first } = await backedUp(kind);
    const { id } = await created(service, anIssued());
    const folder = `${first}-again`;
    expect((await command(database, 'backup', folder)).code).toBe(0);
    const rotate = (key: string) =>
      call(service, 'POST', `/v1/tokens/${id}/rotate`, {
        headers: { 'if-match': '*', 'idempotency-key': key },
        body: {},
      });
    expect((await rotate('first')).status).toBe(200);
    const { body } = await call(service, 'POST', `/v1/tokens/${id}/reveal`, {
      body: { via: 'reveal' },
    });
    const { value } = body as { value: string };
    expect((await rotate('second')).status).toBe(200);
    await service.stop();

    expect((await command(database, 'restore', folder, '--replace')).code).toBe(0);
    const after = await startService(kind, { database });
    const digest = createHash('sha256').update(value).digest('hex');
    const found = await call(after, 'POST', '/v1/tokens/find', { body: { digests: [digest] } });
    expect(found.body).toMatchObject({ items: [{ digest, token: { id }, state: 'earlier' }] });
    await after.stop();
    await database.remove();
  });
});

test('a host that never ran the service is restored: its folder of data is made, for its owner alone', async () => {
  const { database, service, values, folder } = await backedUp('sqlite');
  await service.stop();
  const dataDir = path.join(database.dataDir, 'new', 'data');
  const url = `sqlite:${path.join(dataDir, 'companion.db')}`;
  const other = { ...database, dataDir, url };
  const done = await runToEnd(
    { ...settingsFor(other, 0), MASTER_KEY_FILE: keyFile(database) },
    'restore',
    folder,
  );
  expect(done).toMatchObject({ code: 0, stderr: '' });
  expect(statSync(dataDir).mode & 0o777).toBe(0o700);
  for (const name of readdirSync(dataDir)) {
    expect([name, statSync(path.join(dataDir, name)).mode & 0o777]).toEqual([name, 0o600]);
  }
  copyFileSync(keyFile(database), keyFile(other));
  const again = await startService('sqlite', { database: other });
  await expectSame(again, values);
  await again.stop();
  await database.remove();
});

test('attack: a link that lies where a backup is made is not followed', async () => {
  const database = await emptyDatabase('sqlite');
  const service = await startService('sqlite', { database });
  const folder = backupFolder(database);
  const elsewhere = path.join(database.dataDir, 'of-somebody-else');
  mkdirSync(elsewhere);
  symlinkSync(elsewhere, `${folder}.part`);
  expect((await command(database, 'backup', folder)).code).toBe(0);
  expect(readdirSync(elsewhere)).toEqual([]);
  expect(statSync(folder).mode & 0o777).toBe(0o700);
  await service.stop();
  await database.remove();
});

test('attack: a file that is put into the backup after it was checked is not brought in (CWE-367)', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'ftc-backup-'));
  const database = path.join(folder, 'companion.db');
  writeFileSync(database, 'as it was written');
  const facts = { file: 'companion.db', sha256: await sha256Of(database) } as Facts;
  const own = path.join(folder, 'own');
  const brought = await withOwnCopy(folder, facts, own, (copy) => {
    writeFileSync(database, 'as somebody would have it');
    expect(statSync(own).mode & 0o777).toBe(0o700);
    return Promise.resolve(readFileSync(copy, 'utf8'));
  });
  expect(brought).toBe('as it was written');
  // Nothing of it is left, and the other one is found out.
  expect(readdirSync(folder)).toEqual(['companion.db']);
  await expect(withOwnCopy(folder, facts, own, () => Promise.resolve())).rejects.toThrow(
    /is not the file that was written/,
  );
  expect(readdirSync(folder)).toEqual(['companion.db']);
  rmSync(folder, { recursive: true });
});
