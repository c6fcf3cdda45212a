// @vitest-environment jsdom
import 'fake-indexeddb/auto';
import type { ComponentType } from 'react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import * as crash from '../../../components/app/crash.tsx';
import { startPage, type DrawnAhead, type PageParts } from '../../../components/app/start-page.ts';
import * as register from '../../../components/state/register.ts';
import * as cache from '../../../utils/cache/token-cache.ts';
import { keepStarted } from '../../../utils/lock/browser-start.ts';
import { emptyBrowser } from '../support/start-companion.ts';

beforeEach(async () => {
  await emptyBrowser();
  await keepStarted();
  document.body.innerHTML = '<div id="root" data-page="popup"></div>';
  vi.restoreAllMocks();
  // jsdom knows none.
  vi.stubGlobal('requestIdleCallback', (done: () => void) => setTimeout(done));
});

const Page = () => <p>drawn by React</p>;
const text = (): string => document.body.textContent;
type FromRead = DrawnAhead['fromRead'];
const write =
  (words: string): FromRead =>
  (into) => {
    into.append(words);
    return true;
  };
const rows = write('drawn ahead');
/** Where nothing is known of the last time. */
const NO_LOOK = { fromLook: () => Promise.resolve(false), isRight: () => true };
const fromLook = (): Pick<DrawnAhead, 'fromLook'> => ({
  fromLook: (into) => Promise.resolve(write('as it was last')(into)),
});

/** A page whose drawing arrives when it is told to. */
function start(ahead: Partial<DrawnAhead>): { arrive: () => void } {
  const { promise, resolve } = Promise.withResolvers<ComponentType>();
  const whole = { ...NO_LOOK, fromRead: rows, ...ahead };
  void startPage('popup', () => ({ load: () => promise, ahead: whole }));
  return { arrive: () => resolve(Page) };
}

describe('what is drawn ahead', () => {
  it('is there while what draws the page is loaded, inert, and gone when that has drawn', async () => {
    const { arrive } = start({});
    await vi.waitFor(() => expect(text()).toBe('drawn ahead'));
    expect(document.getElementById('root')?.previousElementSibling).toHaveProperty('inert', true);
    arrive();
    await vi.waitFor(() => expect(text()).toBe('drawn by React'));
    expect(document.querySelector('[inert]')).toBeNull();
  });

  it('is painted before what draws the page is run', async () => {
    const seen: string[] = [];
    const load = (): Promise<ComponentType> => {
      seen.push(text());
      return Promise.resolve(Page);
    };
    void startPage('popup', () => ({ load, ahead: { ...NO_LOOK, fromRead: rows } }));
    await vi.waitFor(() => expect(text()).toBe('drawn by React'));
    expect(seen).toEqual(['drawn ahead']);
  });

  it('makes a page wait for nothing that draws nothing ahead', async () => {
    const { promise, resolve } =
      Promise.withResolvers<Awaited<ReturnType<typeof cache.readStart>>>();
    vi.spyOn(cache, 'readStart').mockReturnValue(promise);
    const load = vi.fn(() => Promise.resolve(Page));
    void startPage('popup', () => ({ load }));
    // What draws it is run although the cache has not been read.
    await vi.waitFor(() => expect(load).toHaveBeenCalled());
    resolve({ session: { kind: 'not_connected' }, synced: null, first: [], changes: [] });
    await vi.waitFor(() => expect(text()).toBe('drawn by React'));
  });

  it.each<[string, FromRead]>([
    ['has nothing to draw', () => false],
    [
      'fails half-way',
      (into) => {
        into.append('half');
        throw new Error('no such row');
      },
    ],
  ])('leaves the page as it would be where it %s', async (_, fromRead) => {
    const { arrive } = start({ fromRead });
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(text()).toBe('');
    arrive();
    await vi.waitFor(() => expect(text()).toBe('drawn by React'));
  });
});

