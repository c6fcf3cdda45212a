import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { PatchToken, Token } from '../../../contract/token.ts';
import { Failed, failed } from '../../../utils/messaging/failed.ts';
import { provisionalId } from '../../../utils/outbox/change.ts';
import { createChangesStore } from '../../../utils/outbox/changes-store.ts';
import type { Outbox } from '../../../utils/outbox/outbox.ts';
import { readDraft, writeDraft } from '../../../utils/drafts/drafts.ts';
import { aToken } from '../support/a-token.ts';
import {
  aVersionedService,
  offline,
  type VersionedService,
} from '../support/a-versioned-service.ts';
import { signedIn, signInAs, startLife } from '../support/an-outbox.ts';
import { everythingStored } from '../support/everything-stored.ts';
import { ADA } from '../support/fake-service.ts';

const BEN = { ...ADA, id: 'mem_0000000000000002', name: 'Ben' };
const uuid = (): string => crypto.randomUUID();
const isAnything = (draft: unknown): draft is unknown => draft !== undefined;
const kinds = async () => (await createChangesStore().look()).mine.map((one) => one.kind);
const states = async () =>
  (await createChangesStore().look()).mine.flatMap((one) => ('state' in one ? [one.state] : []));

let token: Token;
let service: VersionedService;
let clock: number;
const outboxNow = (): Outbox => startLife({ client: service.client, now: () => clock }).outbox;
let outbox: Outbox;

function edit(base: Token, patch: PatchToken, change = uuid(), draft: string | null = null) {
  return outbox.edit({ change, by: ADA.id, id: base.id, base, patch, draft });
}

beforeEach(async () => {
  await signedIn(ADA);
  token = aToken({ name: 'Billing', purpose: 'old', tags: ['a'] });
  service = aVersionedService(token);
  clock = Date.parse('2026-11-26T08:00:00Z');
  outbox = outboxNow();
});

