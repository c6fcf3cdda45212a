// @vitest-environment jsdom
import { cleanup, render } from '@testing-library/react';
import { useEffect } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { useFrontPage } from '../../../components/state/use-front-page.ts';
import { keepFacts } from '../../../utils/front-page/page-memory.ts';
import { ask } from '../../../utils/messaging/ask.ts';

vi.mock('../../../utils/messaging/ask.ts', () => ({ ask: vi.fn() }));

const HERE = 7;
const ELSEWHERE = 8;
const asked = vi.mocked(ask);
let drawn = 0;

beforeEach(async () => {
  fakeBrowser.reset();
  vi.spyOn(fakeBrowser.tabs, 'query').mockImplementation(
    () => Promise.resolve([{ id: HERE }]) as never,
  );
  asked.mockReset().mockImplementation(() => Promise.resolve({ ok: true, value: aList() }));
  drawn = 0;
  render(<Page />);
  await settled();
  expect(asked).toHaveBeenCalledWith('page.facts', { tabId: HERE });
  asked.mockClear();
});
afterEach(cleanup);

/** The same list, come anew from the background. */
const aList = () => ({ kind: 'list', names: ['Okta'], isWhole: true });

function Page() {
  useFrontPage();
  useEffect(() => {
    drawn += 1;
  });
  return null;
}

const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 20));

const tell = (tabId: number, changed: object): Promise<unknown> =>
  fakeBrowser.tabs.onUpdated.trigger(tabId, changed, { id: tabId } as never);

describe('the page beside the popup or panel', () => {
  it.each<[string, number, object, number]>([
    ['loads', HERE, { status: 'loading' }, 1],
    ['goes elsewhere without loading', HERE, { url: 'https://app.frontapp.com/settings' }, 1],
    ['plays a sound', HERE, { audible: true }, 0],
    ['has another title', HERE, { title: '(2) Inbox' }, 0],
    ['is another one, and that loads', ELSEWHERE, { status: 'complete' }, 0],
  ])('is looked at anew only where it may be another: it %s', async (_, tabId, changed, times) => {
    await tell(tabId, changed);
    await settled();
    expect(asked).toHaveBeenCalledTimes(times);
  });

  it('draws nothing anew when it is what it was', async () => {
    const before = drawn;
    await tell(HERE, { status: 'complete' });
    await settled();
    expect(asked).toHaveBeenCalledTimes(1);
    expect(drawn).toBe(before);
  });

  it('is looked at anew when another tab is shown', async () => {
    await fakeBrowser.tabs.onActivated.trigger({ tabId: ELSEWHERE, windowId: 1 });
    await settled();
    expect(asked).toHaveBeenCalledTimes(1);
  });
});

it('a tab that closes wakes nobody unless it showed something of Front’s', async () => {
  await keepFacts(HERE, { kind: 'details', name: 'Okta' });
  await settled();
  asked.mockClear();
  await keepFacts(ELSEWHERE, null);
  await settled();
  expect(asked).not.toHaveBeenCalled();
  await keepFacts(HERE, null);
  await settled();
  expect(asked).toHaveBeenCalledTimes(1);
});
