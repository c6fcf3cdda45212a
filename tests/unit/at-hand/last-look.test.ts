import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { followFirstLook, keepFirstLook } from '../../../components/popup/keep-first-look.ts';
import {
  keepLook,
  keepLookOf,
  lookGeneration,
  readLook,
  withoutLook,
  type LastLook,
} from '../../../utils/at-hand/last-look.ts';
import { togglePin } from '../../../utils/at-hand/pins.ts';
import { noteRecent } from '../../../utils/at-hand/recents.ts';
import { writeDraft } from '../../../utils/drafts/drafts.ts';
import { announce } from '../../../utils/messaging/news.ts';
import { PLACE_DRAFTS } from '../../../utils/panel/place.ts';
import {
  keepAddress,
  keepExpired,
  keepLocked,
  readSession,
  wipeAtSignOut,
} from '../../../utils/session/session-store.ts';
import { writeSettings } from '../../../utils/settings/settings.ts';
import { aToken } from '../support/a-token.ts';
import { ADA, startFakeService } from '../support/fake-service.ts';
import { useCompanion } from '../support/start-companion.ts';

const companion = useCompanion();
const ROWS = 12;
const [billing, shipping, gone] = [
  aToken({ name: 'Billing' }),
  aToken({ name: 'Shipping' }),
  aToken({ name: 'Gone', status: 'deleted' }),
];
const MAX = { ...ADA, id: 'mem_0000000000000002', name: 'Max Member', role: 'member' } as const;

beforeEach(async () => {
  for (const token of [billing, shipping, gone]) companion.service.tokens.set(token.id, token);
  await companion.signIn();
  await keepFirstLook(ROWS);
});

const names = (look: LastLook | null): string[] | null =>
  look === null ? null : look.rows.map(({ token }) => token.name);
const shown = async (): Promise<string[] | null> => names(await readLook());
/** What is withdrawn without anybody waiting for it. */
const untilGone = (): Promise<void> => vi.waitFor(async () => expect(await shown()).toBeNull());

describe('what the popup’s list began with is told', () => {
  it('while nothing has changed: live tokens, who may create, and colours', async () => {
    expect(await readLook()).toMatchObject({ member: ADA.id, mayCreate: true, headings: [] });
    expect(await shown()).toEqual(['Billing', 'Shipping']);
  });

  it('with what is pinned and was used last before the others', async () => {
    await togglePin(ADA.id, shipping.id);
    await keepFirstLook(ROWS);
    expect(await shown()).toEqual(['Shipping', 'Billing']);
    await noteRecent(billing.id);
    await keepFirstLook(ROWS);
    expect((await readLook())?.headings.map(({ before }) => before)).toEqual([0, 1]);
  });

  it('with a token whose time is over by now as expired', async () => {
    const soon = {
      ...billing,
      expiresAt: '2030-01-01T00:00:00.000Z',
      version: billing.version + 1,
    };
    companion.service.tokens.set(soon.id, soon);
    await companion.get('tokens.get', { id: soon.id });
    await vi.waitFor(async () => expect(await readLook()).toBeNull());
    await keepFirstLook(ROWS);
    const status = async (at: string) => (await readLook(new Date(at)))?.rows[0]?.token.status;
    expect(await status('2029-12-31T23:59:59.000Z')).toBe('active');
    expect(await status('2030-01-01T00:00:00.000Z')).toBe('expired');
  });

  it('with no more than is drawn of it', async () => {
    for (let i = 0; i < 30; i += 1) {
      const token = aToken({ name: `Another ${i}` });
      companion.service.tokens.set(token.id, token);
    }
    await companion.get('tokens.refresh', null);
    await keepFirstLook(ROWS);
    expect(await shown()).toHaveLength(8);
    expect(JSON.stringify(await readLook())).not.toContain('"search"');
  });
});

describe('a popup that stays open keeps it again', () => {
  const open = new AbortController();

  it('after each change, until it is closed', async () => {
    await followFirstLook(ROWS, open.signal);
    companion.service.tokens.set(billing.id, { ...billing, name: 'Bills', version: 2 });
    await companion.get('tokens.get', { id: billing.id });
    await vi.waitFor(async () => expect(await shown()).toEqual(['Bills', 'Shipping']));
    await noteRecent(shipping.id);
    await vi.waitFor(async () => expect(await shown()).toEqual(['Shipping', 'Bills']));
    open.abort();
    await noteRecent(billing.id);
    await untilGone();
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(await shown()).toBeNull();
  });
});

