import { beforeEach, describe, expect, it, vi } from 'vitest';
import { closeDb } from '../../../utils/cache/companion-db.ts';
import { dropDraft, readDraft, writeDraft } from '../../../utils/drafts/drafts.ts';
import { aFrontValue } from '../../service/support/makers.ts';
import { everythingStored } from '../support/everything-stored.ts';
import { emptyBrowser } from '../support/start-companion.ts';

interface Form {
  readonly name: string;
}

const isForm = (value: unknown): value is Form =>
  typeof value === 'object' && value !== null && 'name' in value;

beforeEach(emptyBrowser);

describe('a draft', () => {
  it('is there again when its page is opened anew', async () => {
    await writeDraft('create', { name: 'Billing' });
    await closeDb();
    expect(await readDraft('create', isForm)).toEqual({ name: 'Billing' });
  });

  it('is the latest one, however fast somebody types', async () => {
    await Promise.all(['B', 'Bi', 'Bil', 'Bill'].map((name) => writeDraft('create', { name })));
    expect(await readDraft('create', isForm)).toEqual({ name: 'Bill' });
  });

  it('is on its way with each key: a page that closes then does not lose the last one', async () => {
    await readDraft('create', isForm);
    const sent = vi.spyOn(IDBTransaction.prototype, 'commit');
    const writes = ['B', 'Bi', 'Bil'].map((name) => writeDraft('create', { name }));
    // No time passes in which the database could answer: all has been said when the page goes.
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
    expect(sent).toHaveBeenCalledTimes(writes.length);
    await Promise.all(writes);
    sent.mockRestore();
  });

  it('stays dropped when it is dropped right after the last key', async () => {
    const writes = [writeDraft('create', { name: 'B' }), writeDraft('create', { name: 'Bi' })];
    await Promise.all([...writes, dropDraft('create')]);
    expect(await readDraft('create', isForm)).toBeNull();
  });

  it('of an older version is left aside', async () => {
    await writeDraft('create', 'once it was a text');
    expect(await readDraft('create', isForm)).toBeNull();
  });

  it('is not mixed up with another form’s', async () => {
    await writeDraft('create', { name: 'A' });
    await writeDraft('edit', { name: 'B' });
    await dropDraft('edit');
    expect(await readDraft('create', isForm)).toEqual({ name: 'A' });
  });

  it('never holds a token’s value, whichever field it was pasted into', async () => {
    const value = aFrontValue();
    const draft = { name: 'A', purpose: `use ${value}`, tags: [value, 'b'], at: { query: value } };
    await writeDraft('create', draft);
    expect(JSON.stringify(await everythingStored())).not.toContain(value.split('.')[2]);
    const kept = { name: 'A', purpose: '', tags: ['', 'b'], at: { query: '' } };
    expect(await readDraft('create', isForm)).toEqual(kept);
    await writeDraft('search', value);
    expect(JSON.stringify(await everythingStored())).not.toContain(value.split('.')[2]);
  });

  it('that can’t be kept is an error, and the next one is kept all the same', async () => {
    await expect(writeDraft('create', () => 'no data')).rejects.toThrow();
    await writeDraft('create', { name: 'A' });
    expect(await readDraft('create', isForm)).toEqual({ name: 'A' });
  });
});