describe('an edit', () => {
  it('is made at once when the service answers', async () => {
    expect(await edit(token, { purpose: 'new' })).toMatchObject({
      kind: 'sent',
      token: { purpose: 'new', version: 2 },
    });
  });

  it('waits when nobody answers, and is made when somebody does', async () => {
    service.before = offline;
    expect(await edit(token, { purpose: 'new' })).toMatchObject({
      kind: 'waiting',
      why: { code: 'unreachable' },
    });
    service.before = () => undefined;
    await outbox.send('reachable');
    expect(service.tokens).toMatchObject([{ purpose: 'new', version: 2 }]);
  });

  it('that was asked for twice is made once', async () => {
    const change = uuid();
    await edit(token, { purpose: 'new' }, change);
    expect(await edit(token, { purpose: 'new' }, change)).toMatchObject({ kind: 'sent' });
    expect(service.writes()).toBe(1);
  });

  it('takes its draft along into safety, in one step', async () => {
    service.before = offline;
    await writeDraft('edit-x', { typed: true });
    await edit(token, { purpose: 'new' }, uuid(), 'edit-x');
    expect(await readDraft('edit-x', isAnything)).toBeNull();
  });

  it('goes out after the one before it, from that one’s outcome', async () => {
    service.before = offline;
    await edit(token, { purpose: 'one', tags: ['b'] });
    await edit({ ...token, purpose: 'one', tags: ['b'] }, { purpose: 'two' });
    service.before = () => undefined;
    await outbox.send('asked');
    expect(service.asked).toEqual(['updateToken 1', 'updateToken 2']);
    expect(service.tokens).toMatchObject([{ purpose: 'two', tags: ['b'], version: 3 }]);
  });

  it('does not take the service’s own writing of the one before it for somebody else’s', async () => {
    service.before = offline;
    await edit(token, { purpose: 'one' });
    await edit({ ...token, purpose: 'one' }, { purpose: 'one, two' });
    service.before = () => undefined;
    let answers = 0;
    service.after = () => {
      const [now] = service.tokens;
      answers += 1;
      // It writes in its own way what we sent first, and its answer says so.
      if (answers === 1 && now !== undefined) now.purpose = 'One';
    };
    await outbox.send('asked');
    expect(await kinds()).toEqual(['done', 'done']);
    expect(service.tokens).toMatchObject([{ purpose: 'one, two', version: 3 }]);
  });

  it('whose answer was lost is not made again, and is no conflict', async () => {
    service.after = offline;
    expect(await edit(token, { purpose: 'new' })).toMatchObject({ kind: 'waiting' });
    service.after = () => undefined;
    await outbox.send('asked');
    expect(service.writes()).toBe(1);
    expect(await kinds()).toEqual(['done']);
  });

  it('whose answer was lost is not made again over somebody who took it back', async () => {
    service.after = offline;
    await edit(token, { purpose: 'new' });
    service.after = () => undefined;
    service.change(token.id, { purpose: 'old' });
    await outbox.send('asked');
    expect(service.tokens).toMatchObject([{ purpose: 'old' }]);
    expect(await states()).toMatchObject([{ kind: 'conflict', fields: ['purpose'] }]);
  });

  it('that never arrived is made, though others changed other fields twice', async () => {
    service.before = offline;
    await edit(token, { purpose: 'new' });
    service.before = () => undefined;
    service.change(token.id, { owner: 'x' });
    await outbox.send('asked');
    expect(service.tokens).toMatchObject([{ purpose: 'new', owner: 'x' }]);
  });

  it('joins with what others changed in other fields', async () => {
    service.change(token.id, { tags: ['theirs'] });
    service.change(token.id, { owner: 'Support' });
    expect(await edit(token, { purpose: 'new' })).toMatchObject({ kind: 'sent' });
    expect(service.tokens).toMatchObject([
      { purpose: 'new', tags: ['theirs'], owner: 'Support', version: 4 },
    ]);
  });

  it('waits for the person when somebody changed the same field', async () => {
    service.change(token.id, { purpose: 'theirs' });
    expect(await edit(token, { purpose: 'mine' })).toEqual({ kind: 'conflict' });
    await outbox.send('asked');
    expect(service.tokens).toMatchObject([{ purpose: 'theirs', version: 2 }]);
  });

  it.each(['forbidden', 'not_found', 'token_deleted', 'name_taken'] as const)(
    'that is refused (%s) is kept with the reason, and not sent again by itself',
    async (code) => {
      service.before = (name) => {
        if (name === 'updateToken') throw failed(code, 'No.');
      };
      expect(await edit(token, { purpose: 'new' })).toMatchObject({
        kind: 'refused',
        failure: { code },
      });
      service.before = () => undefined;
      await outbox.send('asked');
      expect(service.writes()).toBe(0);
      expect(await states()).toMatchObject([{ kind: 'refused', why: { code } }]);
    },
  );

  it('that was refused is sent once more when the person says so', async () => {
    service.before = () => {
      throw failed('forbidden', 'No.');
    };
    const change = uuid();
    await edit(token, { purpose: 'new' }, change);
    service.before = () => undefined;
    expect(await outbox.again(change)).toMatchObject({ kind: 'sent' });
  });

  it('of one token does not hold up another', async () => {
    const other = aToken({ name: 'Other' });
    service.tokens.push(other);
    service.before = () => {
      throw failed('unavailable', 'Not just now.');
    };
    await edit(token, { purpose: 'new' });
    service.before = (name) => {
      if (name === 'updateToken' && service.asked.length === 0) {
        service.asked.push('busy');
        throw failed('unavailable', 'Not just now.');
      }
    };
    await edit(other, { purpose: 'new' });
    await outbox.send('asked');
    expect(service.tokens.map(({ purpose }) => purpose).sort()).toEqual(['new', 'new']);
  });

  it('waits longer after each attempt, and for ever under no clock', async () => {
    service.before = () => {
      throw failed('unavailable', 'Not just now.');
    };
    await edit(token, { purpose: 'new' });
    expect(await states()).toMatchObject([{ attempts: 1, notBefore: clock + 30_000 }]);
    await outbox.send('due');
    expect(await states()).toMatchObject([{ attempts: 1 }]);
    clock += 30_000;
    await outbox.send('due');
    expect(await states()).toMatchObject([{ attempts: 2, notBefore: clock + 60_000 }]);
    // The clock is put back by a year.
    clock -= 365 * 24 * 60 * 60_000;
    service.before = () => undefined;
    await outbox.send('due');
    expect(await kinds()).toEqual(['done']);
  });

  it('thrown away takes nothing along but itself', async () => {
    service.before = offline;
    const first = uuid();
    await edit(token, { purpose: 'one', owner: 'A' }, first);
    await edit({ ...token, purpose: 'one', owner: 'A' }, { purpose: 'two' });
    await outbox.discard(first);
    service.before = () => undefined;
    await outbox.send('asked');
    expect(await kinds()).toEqual(['done']);
    expect(service.tokens).toMatchObject([{ purpose: 'two', owner: null }]);
  });

  it('with a value in it is refused before anything is written', async () => {
    const value = `ftk_${'a'.repeat(8)}_${'b'.repeat(38)}`;
    const asked = edit(token, { purpose: `see ${value}` });
    await expect(asked).rejects.toThrow(Failed);
    await expect(asked).rejects.toMatchObject({
      failure: { code: 'invalid_value', fields: [{ field: 'purpose' }] },
    });
    expect(JSON.stringify(await everythingStored())).not.toContain(value);
  });

  it('that the browser cannot keep is told, and not sent', async () => {
    await writeDraft('edit-x', { typed: true });
    const full = vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError');
    });
    await expect(edit(token, { purpose: 'new' }, uuid(), 'edit-x')).rejects.toMatchObject({
      failure: { code: 'not_kept' },
    });
    full.mockRestore();
    expect(service.asked).toEqual([]);
    expect(await kinds()).toEqual([]);
    expect(await readDraft('edit-x', isAnything)).toEqual({ typed: true });
  });
});

