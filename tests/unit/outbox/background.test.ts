import { beforeEach, describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { Token } from '../../../contract/token.ts';
import { readStart } from '../../../utils/cache/token-cache.ts';
import { aToken } from '../support/a-token.ts';
import { everythingStored } from '../support/everything-stored.ts';
import { ADA } from '../support/fake-service.ts';
import { useCompanion } from '../support/start-companion.ts';

const companion = useCompanion();
let token: Token;

beforeEach(async () => {
  token = aToken({ name: 'Billing', purpose: 'old' });
  companion.service.tokens.set(token.id, token);
  await companion.signIn();
});

const serviceGone = () => {
  companion.service.override = () => 'hang_up';
};
const serviceBack = () => {
  companion.service.override = () => null;
};
const edit = (purpose: string) =>
  companion.send('changes.edit', {
    change: crypto.randomUUID(),
    by: ADA.id,
    id: token.id,
    base: token,
    patch: { purpose },
    draft: null,
  });
const purpose = () => companion.service.tokens.get(token.id)?.purpose;

describe('a change that waits', () => {
  beforeEach(async () => {
    serviceGone();
    expect(await edit('new')).toMatchObject({ ok: true, value: { kind: 'waiting' } });
    serviceBack();
  });

  it('is sent when the list could be read', async () => {
    await companion.get('tokens.refresh', null);
    await expect.poll(purpose).toBe('new');
  });

  it('is sent when the machine is back on a network', async () => {
    companion.backOnline();
    await expect.poll(purpose).toBe('new');
  });

  it('is sent at once when a person says so', async () => {
    await companion.get('changes.send', null);
    expect(purpose()).toBe('new');
  });

  it('wakes the worker by an alarm, when its pause is over', async () => {
    const alarm = await fakeBrowser.alarms.get('outbox');
    expect(alarm?.scheduledTime).toBeGreaterThan(Date.now());
    await companion.get('changes.send', null);
    expect(await fakeBrowser.alarms.get('outbox')).toBeUndefined();
  });

  it('outlives the worker', async () => {
    await companion.restart();
    await companion.get('changes.send', null);
    expect(purpose()).toBe('new');
  });

  it('is neither shown nor sent while the extension is locked, and is sent after it', async () => {
    await companion.get('session.lock', null);
    expect((await readStart(10)).changes).toEqual([]);
    expect(await companion.send('changes.send', null)).toMatchObject({
      failure: { code: 'locked' },
    });
    await companion.get('session.sign_in', null);
    await expect.poll(purpose).toBe('new');
  });

  it('waits for the sign-in when the session has ended', async () => {
    companion.service.endSession();
    await companion.get('changes.send', null);
    expect((await readStart(10)).session.kind).toBe('expired');
    expect(purpose()).toBe('old');
    await companion.get('session.sign_in', null);
    await expect.poll(purpose).toBe('new');
  });

  it('is not sent by somebody else who signs in, and is there for the one who made it', async () => {
    companion.service.endSession();
    await companion.get('changes.send', null);
    companion.service.me = { ...ADA, id: 'mem_0000000000000002', name: 'Ben' };
    await companion.get('session.sign_in', null);
    await companion.get('changes.send', null);
    expect((await readStart(10)).changes).toEqual([]);
    expect(purpose()).toBe('old');
    companion.service.me = ADA;
    companion.service.endSession();
    await companion.send('tokens.refresh', null);
    await companion.get('session.sign_in', null);
    await companion.get('changes.send', null);
    expect(purpose()).toBe('new');
  });

  it('goes with the sign-out', async () => {
    await companion.get('session.sign_out', null);
    expect((await everythingStored()).outbox).toEqual([]);
  });
});
