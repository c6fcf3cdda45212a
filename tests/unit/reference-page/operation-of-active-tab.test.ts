import { expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { operationOfActiveTab } from '../../../utils/reference-page/operation-of-active-tab.ts';
import { REFERENCE_SCRIPT, useCompanion } from '../support/start-companion.ts';

const companion = useCompanion();

/** What the browser answers of its active tab, and what that tab says. */
function anActiveTab(says: () => Promise<string | null>) {
  const tabs = {
    query: vi.fn(() => Promise.resolve([{ id: 7 }])),
    sendMessage: vi.fn((_tabId: number) => says()),
  };
  Object.assign(fakeBrowser.tabs, tabs);
  return tabs;
}

it('no tab is asked for its operation until a page of the API reference was looked at', async () => {
  const { query, sendMessage } = anActiveTab(() => Promise.resolve('list-contacts'));
  expect(await operationOfActiveTab()).toBeNull();
  expect(query).not.toHaveBeenCalled();
  await companion.send('reference.look_up', { operation: 'list-contacts' }, REFERENCE_SCRIPT);
  expect(await operationOfActiveTab()).toBe('list-contacts');
  expect(sendMessage.mock.calls[0]?.[0]).toBe(7);
});

it.each([
  ['is about no operation', () => Promise.resolve(null)],
  ['has no script of ours', () => Promise.reject(new Error('Receiving end does not exist'))],
])('a page that %s is about none', async (_, says) => {
  await companion.send('reference.look_up', { operation: 'list-contacts' }, REFERENCE_SCRIPT);
  const { sendMessage } = anActiveTab(says);
  expect(await operationOfActiveTab()).toBeNull();
  expect(sendMessage).toHaveBeenCalledOnce();
});
