import { describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { readStart } from '../../../utils/cache/token-cache.ts';
import { readDraft, writeDraft } from '../../../utils/drafts/drafts.ts';
import { MESSAGE_INPUTS } from '../../../utils/messaging/message-inputs.ts';
import type { MessageName } from '../../../utils/messaging/protocol.ts';
import { writeSettings } from '../../../utils/settings/settings.ts';
import { FOR_THE_SCRIPT } from '../support/for-the-script.ts';
import { aToken } from '../support/a-token.ts';
import { everythingStored } from '../support/everything-stored.ts';
import { ADA } from '../support/fake-service.ts';
import {
  sendRaw,
  OPTIONS_PAGE,
  SETTINGS_SCRIPT,
  useCompanion,
} from '../support/start-companion.ts';
import { PRODUCT_VERSION } from '../../../contract/version.ts';

const companion = useCompanion();
const TOKEN = aToken({ name: 'Billing' });
const MAX = { ...ADA, id: 'mem_0000000000000002', name: 'Max Member', role: 'member' } as const;
const ALARM = { name: 'lock-guard', scheduledTime: 0, persistAcrossSessions: false };
const isText = (value: unknown): value is string => typeof value === 'string';

async function signedIn(): Promise<void> {
  companion.service.tokens.set(TOKEN.id, TOKEN);
  await companion.signIn();
}

async function kindNow(): Promise<string> {
  return (await companion.get('session.get', null)).kind;
}

function failureOf(result: { ok: boolean; failure?: { code: string } }): string {
  return result.ok ? 'none' : (result.failure?.code ?? 'none');
}

describe('locking', () => {
  it('forgets the access token, the refresh token and the key, and ends them at the service', async () => {
    await signedIn();
    const { address } = companion.service;
    expect(await companion.get('session.lock', null)).toEqual({ kind: 'locked', address, me: ADA });
    const stored = await everythingStored();
    expect(stored.keys).toEqual([]);
    expect(JSON.stringify(stored)).not.toMatch(/access-|refresh-/);
    const revoked = () => companion.service.seen.find(({ url }) => url.endsWith('/revocation'));
    await vi.waitFor(() => expect(revoked()?.body).toContain('token=refresh-'));
  });

  it('shows no page the names, and keeps them for the same person', async () => {
    await signedIn();
    await companion.get('session.lock', null);
    const { session, synced, first } = await readStart(10);
    expect([session.kind, synced, first]).toEqual(['locked', null, []]);
    expect((await everythingStored()).tokens).toHaveLength(1);
  });

  it('tells the settings page no note', async () => {
    await signedIn();
    const ask = () => companion.send('notes.by_name', { names: ['Billing'] }, SETTINGS_SCRIPT);
    expect(await ask()).toMatchObject({ ok: true, value: { notes: [{ name: 'Billing' }] } });
    await companion.get('session.lock', null);
    expect(await ask()).toEqual({ ok: true, value: { notes: [], mayAdd: false } });
  });

  const opens: readonly MessageName[] = [
    'session.get',
    'session.connect',
    'session.sign_in',
    'session.sign_out',
    'session.lock',
    'clipboard.guard',
    'notes.by_name',
    // Opens a panel that shows the lock.
    'panel.open',
    // Tells the scope that Front publishes, and nothing of ours.
    'reference.look_up',
    'reference.open',
    'reference.hide',
    'page.arrived',
  ];
  const closed = (Object.keys(MESSAGE_INPUTS) as MessageName[]).filter(
    (name) => !opens.includes(name),
  );

  it.each(closed)('refuses %s until somebody signs in again', async (name) => {
    await signedIn();
    await companion.get('session.lock', null);
    const before = companion.service.count('POST', `/v1/tokens/${TOKEN.id}/reveal`);
    const message = { companion: 1, build: PRODUCT_VERSION, name, input: null };
    const answer = await sendRaw(
      message,
      FOR_THE_SCRIPT.has(name) ? SETTINGS_SCRIPT : OPTIONS_PAGE,
    );
    expect(answer).toMatchObject({ ok: false, failure: { code: 'locked' } });
    expect(companion.service.count('POST', `/v1/tokens/${TOKEN.id}/reveal`)).toBe(before);
  });

  it('keeps back a value that was on its way when the lock came', async () => {
    await signedIn();
    let locking: Promise<unknown> = Promise.resolve();
    companion.service.override = ({ url }) => {
      if (url.endsWith('/reveal')) locking = companion.get('session.lock', null);
      return null;
    };
    const held = companion.send('tokens.reveal', { id: TOKEN.id, via: 'reveal' });
    const answer = await held;
    await locking;
    expect(answer.ok ? 'revealed' : answer.failure.code).toBe('locked');
  });

  it('works offline', async () => {
    await signedIn();
    await companion.service.close();
    expect((await companion.get('session.lock', null)).kind).toBe('locked');
  });

  it('is nothing where nobody is signed in', async () => {
    expect((await companion.get('session.lock', null)).kind).toBe('not_connected');
  });

  it('hides the notes of a sign-in that had ended too', async () => {
    await signedIn();
    companion.service.endSession();
    await companion.send('tokens.refresh', null);
    expect((await companion.get('session.lock', null)).kind).toBe('locked');
  });
});

describe('unlocking', () => {
  it('is a new sign-in, after which notes and drafts are back', async () => {
    await signedIn();
    await writeDraft('create', 'half a form');
    await companion.get('session.lock', null);
    await companion.get('session.sign_in', null);
    expect(await kindNow()).toBe('signed_in');
    expect((await readStart(10)).first).toHaveLength(1);
    expect(await readDraft('create', isText)).toBe('half a form');
    expect(await companion.get('tokens.get', { id: TOKEN.id })).toEqual(TOKEN);
  });

  it('shows another person nothing of the one before', async () => {
    await signedIn();
    await writeDraft('create', 'half a form');
    await companion.get('session.lock', null);
    companion.service.me = MAX;
    companion.service.tokens.clear();
    await companion.get('session.sign_in', null);
    expect((await readStart(10)).first).toEqual([]);
    expect(await readDraft('create', isText)).toBeNull();
  });

  it('stays locked when the window is closed', async () => {
    await signedIn();
    await companion.get('session.lock', null);
    companion.window = () => Promise.reject(new Error('The user did not approve access.'));
    expect(failureOf(await companion.send('session.sign_in', null))).toBe('sign_in_cancelled');
    expect(await kindNow()).toBe('locked');
  });
});

describe('the lock comes', () => {
  it.each(['idle', 'locked'] as const)('when the machine is %s', async (state) => {
    await signedIn();
    await companion.nobodyThere(state);
    await vi.waitFor(async () => expect(await kindNow()).toBe('locked'));
  });

  it('by the alarm, when the background slept through the moment', async () => {
    await signedIn();
    companion.idle = 'idle';
    await fakeBrowser.alarms.onAlarm.trigger(ALARM);
    await vi.waitFor(async () => expect(await kindNow()).toBe('locked'));
  });

  it('when the browser starts, before any message is answered', async () => {
    await signedIn();
    await companion.startBrowser();
    expect(failureOf(await companion.send('tokens.refresh', null))).toBe('locked');
    expect(await kindNow()).toBe('locked');
  });

  it('not when the browser only stopped the background', async () => {
    await signedIn();
    await companion.restart();
    expect(await kindNow()).toBe('signed_in');
  });

  it('not at all where that was chosen', async () => {
    await signedIn();
    await writeSettings({ lockMinutes: 0 });
    await companion.nobodyThere('idle');
    await companion.startBrowser();
    expect(await kindNow()).toBe('signed_in');
  });

  it('not for an absence that somebody has unlocked after', async () => {
    await signedIn();
    await companion.nobodyThere('idle');
    await vi.waitFor(async () => expect(await kindNow()).toBe('locked'));
    companion.idle = 'active';
    await fakeBrowser.storage.session.set({ lastActive: Date.now() - 3_600_000 });
    await companion.get('session.sign_in', null);
    await vi.waitFor(async () =>
      expect((await fakeBrowser.storage.session.get('lastActive')).lastActive).toBeGreaterThan(
        Date.now() - 60_000,
      ),
    );
    await fakeBrowser.alarms.onAlarm.trigger(ALARM);
    expect(await kindNow()).toBe('signed_in');
  });
});