describe('it is void', () => {
  it.each<[string, () => Promise<unknown>]>([
    ['a lock', () => companion.get('session.lock', null)],
    ['a sign-out', () => companion.get('session.sign_out', null)],
    [
      'a sign-in of somebody else',
      () => {
        companion.service.me = MAX;
        return companion.get('session.sign_in', null);
      },
    ],
  ])('as soon as %s is answered', async (_, change) => {
    await change();
    expect(await shown()).toBeNull();
  });

  it('as soon as another service was chosen', async () => {
    const other = await startFakeService();
    await companion.get('session.connect', { address: other.address });
    expect(await shown()).toBeNull();
    await other.close();
  });

  it.each<[string, (epoch: string) => Promise<unknown>]>([
    ['locked', keepLocked],
    ['signed out', wipeAtSignOut],
    ['expired', keepExpired],
    ['with another service', () => keepAddress('https://other.example')],
  ])('together with the session that is kept as %s, before any page is told', async (_, keep) => {
    const session = await readSession();
    await keep(session !== undefined && 'epoch' in session ? session.epoch : '');
    expect(await shown()).toBeNull();
  });

  it('when the service ends the session', async () => {
    companion.service.endSession();
    await companion.send('tokens.refresh', null);
    expect(await shown()).toBeNull();
  });

  it('when nobody was at the machine', async () => {
    await writeSettings({ lockMinutes: 15 });
    await companion.nobodyThere('idle');
    await untilGone();
  });

  it('until the background has done what the start of the browser asks for', async () => {
    await fakeBrowser.storage.session.remove('started');
    expect(await shown()).toBeNull();
  });

  it('after a token has changed, or was copied', async () => {
    companion.service.tokens.set(billing.id, { ...billing, name: 'Bills', version: 2 });
    await companion.get('tokens.get', { id: billing.id });
    await untilGone();
    await keepFirstLook(ROWS);
    expect(await shown()).toEqual(['Bills', 'Shipping']);
    await noteRecent(shipping.id);
    await untilGone();
  });

  it('with other pins, whoever pinned them and wherever', async () => {
    await togglePin(ADA.id, shipping.id);
    expect(await shown()).toBeNull();
    await togglePin(ADA.id, shipping.id);
    expect(await shown()).toEqual(['Billing', 'Shipping']);
  });

  it('and stays of use when news come that change nothing of it', async () => {
    announce({ kind: 'people' });
    announce({ kind: 'looks' });
    await companion.get('tokens.refresh', null);
    expect(await shown()).toEqual(['Billing', 'Shipping']);
  });
});

describe('nothing is kept', () => {
  it('of what was read before a change, whenever it is kept', async () => {
    const look = await readLook();
    if (look === null) throw new Error('no look');
    const generation = await lookGeneration();
    await keepLookOf(generation, look);
    expect(await shown()).toEqual(['Billing', 'Shipping']);
    announce({ kind: 'tokens' });
    await untilGone();
    await keepLookOf(generation, look);
    expect(await shown()).toBeNull();
    expect(JSON.stringify(await fakeBrowser.storage.session.get())).not.toContain('Billing');
  });

  it('where a change comes while it is being kept', async () => {
    const look = await readLook();
    if (look === null) throw new Error('no look');
    const generation = await lookGeneration();
    const { session } = fakeBrowser.storage;
    const set = session.set.bind(session);
    const setLate = (items: Record<string, unknown>): unknown =>
      companion.get('session.lock', null).then(() => set(items));
    vi.spyOn(session, 'set').mockImplementationOnce(setLate);
    await keepLookOf(generation, look);
    expect(await shown()).toBeNull();
    expect(JSON.stringify(await session.get())).not.toContain('Billing');
  });

  const keptAnew = async (): Promise<string[] | null> => {
    await keepFirstLook(ROWS);
    return shown();
  };

  it.each([
    ['a search', { query: 'bill', view: { kind: 'list' } }],
    ['a token', { query: '', view: { kind: 'token', id: billing.id } }],
  ])('of a popup that was left on %s', async (_, place) => {
    announce({ kind: 'tokens' });
    await writeDraft(PLACE_DRAFTS.popup, place);
    expect(await keptAnew()).toBeNull();
  });

  it('of a register that is locked', async () => {
    await companion.get('session.lock', null);
    expect(await keptAnew()).toBeNull();
  });

  it('of what was read before a lock, however late it comes', async () => {
    const before = await readLook();
    await keepLook(async () => {
      await companion.get('session.lock', null);
      return before;
    });
    expect(await shown()).toBeNull();
  });

  it('that was read in the midst of a lock, and nothing is told there', async () => {
    await withoutLook(async () => {
      expect(await shown()).toBeNull();
      // The database says “signed in” up to the very moment of the change.
      await keepFirstLook(ROWS);
    });
    expect(await shown()).toBeNull();
  });

  it('by a lock that fails', async () => {
    const lock = withoutLook(() => Promise.reject(new Error('no disk')));
    await expect(lock).rejects.toThrow('no disk');
    expect(await shown()).toBeNull();
  });
});

it('a browser that keeps nothing for us keeps nobody from locking', async () => {
  vi.spyOn(fakeBrowser.storage.session, 'set').mockRejectedValue(new Error('no room'));
  expect(await companion.get('session.lock', null)).toMatchObject({ kind: 'locked' });
});
