import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { HISTORY_FIELDS, type NoteChange } from '../../contract/history.ts';
import type { Token } from '../../contract/token.ts';
import { DATABASES } from './support/database.ts';
import { call, created, deleted } from './support/http.ts';
import { aFront, anIssued } from './support/makers.ts';
import { signedInPerson, type SignedInPerson } from './support/signed-in-person.ts';
import { startService, type TestService } from './support/start-service.ts';

const VALUE = `ftk_${'a'.repeat(8)}_${'b'.repeat(38)}`;

describe.each(DATABASES)('the history of notes on %s', (kind) => {
  let service: TestService;
  let mel: SignedInPerson;
  beforeAll(async () => {
    service = await startService(kind);
    mel = await signedInPerson(service, 'Mel Member');
  });
  afterAll(() => service.stop());

  const patch = (id: string, body: object, as: 'admin' | SignedInPerson = 'admin') =>
    as === 'admin'
      ? call(service, 'PATCH', `/v1/tokens/${id}`, { body, headers: { 'if-match': '*' } })
      : as.call('PATCH', `/v1/tokens/${id}`, body);
  const history = async (id: string, query = ''): Promise<NoteChange[]> => {
    const answer = await mel.call('GET', `/v1/tokens/${id}/history${query}`);
    expect(answer.status, answer.text).toBe(200);
    return answer.body.items as NoteChange[];
  };
  const facts = ({ field, before, after, by, version }: NoteChange) => [
    field,
    before,
    after,
    by.name,
    version,
  ];

  test('says of each change who made it, when, and what stood there before and after', async () => {
    const token = await created(service, anIssued({ purpose: 'Old', tags: ['crm'] }));
    await patch(token.id, { purpose: 'New', tags: ['crm', 'sales'] }, mel);
    await patch(token.id, { owner: 'Sales', usedIn: [{ label: 'CI', url: 'https://ci.example' }] });
    const items = await history(token.id);
    expect(items.map(facts)).toEqual([
      ['owner', null, 'Sales', 'Command line', 3],
      ['usedIn', [], [{ label: 'CI', url: 'https://ci.example' }], 'Command line', 3],
      ['purpose', 'Old', 'New', 'Mel Member', 2],
      ['tags', ['crm'], ['crm', 'sales'], 'Mel Member', 2],
    ]);
    expect(items.map(({ via }) => via)).toEqual(['edit', 'edit', 'edit', 'edit']);
    expect(Math.abs(Date.parse(items[0]!.at) - Date.now())).toBeLessThan(60_000);
  });

  test('holds every field that a patch may change', async () => {
    const backing = await created(service, aFront({ scopes: ['contacts:read', 'tags:read'] }));
    const token = await created(service, anIssued({ backedBy: backing.id }));
    const { backedBy: _free, ...rest } = {
      name: `${token.name} two`,
      purpose: 'p',
      tags: ['t'],
      owner: 'o',
      environment: 'e',
      usedIn: [{ label: 'u' }],
      expiresAt: '2999-01-01T00:00:00Z',
      scopes: ['tags:read'],
      namespaces: ['shared'],
      callsPerMinute: 5,
      sensitive: true,
      backedBy: null,
    };
    await patch(token.id, rest);
    await patch(token.id, { backedBy: null });
    const front = await created(service, aFront());
    await patch(front.id, { features: ['access_resources'] });
    const told = [...(await history(token.id)), ...(await history(front.id))];
    expect(new Set(told.map(({ field }) => field))).toEqual(new Set(HISTORY_FIELDS));
  });

  test('tells nothing of a change that was refused, nor of one that changed nothing', async () => {
    const token = await created(service, anIssued({ purpose: 'Same' }));
    await patch(token.id, { purpose: 'Same' });
    expect((await patch(token.id, { owner: 'Me' }, mel)).status).toBe(403);
    const stale = await call(service, 'PATCH', `/v1/tokens/${token.id}`, {
      body: { purpose: 'Late' },
      headers: { 'if-match': '"99"' },
    });
    expect(stale.status).toBe(412);
    expect(await history(token.id)).toEqual([]);
  });

  test('never holds a value: one that is written into a note is refused, an old one is hidden', async () => {
    const token = await created(service, anIssued());
    expect((await patch(token.id, { purpose: `use ${VALUE}` })).status).toBe(422);
    // As a database may hold it from before values were refused.
    await service.store.db
      .updateTable('tokens')
      .set({ purpose: `use ${VALUE}` })
      .where('id', '=', token.id)
      .execute();
    await patch(token.id, { purpose: 'Clean' });
    const items = await history(token.id);
    expect(items.map(({ before, after }) => [before, after])).toEqual([['[hidden]', 'Clean']]);
  });

  test('is kept with a deleted token, and unknown for one that is not there', async () => {
    const token = await created(service, anIssued());
    await patch(token.id, { purpose: 'Was important' });
    await deleted(service, token.id);
    expect((await history(token.id)).map(({ after }) => after)).toEqual(['Was important']);
    const unknown = await mel.call('GET', '/v1/tokens/tok_0000000000000000/history');
    expect([unknown.status, unknown.body.error.code]).toEqual([404, 'not_found']);
  });

  test('comes in pages that stay true while changes are made, and by field', async () => {
    const token: Token = await created(service, anIssued());
    for (let i = 1; i <= 5; i++) await patch(token.id, { purpose: `p${i}`, owner: `o${i}` });
    const texts: unknown[] = [];
    let cursor: string | null = null;
    do {
      const more: string = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`;
      const page = await mel.call('GET', `/v1/tokens/${token.id}/history?limit=3${more}`);
      expect(page.status).toBe(200);
      texts.push(...page.body.items.map((item: NoteChange) => item.after));
      cursor = page.body.nextCursor as string | null;
      if (texts.length === 3) await patch(token.id, { purpose: 'in between' });
    } while (cursor !== null);
    expect(texts).toEqual(['o5', 'p5', 'o4', 'p4', 'o3', 'p3', 'o2', 'p2', 'o1', 'p1']);
    const owners = await history(token.id, '?field=owner&limit=2');
    expect(owners.map(({ after }) => after)).toEqual(['o5', 'o4']);
    for (const query of ['?field=hint', '?limit=0', '?cursor=abc']) {
      expect((await mel.call('GET', `/v1/tokens/${token.id}/history${query}`)).status).toBe(400);
    }
    const page = await mel.call('GET', `/v1/tokens/${token.id}/history?limit=1`);
    const elsewhere = await created(service, anIssued());
    const foreign = await mel.call(
      'GET',
      `/v1/tokens/${elsewhere.id}/history?cursor=${page.body.nextCursor}`,
    );
    expect([foreign.status, foreign.body.error.code]).toEqual([400, 'bad_cursor']);
  });
});
