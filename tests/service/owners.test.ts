import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Owner } from '../../contract/owner.ts';
import { DATABASES } from './support/database.ts';
import { call, created, deleted } from './support/http.ts';
import { anIssued } from './support/makers.ts';
import { signedInPerson, type SignedInPerson } from './support/signed-in-person.ts';
import { startService, type TestService } from './support/start-service.ts';

describe.each(DATABASES)('owners on %s', (kind) => {
  let service: TestService;
  let mel: SignedInPerson;
  beforeAll(async () => {
    service = await startService(kind);
    mel = await signedInPerson(service, 'Mel Member');
  });
  afterAll(() => service.stop());
  const list = async (as: 'admin' | 'member' = 'admin'): Promise<Owner[]> =>
    (await call(service, 'GET', '/v1/owners', { as })).body.items as Owner[];
  const find = async (name: string) => (await list()).find((owner) => owner.name === name);
  const owned = (owner: string) => created(service, anIssued({ owner }));

  test('are people by name, whatever the case, and teams otherwise', async () => {
    await owned('mel member');
    await owned('Sales team');
    await owned('Sales team');
    expect(await find('mel member')).toEqual({
      name: 'mel member',
      kind: 'member',
      memberId: mel.id,
      tokens: 1,
    });
    expect(await find('Sales team')).toEqual({
      name: 'Sales team',
      kind: 'other',
      memberId: null,
      tokens: 2,
    });
  });

  test('offer everybody who can sign in, and removed people only where tokens name them', async () => {
    const lea = await signedInPerson(service, 'Lea Leaver');
    const lou = await signedInPerson(service, 'Lou Leaver');
    const bo = await signedInPerson(service, 'Bo Blocked');
    expect(await find('Lea Leaver')).toMatchObject({ kind: 'member', tokens: 0 });
    await owned('Lea Leaver');
    await owned('Bo Blocked');
    for (const { id } of [lea, lou]) await call(service, 'DELETE', `/v1/members/${id}`);
    await call(service, 'PATCH', `/v1/members/${bo.id}`, { body: { status: 'blocked' } });
    expect(await find('Lea Leaver')).toMatchObject({ kind: 'left', memberId: lea.id, tokens: 1 });
    expect(await find('Bo Blocked')).toMatchObject({ kind: 'blocked' });
    expect(await find('Lou Leaver')).toBeUndefined();
  });

  test('count no deleted token', async () => {
    const gone = await owned('Gone team');
    await deleted(service, gone.id);
    expect(await find('Gone team')).toBeUndefined();
  });

  test('tell a member no ids of people', async () => {
    const told = await list('member');
    expect(told.find(({ name }) => name === 'mel member')).toMatchObject({ kind: 'member' });
    expect(told.every(({ memberId }) => memberId === null)).toBe(true);
  });
});
