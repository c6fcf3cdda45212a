import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readConfig } from '../../service/config.ts';
import { openKeyring } from '../../service/seal/keyring.ts';
import { openStore } from '../../service/store/open-store.ts';
import { DATABASES, emptyDatabase } from './support/database.ts';
import { freePort } from './support/free-port.ts';
import { settingsFor, spawnService } from './support/process.ts';

describe.each(DATABASES)('four replicas on one empty database, on %s', (kind) => {
  test('start at the same moment, share one set of keys, and all serve', async () => {
    const database = await emptyDatabase(kind);
    const ports = await Promise.all([freePort(), freePort(), freePort(), freePort()]);
    const replicas = await Promise.all(
      ports.map((port) => spawnService(settingsFor(database, port))),
    );
    const bearer = (await replicas[0]!.command('access-token', '--role', 'admin')).stdout.trim();
    const call = async (at: number, method: string, path: string, body?: object) => {
      const response = await fetch(replicas[at]!.address + path, {
        method,
        headers: { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      expect(response.ok).toBe(true);
      return (await response.json()) as { id: string; value: string };
    };
    // What one replica seals every other one opens: they found one master key and one pepper.
    for (const at of [0, 1, 2, 3]) {
      const token = await call(at, 'POST', '/v1/tokens', {
        kind: 'issued',
        name: `Made by replica ${at} – tests`,
        scopes: ['tags:read'],
      });
      const values = [];
      for (const reader of [0, 1, 2, 3]) {
        values.push(
          (await call(reader, 'POST', `/v1/tokens/${token.id}/reveal`, { via: 'copy' })).value,
        );
      }
      expect(new Set(values).size).toBe(1);
    }
    expect(readdirSync(database.dataDir).filter((name) => name.startsWith('master.key'))).toEqual([
      'master.key',
    ]);
    const ends = await Promise.all(replicas.map((replica) => replica.end('SIGTERM')));
    expect(ends.map((end) => end.code)).toEqual([0, 0, 0, 0]);
    await database.remove();
  });

  test('can also be opened four times at once by one process', async () => {
    const database = await emptyDatabase(kind);
    const reading = readConfig({ DATABASE_URL: database.url, DATA_DIR: database.dataDir });
    if (reading.kind === 'wrong') throw new Error(reading.problem);
    const { config } = reading;
    const opened = await Promise.all(
      [1, 2, 3, 4].map(async () => {
        const store = await openStore(config.database);
        await openKeyring(store, config.masterKeyFile);
        return store;
      }),
    );
    for (const store of opened) await store.ping();
    await Promise.all(opened.map((store) => store.close()));
    await database.remove();
  });
});