describe('a page that was open before', () => {
  /** Reads the cache when it is told to. */
  function readLater(): () => void {
    const { promise, resolve } =
      Promise.withResolvers<Awaited<ReturnType<typeof cache.readStart>>>();
    vi.spyOn(cache, 'readStart').mockReturnValue(promise);
    return () =>
      resolve({ session: { kind: 'not_connected' }, synced: null, first: [], changes: [] });
  }

  it('is there as it was last before the cache has been read, and once', async () => {
    const read = readLater();
    const { arrive } = start(fromLook());
    await vi.waitFor(() => expect(text()).toBe('as it was last'));
    expect(document.getElementById('root')?.previousElementSibling).toHaveProperty('inert', true);
    arrive();
    read();
    await vi.waitFor(() => expect(text()).toBe('drawn by React'));
    expect(document.querySelector('[inert]')).toBeNull();
  });

  it('is painted before the cache is read', async () => {
    const seen: string[] = [];
    vi.spyOn(cache, 'readStart').mockImplementation(() => {
      seen.push(text());
      return new Promise(() => undefined);
    });
    start(fromLook());
    await vi.waitFor(() => expect(seen).toEqual(['as it was last']));
  });

  it('is put away as soon as the cache says that it opens on something else', async () => {
    const read = readLater();
    start({ ...fromLook(), isRight: () => false });
    await vi.waitFor(() => expect(text()).toBe('as it was last'));
    read();
    // What draws it has not come yet.
    await vi.waitFor(() => expect(text()).toBe(''));
  });

  it('is put away as soon as the cache can’t be read', async () => {
    const { promise, reject } = Promise.withResolvers<never>();
    vi.spyOn(cache, 'readStart').mockReturnValue(promise);
    start(fromLook());
    await vi.waitFor(() => expect(text()).toBe('as it was last'));
    reject(new Error('The disk is full'));
    await vi.waitFor(() => expect(text()).toBe(''));
  });

  it('is drawn from the cache where what it was last can’t be told', async () => {
    start({
      fromLook: (into) => {
        into.append('half');
        return Promise.reject(new Error('no such row'));
      },
    });
    await vi.waitFor(() => expect(text()).toBe('drawn ahead'));
  });

  it('has what draws it fetched once its first rows are on the screen', async () => {
    document.head.innerHTML =
      '<template data-fetch><link rel="modulepreload" href="/drawing.js"></template>';
    const fetched = (): boolean => document.querySelector('link[href="/drawing.js"]') !== null;
    const { promise, resolve } = Promise.withResolvers<boolean>();
    const idle = vi.fn<(done: () => void) => void>();
    vi.stubGlobal('requestIdleCallback', idle);
    start({ fromLook: () => promise });
    await new Promise((done) => setTimeout(done, 30));
    expect(idle).not.toHaveBeenCalled();
    resolve(true);
    // The frame is painted, and the browser busy with handing it on.
    await vi.waitFor(() => expect(idle).toHaveBeenCalledOnce());
    await new Promise((done) => setTimeout(done, 30));
    expect(fetched()).toBe(false);
    idle.mock.calls[0]?.[0]();
    await vi.waitFor(() => expect(fetched()).toBe(true));
    document.head.replaceChildren();
  });
});

it('what a page does afterwards is done once all is there', async () => {
  const afterwards = vi.fn(() => Promise.resolve());
  void startPage('popup', () => ({ load: () => Promise.resolve(Page), afterwards }));
  await vi.waitFor(() => expect(afterwards).toHaveBeenCalled());
  expect(text()).toBe('drawn by React');
});

it('what a page does once it is painted waits for nothing that is read after that', async () => {
  vi.spyOn(register, 'followRegister').mockReturnValue(new Promise(() => undefined));
  const painted = vi.fn(() => Promise.reject(new Error('no room')));
  const afterwards = vi.fn(() => Promise.resolve());
  void startPage('popup', () => ({ load: () => Promise.resolve(Page), painted, afterwards }));
  await vi.waitFor(() => expect(painted).toHaveBeenCalledOnce());
  await new Promise((resolve) => setTimeout(resolve, 30));
  expect(text()).toBe('drawn by React');
  expect(afterwards).not.toHaveBeenCalled();
});

