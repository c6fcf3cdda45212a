// @vitest-environment jsdom
import { beforeEach, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';

beforeEach(async () => {
  vi.resetModules();
  vi.restoreAllMocks();
  fakeBrowser.reset();
  await fakeBrowser.storage.session.set({ started: true });
});

/** Runs the script of a page, or of the background, whose document is another or none. */
async function begin(of: 'page' | 'background') {
  document.body.replaceChildren();
  if (of === 'page') document.body.append(rootElement());
  const get = vi.spyOn(fakeBrowser.storage.session, 'get');
  get.mockClear();
  const { readBrowserSession } = await import('../../../utils/cache/browser-session.ts');
  return { readBrowserSession, get };
}

function rootElement(): Element {
  const root = document.createElement('div');
  root.id = 'root';
  return root;
}

it('a page asks with its first line, and what it wants to know first is answered by that', async () => {
  const { readBrowserSession, get } = await begin('page');
  expect(get.mock.calls).toEqual([[null]]);
  expect(await Promise.all(['started', 'pins'].map(readBrowserSession))).toEqual([true, undefined]);
  expect(get).toHaveBeenCalledTimes(1);
  await fakeBrowser.storage.session.set({ started: false });
  expect(await readBrowserSession('started')).toBe(false);
});

it('nobody is told later how things were then', async () => {
  const { readBrowserSession } = await begin('page');
  await new Promise((resolve) => setTimeout(resolve));
  await fakeBrowser.storage.session.set({ started: false });
  expect(await readBrowserSession('started')).toBe(false);
});

it('an answer that nobody waits for may fail', async () => {
  vi.spyOn(fakeBrowser.storage.session, 'get').mockRejectedValue(new Error('closed'));
  await begin('page');
  await new Promise((resolve) => setTimeout(resolve, 5));
});

it('the background asks for nothing before it is wanted', async () => {
  const { readBrowserSession, get } = await begin('background');
  expect(get).not.toHaveBeenCalled();
  expect(await readBrowserSession('started')).toBe(true);
});
