import { describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { DIGEST_EVERY_MS } from '../../../utils/digest/decide-digest.ts';
import { readDigestSettings, writeDigestSettings } from '../../../utils/digest/digest-settings.ts';
import { createWeeklyDigest, type DigestDeps } from '../../../utils/digest/weekly-digest.ts';
import type { SessionState } from '../../../utils/messaging/protocol.ts';
import { aToken } from '../support/a-token.ts';
import { ADA } from '../support/fake-service.ts';
import { useCompanion } from '../support/start-companion.ts';

const companion = useCompanion();
const NAME = 'Zendesk – sync – production';

/** An admin with one token at high risk. */
async function signIn(): Promise<void> {
  const { service } = companion;
  const token = aToken({ name: NAME, owner: 'Lea' });
  service.tokens.set(token.id, token);
  service.override = ({ url }) =>
    url === '/v1/token-health'
      ? {
          status: 200,
          body: {
            at: new Date().toISOString(),
            items: [
              {
                id: token.id,
                ownerLeft: true,
                seenByLeft: [{ name: 'Lea', at: new Date().toISOString() }],
                valueSince: null,
                verification: null,
                unusedScopes: null,
                snoozes: [],
              },
            ],
          },
        }
      : null;
  await companion.signIn();
}
const due = () => Date.now() - DIGEST_EVERY_MS;
const alarm = () => fakeBrowser.alarms.onAlarm.trigger({ name: 'weekly-digest' } as never);
const settled = () =>
  vi.waitFor(() => {
    if (companion.notified.length === 0) throw new Error('nothing was told yet');
  });

/** A digest by itself, for an admin of an empty register. */
function aDigest(given: Partial<DigestDeps> = {}) {
  let asked = 0;
  const { readHealth = () => Promise.resolve({ at: new Date().toISOString(), items: [] }) } = given;
  const look = createWeeklyDigest({
    session: () => Promise.resolve({ kind: 'signed_in', address: 'x', me: ADA }),
    ...given,
    readHealth: () => {
      asked += 1;
      return readHealth();
    },
  });
  return { look, asked: () => asked };
}

describe('the weekly digest', () => {
  it('is off until somebody switches it on: nothing is asked and nothing shown', async () => {
    companion.mayNotify = true;
    const { look, asked } = aDigest();
    await look();
    await writeDigestSettings({ wanted: true, lastAt: Date.now() - DIGEST_EVERY_MS / 2 });
    await look();
    expect(asked()).toBe(0);
    expect(companion.notified).toEqual([]);
  });

  it('is told when its time has come, with numbers and no name, and then not for a week', async () => {
    await signIn();
    companion.mayNotify = true;
    await writeDigestSettings({ wanted: true, lastAt: due() });
    await alarm();
    await settled();
    await alarm();
    await companion.restart();
    expect(companion.notified).toMatchObject([{ message: '1 token is at high risk.' }]);
    expect(JSON.stringify(companion.notified)).not.toContain(NAME);
    expect((await readDigestSettings()).lastAt).toBeGreaterThan(Date.now() - 60_000);
  });

  it('comes at the start of a browser that was closed on its day', async () => {
    await signIn();
    companion.mayNotify = true;
    await writeDigestSettings({ wanted: true, names: true, lastAt: due() * 0.9 });
    await companion.restart();
    await settled();
    expect(companion.notified[0]?.message).toContain(NAME);
  });

  it('waits while the browser does not allow it', async () => {
    await writeDigestSettings({ wanted: true, lastAt: due() });
    const { look, asked } = aDigest();
    await look();
    expect(asked()).toBe(0);
  });

  it.each<[string, SessionState]>([
    ['the extension is locked', { kind: 'locked', address: 'x', me: ADA }],
    ['nobody is signed in', { kind: 'signed_out', address: 'x' }],
    ['the person is no admin', { kind: 'signed_in', address: 'x', me: { ...ADA, role: 'member' } }],
  ])('waits while %s', async (_name, state) => {
    companion.mayNotify = true;
    await writeDigestSettings({ wanted: true, lastAt: due() });
    const { look, asked } = aDigest({ session: () => Promise.resolve(state) });
    await look();
    expect(asked()).toBe(0);
    expect(companion.notified).toEqual([]);
  });

  it('is tried again when the service did not answer', async () => {
    companion.mayNotify = true;
    await writeDigestSettings({ wanted: true, lastAt: due() });
    const before = await readDigestSettings();
    const { look } = aDigest({ readHealth: () => Promise.reject(new Error('nobody there')) });
    await look();
    expect(companion.notified).toEqual([]);
    expect(await readDigestSettings()).toEqual(before);
  });

  it('shows nothing when there is nothing to tell, and waits another week', async () => {
    companion.mayNotify = true;
    await writeDigestSettings({ wanted: true, lastAt: due() });
    await aDigest().look();
    expect(companion.notified).toEqual([]);
    expect((await readDigestSettings()).lastAt).toBeGreaterThan(due());
  });

  it('leads to the health page by a click', async () => {
    companion.clickNotification();
    await vi.waitFor(async () =>
      expect((await fakeBrowser.tabs.query({})).map(({ url }) => url)).toContain(
        'chrome-extension://test-extension-id/options.html#/health',
      ),
    );
  });
});
