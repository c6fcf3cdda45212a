import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { TokenNote } from '../../../utils/messaging/protocol.ts';
import { everythingStored } from '../support/everything-stored.ts';
import { SETTINGS_SCRIPT, useCompanion } from '../support/start-companion.ts';

const companion = useCompanion();
const METHODS = ['log', 'info', 'warn', 'error', 'debug', 'trace'] as const;
let printed: unknown[][] = [];

beforeEach(() => {
  printed = [];
  for (const method of METHODS) {
    vi.spyOn(console, method).mockImplementation((...args: unknown[]) => printed.push(args));
  }
});
afterEach(() => vi.restoreAllMocks());

async function whatIsLeft(): Promise<string> {
  return JSON.stringify({
    database: await everythingStored(),
    local: await fakeBrowser.storage.local.get(),
    session: await fakeBrowser.storage.session.get(),
    urls: companion.service.seen.map(({ url }) => url),
    printed,
  });
}

describe('the value of a token', () => {
  it('reaches the page that asked, and is left nowhere: no storage, no log, no URL', async () => {
    const canary = `canary-${crypto.randomUUID()}`;
    companion.service.value = canary;
    await companion.signIn();
    const recorded = await companion.get('tokens.create', {
      token: { kind: 'front', name: 'Zapier', value: canary },
      idempotencyKey: 'k',
    });
    const revealed = await companion.get('tokens.reveal', { id: recorded.id, via: 'reveal' });
    expect(revealed).toEqual({ value: canary });
    await companion.get('tokens.refresh', null);
    const left = await whatIsLeft();
    expect(left).toContain('Zapier');
    expect(left).not.toContain(canary);
  });

  it('is not in a failure either, when the service answers with it in the wrong place', async () => {
    const canary = `canary-${crypto.randomUUID()}`;
    await companion.signIn();
    const created = await companion.get('tokens.create', {
      token: { kind: 'front', name: 'Zapier' },
      idempotencyKey: 'k',
    });
    companion.service.override = ({ url }) =>
      url.endsWith('/reveal') ? { status: 200, body: { values: [canary] } } : null;
    const result = await companion.send('tokens.reveal', { id: created.id, via: 'copy' });
    expect(result).toMatchObject({ failure: { code: 'wrong_answer' } });
    expect(JSON.stringify(result) + (await whatIsLeft())).not.toContain(canary);
  });

  it.each([
    'session.get',
    'session.connect',
    'session.sign_in',
    'session.sign_out',
    'tokens.refresh',
    'tokens.get',
    'tokens.create',
    'tokens.update',
    'tokens.reveal',
    'tokens.rotate',
    'tokens.save_shown_value',
    'tokens.restore_value',
    'tokens.delete',
    'audit.export',
    'people.call',
    'clipboard.guard',
  ] as const)('can’t be got at from the settings page: %s is refused there', async (name) => {
    await companion.signIn();
    const before = companion.service.seen.length;
    const result = await companion.send(name, null, SETTINGS_SCRIPT);
    expect(result).toMatchObject({ ok: false, failure: { code: 'refused' } });
    expect(companion.service.seen).toHaveLength(before);
  });

  it('is not even hinted at in the notes that the settings page gets', async () => {
    await companion.signIn();
    await companion.get('tokens.create', {
      token: { kind: 'issued', name: 'Zapier', scopes: ['contacts:read'] },
      idempotencyKey: 'k',
    });
    const result = await companion.send('notes.by_name', { names: ['Zapier'] }, SETTINGS_SCRIPT);
    const [note] = result.ok ? result.value.notes : [];
    const fields: (keyof TokenNote)[] = [
      'createdAt',
      'environment',
      'expiresAt',
      'id',
      'kind',
      'lastUsedAt',
      'name',
      'owner',
      'purpose',
      'standing',
      'status',
      'tags',
    ];
    expect(Object.keys(note ?? {}).sort()).toEqual(fields);
  });
});
