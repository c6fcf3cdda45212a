import { beforeEach, describe, expect, it } from 'vitest';
import type { Token } from '../../../contract/token.ts';
import { readCachedToken } from '../../../utils/cache/token-cache.ts';
import { onNews, type News } from '../../../utils/messaging/news.ts';
import { aToken } from '../support/a-token.ts';
import { useCompanion } from '../support/start-companion.ts';

const companion = useCompanion();
let token: Token;

beforeEach(async () => {
  token = aToken({ name: 'Billing' });
  companion.service.tokens.set(token.id, token);
  await companion.signIn();
});

const CREATE = {
  token: { kind: 'issued', name: 'New one', scopes: ['contacts:read'] },
  idempotencyKey: 'chosen-by-the-page',
} as const;

const create = () => ({ ...CREATE, token: { ...CREATE.token, scopes: ['contacts:read'] } });

/** Somebody else changes the token; our cache doesn't know. */
function changedElsewhere(change: Partial<Token>): void {
  companion.service.tokens.set(token.id, {
    ...token,
    version: token.version + 1,
    updatedAt: '2026-11-24T09:00:00.000Z',
    ...change,
  });
}

describe('creating a token', () => {
  it('puts it into the list at once', async () => {
    const created = await companion.get('tokens.create', create());
    expect(await readCachedToken(created.id)).toEqual(created);
  });

  it('is tried again when the line breaks, with the same key, and makes one token', async () => {
    let breaks = 1;
    companion.service.override = ({ method }) => {
      if (method !== 'POST' || breaks === 0) return null;
      breaks -= 1;
      return 'hang_up';
    };
    await companion.get('tokens.create', create());
    const posts = companion.service.seen.filter(
      ({ method, url }) => method === 'POST' && url === '/v1/tokens',
    );
    expect(posts.map(({ headers }) => headers['idempotency-key'])).toEqual([
      'chosen-by-the-page',
      'chosen-by-the-page',
    ]);
  });

  it('gives the same token when the page itself tries again', async () => {
    const first = await companion.get('tokens.create', create());
    expect(await companion.get('tokens.create', create())).toEqual(first);
  });

  it('is not tried again when the service has said no', async () => {
    const refused = { error: { code: 'name_taken', message: 'Taken.' } };
    companion.service.override = ({ method }) =>
      method === 'POST' ? { status: 409, body: refused } : null;
    expect(await companion.send('tokens.create', create())).toMatchObject({
      failure: { code: 'name_taken' },
    });
    expect(companion.service.count('POST', '/v1/tokens')).toBe(1);
  });
});

describe('changing a token', () => {
  it('sends the version that the page showed, and keeps the answer', async () => {
    const input = { id: token.id, version: 1, patch: { purpose: 'Invoices' } };
    expect(await companion.get('tokens.update', input)).toMatchObject({ version: 2 });
    expect((await readCachedToken(token.id))?.purpose).toBe('Invoices');
  });

  it('that somebody else has changed reads it anew before it says so', async () => {
    changedElsewhere({ purpose: 'Theirs' });
    const input = { id: token.id, version: 1, patch: { purpose: 'Ours' } };
    expect(await companion.send('tokens.update', input)).toMatchObject({
      failure: { code: 'stale_version' },
    });
    expect((await readCachedToken(token.id))?.purpose).toBe('Theirs');
  });

  it('that was deleted meanwhile shows its tombstone', async () => {
    changedElsewhere({ status: 'deleted' });
    const input = { id: token.id, version: 1, patch: { purpose: 'Ours' } };
    expect(await companion.send('tokens.update', input)).toMatchObject({
      failure: { code: 'token_deleted' },
    });
    expect((await readCachedToken(token.id))?.status).toBe('deleted');
  });

  it('that the service does not know takes it out of the list', async () => {
    companion.service.tokens.clear();
    expect(await companion.send('tokens.get', { id: token.id })).toMatchObject({
      failure: { code: 'not_found' },
    });
    expect(await readCachedToken(token.id)).toBeNull();
  });
});

describe('deleting a token', () => {
  it('leaves its tombstone in the list', async () => {
    expect(await companion.get('tokens.delete', { id: token.id, version: 1 })).toBeNull();
    expect(await readCachedToken(token.id)).toMatchObject({ status: 'deleted', version: 2 });
  });

  it('counts as done when only the tombstone can’t be read', async () => {
    companion.service.override = ({ method }) => (method === 'GET' ? 'hang_up' : null);
    expect(await companion.get('tokens.delete', { id: token.id, version: 1 })).toBeNull();
    expect(await readCachedToken(token.id)).toMatchObject({ status: 'deleted', version: 2 });
  });

  it('is not done to a version that the page has not seen', async () => {
    changedElsewhere({ purpose: 'In use again!' });
    expect(await companion.send('tokens.delete', { id: token.id, version: 1 })).toMatchObject({
      failure: { code: 'stale_version' },
    });
    expect((await readCachedToken(token.id))?.status).toBe('active');
  });
});

describe('looking at a value', () => {
  it.each(['allowed', 'refused'] as const)(
    'is news for the open pages when it is %s: it is on record',
    async (answer) => {
      const stop = new AbortController();
      const heard: News['kind'][] = [];
      onNews(({ kind }) => heard.push(kind), stop.signal);
      if (answer === 'refused') {
        const body = { error: { code: 'no_grant', message: 'No.' } };
        companion.service.override = ({ url }) =>
          url.endsWith('/reveal') ? { status: 403, body } : null;
      }
      await companion.send('tokens.reveal', { id: token.id, via: 'reveal' });
      await expect.poll(() => heard).toContain('looks');
      stop.abort();
    },
  );
});
