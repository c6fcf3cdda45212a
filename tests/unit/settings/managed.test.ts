import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { managedOf, NOTHING_MANAGED, readManaged } from '../../../utils/settings/managed.ts';
import { MANAGED_SCHEMA } from '../../../utils/settings/managed-schema.ts';
import { DEFAULT_SETTINGS, readSettings, writeSettings } from '../../../utils/settings/settings.ts';
import { useCompanion } from '../support/start-companion.ts';

const companion = useCompanion();

async function policy(values: Record<string, unknown>): Promise<void> {
  await fakeBrowser.storage.managed.set(values);
}

describe('what the company has fixed', () => {
  it('wins over what a person chose, and gives it back when it goes', async () => {
    await writeSettings({ lockMinutes: 60, clipboardSeconds: 0 });
    await policy({ lockMinutes: 5, clipboardSeconds: 30 });
    expect(await readSettings()).toEqual({
      ...DEFAULT_SETTINGS,
      lockMinutes: 5,
      clipboardSeconds: 30,
    });
    await fakeBrowser.storage.managed.clear();
    expect(await readSettings()).toMatchObject({ lockMinutes: 60, clipboardSeconds: 0 });
  });

  it('is not written over what the person chose when they change something else', async () => {
    await policy({ lockMinutes: 5 });
    await writeSettings({ theme: 'dark' });
    await fakeBrowser.storage.managed.clear();
    expect((await readSettings()).lockMinutes).toBe(DEFAULT_SETTINGS.lockMinutes);
  });

  it.each([
    ['lockMinutes', -1],
    ['lockMinutes', 241],
    ['lockMinutes', '15'],
    ['clipboardSeconds', 5],
    ['clipboardSeconds', true],
    ['serviceAddress', 'http://tokens.example.com'],
    ['serviceAddress', 'https://tokens.example.com/path'],
    ['serviceAddress', 7],
  ])('does not count when %s is %j, and is named', (name, value) => {
    expect(managedOf({ [name]: value })).toEqual({ ...NOTHING_MANAGED, wrong: [name] });
  });

  it('is nothing in a browser without a policy', async () => {
    expect(await readManaged()).toEqual(NOTHING_MANAGED);
  });

  it('has a schema for Chrome that is the committed one', () => {
    const committed: unknown = JSON.parse(readFileSync('public/managed-schema.json', 'utf8'));
    expect(committed).toEqual(MANAGED_SCHEMA);
  });
});

describe('a fixed address', () => {
  it('is connected to, and no other is', async () => {
    const { address } = companion.service;
    await policy({ serviceAddress: address });
    const other = await companion.send('session.connect', { address: 'https://example.com' });
    expect(other).toMatchObject({
      failure: { code: 'bad_address', message: expect.stringContaining(address) as string },
    });
    expect((await companion.get('session.connect', { address })).kind).toBe('signed_out');
  });

  it('lets nobody sign in at the service that was there before', async () => {
    await companion.get('session.connect', { address: companion.service.address });
    await policy({ serviceAddress: 'https://tokens.example.com' });
    expect(await companion.send('session.sign_in', null)).toMatchObject({
      failure: { code: 'bad_address' },
    });
  });
});
