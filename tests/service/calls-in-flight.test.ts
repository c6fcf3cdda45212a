import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { readConfig } from '../../service/config.ts';
import { CallsInFlight } from '../../service/gateway/calls-in-flight.ts';
import { createLog } from '../../service/http/log.ts';
import { openStore } from '../../service/store/open-store.ts';
import { emptyDatabase } from './support/database.ts';

test('CWE-401: callers who leave before their token was looked up are not kept for ever', async () => {
  const database = await emptyDatabase('sqlite');
  const reading = readConfig({ DATABASE_URL: database.url, DATA_DIR: database.dataDir });
  if (reading.kind === 'wrong') throw new Error(reading.problem);
  const store = await openStore(reading.config.database);
  const inFlight = new CallsInFlight(store, createLog('silent'));
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const asked = once(server, 'request');
  const caller = connect((server.address() as AddressInfo).port, '127.0.0.1');
  caller.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n');
  const response = (await asked)[1] as ServerResponse;
  caller.destroy();
  await once(response, 'close');

  inFlight.add(
    {
      id: 'tok_1',
      digest: 'a digest',
      expiresAt: null,
      outgoingUntil: null,
      readAt: new Date().toISOString(),
    },
    response,
  );
  expect(inFlight.size).toBe(0);

  inFlight.close();
  server.close();
  await store.close();
  await database.remove();
});