describe('a conflict', () => {
  let change: string;
  beforeEach(async () => {
    change = uuid();
    service.change(token.id, { purpose: 'theirs', tags: ['t'] });
    await edit(token, { purpose: 'mine', tags: ['m'], owner: 'Me' }, change);
  });

  it('is settled with what the person chose, and keeps what they did not', async () => {
    expect(
      await outbox.settle(change, { version: 2, patch: { purpose: 'mine', tags: ['t', 'm'] } }),
    ).toMatchObject({ kind: 'sent' });
    expect(service.tokens).toMatchObject([
      { purpose: 'mine', tags: ['t', 'm'], owner: 'Me', version: 3 },
    ]);
    const { mine } = await createChangesStore().look();
    expect(mine).toMatchObject([
      { kind: 'done' },
      { kind: 'set_aside', texts: [{ field: 'purpose', whose: 'theirs', value: 'theirs' }] },
    ]);
  });

  it('that ends with all of theirs keeps mine to be read, until it is thrown away', async () => {
    await outbox.settle(change, { version: 2, patch: { purpose: 'theirs', tags: ['t'] } });
    expect(service.tokens).toMatchObject([{ purpose: 'theirs', tags: ['t'], owner: 'Me' }]);
    const { mine } = await createChangesStore().look();
    const aside = mine.find(({ kind }) => kind === 'set_aside');
    expect(aside).toMatchObject({
      texts: [
        { whose: 'mine', value: 'mine' },
        { whose: 'mine', value: ['m'] },
      ],
    });
    await outbox.discard(aside?.id ?? '');
    expect(await kinds()).toEqual(['done']);
  });

  it('is not settled by an answer to an older question', async () => {
    expect(await outbox.settle(change, { version: 1, patch: { purpose: 'x', tags: [] } })).toEqual({
      kind: 'conflict',
    });
  });

  it('is asked anew when somebody changed it again meanwhile', async () => {
    service.change(token.id, { purpose: 'theirs again' });
    expect(
      await outbox.settle(change, { version: 2, patch: { purpose: 'merged', tags: ['t', 'm'] } }),
    ).toEqual({ kind: 'conflict' });
    expect(await states()).toMatchObject([
      { kind: 'conflict', theirs: { purpose: 'theirs again' }, fields: ['purpose'] },
    ]);
  });

  it('holds back the edits behind it', async () => {
    await edit({ ...token, tags: ['t'] }, { environment: 'test' });
    await outbox.send('asked');
    expect(service.tokens).toMatchObject([{ environment: null }]);
    await outbox.settle(change, { version: 2, patch: { purpose: 'mine', tags: ['t'] } });
    expect(service.tokens).toMatchObject([{ environment: 'test', purpose: 'mine' }]);
  });
});

