// @vitest-environment jsdom
import 'fake-indexeddb/auto';
import { cleanup, render } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { useHealth } from '../../../components/state/use-health.ts';
import { usePeople } from '../../../components/state/use-people.ts';
import { announce, type News } from '../../../utils/messaging/news.ts';
import { ADA } from '../support/fake-service.ts';
import { answerPeople, signedInAs, type Made } from '../support/people-answers.ts';

vi.mock('../../../utils/messaging/ask.ts', () => ({ ask: vi.fn() }));

let hidden = false;
let made: Made[] = [];

beforeEach(() => {
  hidden = false;
  vi.spyOn(document, 'hidden', 'get').mockImplementation(() => hidden);
  made = answerPeople({ getTokenHealth: { items: [] }, listMembers: { items: [] } });
  signedInAs(ADA);
});
afterEach(cleanup);

function Page() {
  useHealth();
  usePeople('listMembers', {});
  return null;
}

const asked = (): string[] => made.map(({ call }) => call).sort();

/** Opens the page and forgets what it asked for the first time. */
async function open(): Promise<void> {
  render(<Page />);
  await vi.waitFor(() => expect(asked()).toContain('listMembers'));
  await settled();
  made.length = 0;
}

/** News and answers take turns of their own. */
const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 60));

function turnTo(isHidden: boolean): void {
  hidden = isHidden;
  document.dispatchEvent(new Event('visibilitychange'));
}

describe('what an open page asks the service', () => {
  it.each<[News['kind'], string[]]>([
    ['people', ['getTokenHealth', 'listMembers']],
    ['looks', ['listMembers']],
    ['recents', []],
    ['session', []],
  ])('at the news “%s” is what that can have changed', async (kind, calls) => {
    await open();
    announce({ kind });
    await settled();
    expect(asked()).toEqual(calls);
  });

  it('is nothing while nobody sees it, and all it missed, once, when it is seen', async () => {
    await open();
    turnTo(true);
    announce({ kind: 'people' });
    announce({ kind: 'people' });
    await settled();
    expect(asked()).toEqual([]);
    turnTo(false);
    await settled();
    expect(asked()).toEqual(['getTokenHealth', 'listMembers']);
  });

  it('is nothing when it is seen again and nothing happened', async () => {
    await open();
    turnTo(true);
    turnTo(false);
    await settled();
    expect(asked()).toEqual([]);
  });
});
