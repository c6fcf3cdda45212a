// @vitest-environment jsdom
import 'fake-indexeddb/auto';
import type { ComponentType } from 'react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { startPage, type PageParts } from '../../../components/app/start-page.ts';
import * as cache from '../../../utils/cache/token-cache.ts';
import { keepStarted } from '../../../utils/lock/browser-start.ts';
import { emptyBrowser } from '../support/start-companion.ts';

beforeEach(async () => {
  await emptyBrowser();
  await keepStarted();
  document.body.innerHTML = '<div id="root"></div>';
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

const Page = () => <p>drawn by React</p>;
const text = (): string => document.body.textContent;
type DrawFirst = NonNullable<PageParts['drawFirst']>;
const rows: DrawFirst = (into) => {
  into.append('drawn ahead');
  return true;
};

/** A page whose drawing arrives when it is told to. */
function start(drawFirst: DrawFirst): { arrive: () => void } {
  const { promise, resolve } = Promise.withResolvers<ComponentType>();
  void startPage({ load: () => promise, drawFirst });
  return { arrive: () => resolve(Page) };
}

describe('what is drawn ahead', () => {
  it('is there while what draws the page is loaded, inert, and gone when that has drawn', async () => {
    const { arrive } = start(rows);
    await vi.waitFor(() => expect(text()).toBe('drawn ahead'));
    expect(document.getElementById('root')?.previousElementSibling).toHaveProperty('inert', true);
    arrive();
    await vi.waitFor(() => expect(text()).toBe('drawn by React'));
    expect(document.querySelector('[inert]')).toBeNull();
  });

  it('is left out where the page is there first', async () => {
    const drawFirst = vi.fn(rows);
    const { promise, resolve } =
      Promise.withResolvers<Awaited<ReturnType<typeof cache.readStart>>>();
    vi.spyOn(cache, 'readStart').mockReturnValue(promise);
    void startPage({ load: () => Promise.resolve(Page), drawFirst });
    // What draws it is there long before the cache has been read.
    await import('../../../components/app/draw-page.tsx');
    await new Promise((settled) => setTimeout(settled, 100));
    resolve({ session: { kind: 'not_connected' }, synced: null, first: [], changes: [] });
    await vi.waitFor(() => expect(text()).toBe('drawn by React'));
    expect(drawFirst).not.toHaveBeenCalled();
  });

  it('is painted in Firefox before what draws the page is run', async () => {
    vi.stubEnv('BROWSER', 'firefox');
    const seen: string[] = [];
    const load = (): Promise<ComponentType> => {
      seen.push(text());
      return Promise.resolve(Page);
    };
    void startPage({ load, drawFirst: rows });
    await vi.waitFor(() => expect(text()).toBe('drawn by React'));
    expect(seen).toEqual(['drawn ahead']);
  });

  it.each<[string, DrawFirst]>([
    ['has nothing to draw', () => false],
    [
      'fails half-way',
      (into) => {
        into.append('half');
        throw new Error('no such row');
      },
    ],
  ])('leaves the page as it would be where it %s', async (_, drawFirst) => {
    const { arrive } = start(drawFirst);
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(text()).toBe('');
    arrive();
    await vi.waitFor(() => expect(text()).toBe('drawn by React'));
  });
});

it('rows that are drawn ahead go when what answers them can’t be loaded', async () => {
  const { promise, reject } = Promise.withResolvers<ComponentType>();
  const started = startPage({ load: () => promise, drawFirst: rows });
  await vi.waitFor(() => expect(text()).toBe('drawn ahead'));
  reject(new Error('no such file'));
  await expect(started).rejects.toThrow('no such file');
  expect(text()).toBe('');
});

it('a page whose cache can’t be read says so, and what helps', async () => {
  vi.spyOn(cache, 'readStart').mockRejectedValue(new Error('The disk is full'));
  const drawFirst = vi.fn(rows);
  void startPage({ load: () => Promise.resolve(Page), drawFirst });
  await vi.waitFor(() => expect(text()).toContain('The disk is full'));
  expect(text()).toContain('Load again');
  expect(drawFirst).not.toHaveBeenCalled();
});
