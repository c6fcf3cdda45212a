import { expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { readSettings, writeSettings } from '../../../utils/settings/settings.ts';
import { aToken } from '../support/a-token.ts';
import { ADA } from '../support/fake-service.ts';
import { REFERENCE_SCRIPT, useCompanion } from '../support/start-companion.ts';

const companion = useCompanion();
const lookUp = async (operation: string): Promise<unknown> =>
  companion.send('reference.look_up', { operation }, REFERENCE_SCRIPT);
const told = (scope: string | null, tokens: object) => ({ ok: true, value: { scope, tokens } });

async function signInWithTokens(): Promise<void> {
  const backing = aToken({ kind: 'front', scopes: ['shared:*'] });
  for (const token of [
    backing,
    aToken({ backedBy: backing.id }),
    aToken({ id: 'tok_granted000000001', backedBy: backing.id }),
    aToken({ backedBy: backing.id, scopes: ['tags:read'] }),
  ]) {
    companion.service.tokens.set(token.id, token);
  }
  await companion.signIn();
}

it('an admin is told the scope and how many tokens can make the call, and no more than that', async () => {
  await signInWithTokens();
  expect(await lookUp('list-contacts')).toEqual(told('contacts:read', { kind: 'count', count: 2 }));
  expect(await lookUp('list-accounts')).toEqual(told('accounts:read', { kind: 'count', count: 0 }));
  expect(await lookUp('api-token-details')).toEqual(told(null, { kind: 'count', count: 3 }));
});

it('an operation that Front does not publish gets nothing', async () => {
  await signInWithTokens();
  for (const operation of ['introduction', 'List-Contacts', '__proto__', '']) {
    expect(await lookUp(operation)).toEqual({ ok: true, value: null });
  }
});

it('a member is told of what is granted to them, and the service is not asked at every page', async () => {
  companion.service.me = { ...ADA, role: 'member' };
  companion.service.override = ({ url }) =>
    url.startsWith('/v1/me/grants')
      ? {
          status: 200,
          body: { all: false, items: [{ tokenId: 'tok_granted000000001', until: null }] },
        }
      : null;
  await signInWithTokens();
  expect(await lookUp('list-contacts')).toEqual(told('contacts:read', { kind: 'count', count: 1 }));
  expect(await lookUp('list-tags')).toEqual(told('tags:read', { kind: 'count', count: 0 }));
  const asked = companion.service.seen.filter(({ url }) => url.startsWith('/v1/me/grants'));
  expect(asked).toHaveLength(1);
});

it('a member of whom the service says nothing is told no number', async () => {
  companion.service.me = { ...ADA, role: 'member' };
  companion.service.override = ({ url }) =>
    url.startsWith('/v1/me/grants') ? { status: 503, body: {} } : null;
  await signInWithTokens();
  expect(await lookUp('list-contacts')).toEqual(told('contacts:read', { kind: 'unknown' }));
});

it('before a service is chosen the page gets nothing; signed out or locked, the scope alone', async () => {
  expect(await lookUp('list-contacts')).toEqual({ ok: true, value: null });
  await signInWithTokens();
  await companion.get('session.lock', null);
  expect(await lookUp('list-contacts')).toEqual(told('contacts:read', { kind: 'signed_out' }));
  await companion.get('session.sign_out', null);
  expect(await lookUp('list-contacts')).toEqual(told('contacts:read', { kind: 'signed_out' }));
});

it('who hid the label gets none, until they want it again', async () => {
  await signInWithTokens();
  await companion.send('reference.hide', null, REFERENCE_SCRIPT);
  expect(await lookUp('list-contacts')).toEqual({ ok: true, value: null });
  expect(await readSettings()).toMatchObject({ referenceLabel: false });
  await writeSettings({ referenceLabel: true });
  expect(await lookUp('list-contacts')).toMatchObject({ value: { scope: 'contacts:read' } });
});

it('opens the popup, and where the browser opens none, the page of that operation', async () => {
  let opened = 0;
  const action = {
    openPopup: () => {
      opened += 1;
      return Promise.resolve();
    },
  };
  Object.assign(fakeBrowser, { action });
  await companion.send('reference.open', { operation: 'list-contacts' }, REFERENCE_SCRIPT);
  expect(opened).toBe(1);
  expect(await fakeBrowser.tabs.query({})).toHaveLength(1);

  action.openPopup = () => Promise.reject(new Error('openPopup requires a user gesture'));
  await companion.send('reference.open', { operation: 'list-contacts' }, REFERENCE_SCRIPT);
  const urls = (await fakeBrowser.tabs.query({})).map(({ url }) => url);
  expect(urls.at(-1)).toMatch(/options\.html#\/operations\/list-contacts$/);
});

it('leads to no place that is not an operation', async () => {
  const before = await fakeBrowser.tabs.query({});
  const answer = await companion.send(
    'reference.open',
    { operation: '../tokens/new' },
    REFERENCE_SCRIPT,
  );
  expect(answer).toMatchObject({ ok: false, failure: { code: 'not_found' } });
  expect(await fakeBrowser.tabs.query({})).toEqual(before);
});
