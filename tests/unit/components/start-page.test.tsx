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
  document.body.innerHTML = '<div id="root" data-page="popup"></div>';
  vi.restoreAllMocks();
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
  void startPage('popup', () => ({ load: () => promise, drawFirst }));
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

  it('is painted before what draws the page is run', async () => {
    const seen: string[] = [];
    const load = (): Promise<ComponentType> => {
      seen.push(text());
      return Promise.resolve(Page);
    };
    void startPage('popup', () => ({ load, drawFirst: rows }));
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
  const started = startPage('popup', () => ({ load: () => promise, drawFirst: rows }));
  await vi.waitFor(() => expect(text()).toBe('drawn ahead'));
  reject(new Error('no such file'));
  await expect(started).rejects.toThrow('no such file');
  expect(text()).toBe('');
});

it('a page whose cache can’t be read says so, and what helps', async () => {
  vi.spyOn(cache, 'readStart').mockRejectedValue(new Error('The disk is full'));
  const drawFirst = vi.fn(rows);
  void startPage('popup', () => ({ load: () => Promise.resolve(Page), drawFirst }));
  await vi.waitFor(() => expect(text()).toContain('The disk is full'));
  expect(text()).toContain('Load again');
  expect(drawFirst).not.toHaveBeenCalled();
});

it('the start of a page does nothing in the document of another one', async () => {
  const partsOf = vi.fn<() => PageParts>();
  await startPage('sidepanel', partsOf);
  expect(partsOf).not.toHaveBeenCalled();
});
