import { expect, test } from 'vitest';
import { readConfig } from '../../service/config.ts';
import { openStore } from '../../service/store/open-store.ts';
import { emptyDatabase } from './support/database.ts';
import { freePort } from './support/free-port.ts';
import { runToEnd, settingsFor, spawnService } from './support/process.ts';

const KILLS = 20;
const CLIENTS = 4;
/** Half a minute on a free machine; starting twenty processes takes its time on a busy one. */
const TIMEOUT_MS = 300_000;

/** What the service said yes to before it was killed. */
interface Acknowledged {
  readonly created: Map<string, string>;
  readonly revealed: { id: string; value: string }[];
}

test(
  'twenty kills amid creates and reveals lose no acknowledged token and no reveal’s audit row',
  async () => {
    const database = await emptyDatabase('sqlite');
    const settings = settingsFor(database, await freePort(), { LOG_LEVEL: 'silent' });
    const bearer = (await runToEnd(settings, 'access-token', '--role', 'admin')).stdout.trim();
    const acknowledged: Acknowledged = { created: new Map(), revealed: [] };

    for (let round = 0; round < KILLS; round++) {
      const service = await spawnService(settings);
      const alive = { yes: true };
      const clients = Array.from({ length: CLIENTS }, (_, client) =>
        work(service.address, bearer, `${round}-${client}`, acknowledged, alive),
      );
      // At another moment each time, from amid the first calls to amid the hundredth.
      await new Promise((resolve) => setTimeout(resolve, 20 + round * 9));
      await service.end('SIGKILL');
      alive.yes = false;
      await Promise.all(clients);
    }

    expect(acknowledged.created.size).toBeGreaterThan(KILLS);
    expect(acknowledged.revealed.length).toBeGreaterThan(KILLS);
    const reading = readConfig({ DATABASE_URL: database.url, DATA_DIR: database.dataDir });
    if (reading.kind === 'wrong') throw new Error(reading.problem);
    const store = await openStore(reading.config.database);
    const stored = await store.db
      .selectFrom('tokens')
      .innerJoin('token_values', 'token_values.token_id', 'tokens.id')
      .select(['tokens.id', 'tokens.name'])
      .execute();
    const names = new Map(stored.map((row) => [row.id, row.name]));
    for (const [id, name] of acknowledged.created) expect(names.get(id)).toBe(name);
    const audit = await store.db
      .selectFrom('audit_events')
      .select(['action', 'token_id'])
      .execute();
    const reveals = countBy(audit.filter((row) => row.action === 'token.revealed'));
    for (const [id, times] of countBy(acknowledged.revealed.map(({ id }) => ({ token_id: id })))) {
      expect(reveals.get(id) ?? 0).toBeGreaterThanOrEqual(times);
    }
    const createds = countBy(audit.filter((row) => row.action === 'token.created'));
    for (const row of stored) expect(createds.get(row.id)).toBe(1);
    await store.close();

    // The values, too: the last service opens every one that was ever shown, to the same text.
    const service = await spawnService(settings);
    for (const { id, value } of acknowledged.revealed.slice(-50)) {
      expect(await reveal(service.address, bearer, id)).toBe(value);
    }
    await service.end('SIGKILL');
    await database.remove();
  },
  TIMEOUT_MS,
);

async function work(
  address: string,
  bearer: string,
  name: string,
  acknowledged: Acknowledged,
  alive: { yes: boolean },
): Promise<void> {
  for (let i = 0; alive.yes; i++) {
    try {
      const token = { kind: 'issued', name: `Token ${name}-${i} – tests`, scopes: ['tags:read'] };
      const response = await post(`${address}/v1/tokens`, bearer, token);
      if (response.status !== 201) throw new Error(await response.text());
      const { id } = (await response.json()) as { id: string };
      acknowledged.created.set(id, token.name);
      acknowledged.revealed.push({ id, value: await reveal(address, bearer, id) });
    } catch {
      // Killed under it: this call was not acknowledged.
      return;
    }
  }
}

async function reveal(address: string, bearer: string, id: string): Promise<string> {
  const response = await post(`${address}/v1/tokens/${id}/reveal`, bearer, { via: 'copy' });
  if (response.status !== 200) throw new Error(await response.text());
  return ((await response.json()) as { value: string }).value;
}

function post(url: string, bearer: string, body: object): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    headers: { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
}

function countBy(rows: readonly { token_id: string | null }[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { token_id } of rows) {
    if (token_id !== null) counts.set(token_id, (counts.get(token_id) ?? 0) + 1);
  }
  return counts;
}
