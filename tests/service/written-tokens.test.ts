import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Token } from '../../contract/token.ts';
import { WrittenTokens, type TokenHead } from '../../service/tokens/written-tokens.ts';
import { DATABASES } from './support/database.ts';
import { call, created } from './support/http.ts';
import { anIssued } from './support/makers.ts';
import { startService, type TestService } from './support/start-service.ts';

const NOW = new Date('2098-12-31T00:00:00.000Z');

describe.each(DATABASES)('what a list keeps from one time to the next, on %s', (kind) => {
  let service: TestService;
  beforeAll(async () => {
    service = await startService(kind);
  });
  afterAll(() => service.stop());

  const heads = (): Promise<TokenHead[]> =>
    service.store.db.selectFrom('tokens').select(['id', 'version', 'call_count']).execute();
  const read = async (written: WrittenTokens, now = NOW): Promise<Token[]> => {
    const texts = await written.read(service.store.db, await heads(), now);
    return texts.map((text) => JSON.parse(text.toString('utf8')) as Token);
  };
  /** As another replica would do it: past the process that keeps the list. */
  const changeRow = async (id: string, parts: object): Promise<void> => {
    await service.store.db.updateTable('tokens').set(parts).where('id', '=', id).execute();
  };

  test('is the very token that a single read tells, each time', async () => {
    const token = await created(service, anIssued({ name: 'Élan “quoted” \\ – 日本 😀' }));
    const single = (await call(service, 'GET', `/v1/tokens/${token.id}`)).body as Token;
    const written = new WrittenTokens();
    for (const time of ['first', 'second']) {
      const listed = (await read(written)).find(({ id }) => id === token.id);
      expect(listed, time).toEqual(single);
    }
  });

  test('gives way to a change, a use and a delete that another replica made', async () => {
    const { id } = await created(service, anIssued({ name: 'Changed elsewhere – tests' }));
    const written = new WrittenTokens();
    const listed = async () => (await read(written)).find((token) => token.id === id);
    expect(await listed()).toMatchObject({ owner: null, callCount: 0, status: 'active' });
    await changeRow(id, { owner: 'Somebody', version: 2 });
    expect(await listed()).toMatchObject({ owner: 'Somebody', version: 2 });
    await changeRow(id, { call_count: 1, last_used_at: '2026-11-24T00:00:00.000Z' });
    expect(await listed()).toMatchObject({
      callCount: 1,
      lastUsedAt: '2026-11-24T00:00:00.000Z',
    });
    await changeRow(id, { deleted_at: '2026-11-24T00:00:00.000Z', version: 3 });
    expect(await listed()).toMatchObject({ status: 'deleted' });
  });

  test('expires by the clock, without anybody changing it', async () => {
    const { id } = await created(
      service,
      anIssued({ name: 'Ends with the year – tests', expiresAt: '2099-01-01T00:00:00.000Z' }),
    );
    const written = new WrittenTokens();
    const status = async (now: Date) =>
      (await read(written, now)).find((token) => token.id === id)?.status;
    expect(await status(NOW)).toBe('active');
    expect(await status(new Date('2099-01-01T00:00:00.000Z'))).toBe('expired');
    expect(await status(NOW)).toBe('active');
  });

  test('keeps the order in which it was asked, and leaves out what is not there', async () => {
    const written = new WrittenTokens();
    const asked = [...(await heads())].reverse();
    const unknown = { id: 'tok_0000000000000000', version: 1, call_count: 0 };
    const texts = await written.read(service.store.db, [unknown, ...asked], NOW);
    expect(texts.map((text) => (JSON.parse(text.toString('utf8')) as Token).id)).toEqual(
      asked.map(({ id }) => id),
    );
  });
});
