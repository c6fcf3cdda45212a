// @vitest-environment jsdom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { waitForTokens } from '../../../utils/settings-page/wait-for-tokens.ts';
import { showBody, showFixture } from './support/settings-page.ts';

let answers: { ok: boolean }[];
let runtime: { id: string | undefined; sendMessage: ReturnType<typeof vi.fn> };

beforeEach(() => {
  answers = [];
  runtime = {
    id: 'companion',
    sendMessage: vi.fn(async () => answers.shift() ?? { ok: true, value: null }),
  };
  vi.stubGlobal('browser', { runtime });
});
afterEach(async () => {
  // Whatever still waits comes to its end on a page of tokens.
  history.replaceState(null, '', '/settings/developers');
  showFixture('table');
  document.dispatchEvent(new Event('click'));
  await settle();
  vi.unstubAllGlobals();
});

const settle = (): Promise<unknown> => new Promise((resolve) => setTimeout(resolve, 200));
const asked = (): unknown[] =>
  runtime.sendMessage.mock.calls.map(([{ name, input }]) => [name, input]);

function open(path: string): void {
  history.replaceState(null, '', path);
  waitForTokens(document);
}

test('asks for the other script on a page of tokens, once', async () => {
  showFixture('table');
  open('/settings/developers');
  await settle();
  document.body.append(document.createElement('p'));
  document.dispatchEvent(new Event('click'));
  await settle();
  expect(asked()).toEqual([['page.arrived', null]]);
});

test.each([
  ['another part of the app', '/open/inbox', 'table'],
  ['another tab of the settings', '/settings/developers', 'webhooks'],
])('asks for nothing in %s', async (_what, path, fixture) => {
  showFixture(fixture);
  open(path);
  await settle();
  expect(asked()).toEqual([]);
});

test('looks at no change of a page outside of the settings', async () => {
  const observe = vi.spyOn(MutationObserver.prototype, 'observe');
  showFixture('table');
  open('/open/inbox');
  document.dispatchEvent(new Event('click'));
  await settle();
  expect(observe).not.toHaveBeenCalled();
  observe.mockRestore();
});

test('finds the page when it is drawn late, or gone to by the app’s own link', async () => {
  showBody('');
  open('/settings/general');
  await settle();
  expect(asked()).toEqual([]);
  history.pushState(null, '', '/settings/developers');
  window.dispatchEvent(new PopStateEvent('popstate'));
  await settle();
  expect(asked()).toEqual([]);
  showFixture('cards');
  await settle();
  expect(asked()).toEqual([['page.arrived', null]]);
});

test('a background that does not answer is asked again', async () => {
  answers = [{ ok: false }];
  showFixture('table');
  open('/settings/developers');
  await settle();
  document.dispatchEvent(new Event('click'));
  await settle();
  expect(asked()).toHaveLength(2);
});

test('nothing is asked once the extension has gone', async () => {
  runtime.id = undefined;
  showFixture('table');
  open('/settings/developers');
  await settle();
  expect(asked()).toEqual([]);
});