describe('a new token', () => {
  const create = (change = uuid()) =>
    outbox.create({
      change,
      by: ADA.id,
      token: { kind: 'issued', name: 'Sync', scopes: ['contacts:read'] },
      draft: null,
    });

  it('waits under an id of its own, and so do its edits', async () => {
    service.before = offline;
    const change = uuid();
    expect(await create(change)).toMatchObject({ kind: 'waiting', id: provisionalId(change) });
    const shown = aToken({ id: provisionalId(change), name: 'Sync', version: 0 });
    await edit(shown, { purpose: 'one' });
    service.before = () => undefined;
    await outbox.send('asked');
    expect(service.tokens.find(({ name }) => name === 'Sync')).toMatchObject({ purpose: 'one' });
  });

  it('is still known by that id to a page that has not noticed', async () => {
    const change = uuid();
    await create(change);
    const shown = aToken({ id: provisionalId(change), name: 'Sync', version: 0 });
    await edit(shown, { purpose: 'late' });
    expect(service.tokens.find(({ name }) => name === 'Sync')).toMatchObject({ purpose: 'late' });
  });

  it('takes the draft of its edit along to its own id', async () => {
    service.before = offline;
    const change = uuid();
    await create(change);
    await writeDraft(`edit-${provisionalId(change)}`, { typed: true });
    service.before = () => undefined;
    await outbox.send('asked');
    const id = service.tokens.find(({ name }) => name === 'Sync')?.id ?? '';
    expect(await readDraft(`edit-${id}`, isAnything)).toEqual({
      typed: true,
    });
  });

  it('thrown away takes its edits along', async () => {
    service.before = offline;
    const change = uuid();
    await create(change);
    await edit(aToken({ id: provisionalId(change), version: 0 }), { purpose: 'one' });
    await outbox.discard(change);
    expect(await kinds()).toEqual([]);
  });

  it('with a value is never kept', async () => {
    service.before = offline;
    await expect(
      outbox.create({
        change: uuid(),
        by: ADA.id,
        token: { kind: 'front', name: 'Zapier', value: 'canary' },
        draft: null,
      }),
    ).rejects.toMatchObject({ failure: { code: 'refused' } });
    expect(JSON.stringify(await everythingStored())).not.toContain('canary');
  });
});

describe('somebody else who signs in', () => {
  it('neither keeps nor sends what the one before typed into a page that stayed open', async () => {
    await signedIn(BEN);
    await expect(edit(token, { purpose: 'Ada’s' })).rejects.toMatchObject({
      failure: { code: 'other_author' },
    });
    expect(await kinds()).toEqual([]);
    expect(service.writes()).toBe(0);
  });

  it('sees and sends nothing of the one before, who finds it again', async () => {
    service.before = offline;
    await edit(token, { purpose: 'Ada’s' });
    service.before = () => undefined;
    await signInAs(BEN, 'second');
    await outbox.send('asked');
    expect(await kinds()).toEqual([]);
    expect(service.writes()).toBe(0);
    await signInAs(ADA, 'third');
    await outbox.send('asked');
    expect(service.tokens).toMatchObject([{ purpose: 'Ada’s' }]);
  });
});