it('a page stays as it is when what it does afterwards fails', async () => {
  const afterwards = vi.fn(() => Promise.reject(new Error('no room')));
  void startPage('popup', () => ({ load: () => Promise.resolve(Page), afterwards }));
  await vi.waitFor(() => expect(afterwards).toHaveBeenCalled());
  await new Promise((resolve) => setTimeout(resolve, 30));
  expect(text()).toBe('drawn by React');
});

it('rows that are drawn ahead go when what answers them can’t be loaded', async () => {
  const { promise, reject } = Promise.withResolvers<ComponentType>();
  const started = startPage('popup', () => ({
    load: () => promise,
    ahead: { ...NO_LOOK, fromRead: rows },
  }));
  await vi.waitFor(() => expect(text()).toBe('drawn ahead'));
  reject(new Error('no such file'));
  await expect(started).rejects.toThrow('no such file');
  expect(text()).toBe('');
});

it('a page whose cache can’t be read says so, and what helps', async () => {
  vi.spyOn(cache, 'readStart').mockRejectedValue(new Error('The disk is full'));
  const fromRead = vi.fn(rows);
  const ahead = { ...NO_LOOK, fromRead };
  void startPage('popup', () => ({ load: () => Promise.resolve(Page), ahead }));
  await vi.waitFor(() => expect(text()).toContain('The disk is full'));
  expect(text()).toContain('Load again');
  expect(fromRead).not.toHaveBeenCalled();
});

it.each<[string, Partial<DrawnAhead>, string]>([
  ['with its last look', fromLook(), 'as it was last'],
  ['with none', {}, ''],
])('a page %s whose cache never answers says so in time', async (_, ahead, meanwhile) => {
  const timers = vi.spyOn(globalThis, 'setTimeout');
  vi.spyOn(cache, 'readStart').mockReturnValue(new Promise(() => undefined));
  const { arrive } = start(ahead);
  arrive();
  const late = await vi.waitUntil(() => timers.mock.calls.find(([, ms]) => ms === 10_000)?.[0]);
  expect(text()).toBe(meanwhile);
  late();
  await vi.waitFor(() => expect(text()).toContain('database does not answer'));
  expect(text()).toContain('Load again');
  expect(document.querySelector('[inert]')).toBeNull();
});

it('the start of a page does nothing in the document of another one', async () => {
  const partsOf = vi.fn<() => PageParts>();
  await startPage('sidepanel', partsOf);
  expect(partsOf).not.toHaveBeenCalled();
});

it('a page that can’t be drawn says so, and leaves no rows that answer nobody', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const Broken = (): never => {
    throw new Error('no such word');
  };
  void startPage('popup', () => ({
    load: () => Promise.resolve(Broken),
    ahead: { ...NO_LOOK, fromRead: rows },
  }));
  await vi.waitFor(() => expect(text()).toContain('no such word'));
  expect(text()).toContain('Load again');
  expect(document.querySelector('[inert]')).toBeNull();
});

it('where not even that can be drawn, the words are left', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  vi.spyOn(crash, 'Crash').mockImplementation(() => {
    throw new Error('no such icon');
  });
  const Broken = (): never => {
    throw new Error('no such word');
  };
  void startPage('popup', () => ({ load: () => Promise.resolve(Broken) }));
  await vi.waitFor(() => expect(text()).toBe('no such icon'));
});

it('what goes wrong after that leaves the way out there', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const { promise, reject } = Promise.withResolvers<never>();
  vi.spyOn(register, 'followRegister').mockReturnValue(promise);
  const Broken = (): never => {
    throw new Error('no such word');
  };
  void startPage('popup', () => ({ load: () => Promise.resolve(Broken) }));
  await vi.waitFor(() => expect(text()).toContain('no such word'));
  reject(new Error('no such table'));
  await vi.waitFor(() => expect(text()).toContain('no such table'));
  expect(document.querySelector('button')?.textContent).toBe('Load again');
});
