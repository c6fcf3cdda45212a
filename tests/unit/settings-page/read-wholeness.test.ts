// @vitest-environment jsdom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { readSettingsPage } from '../../../utils/settings-page/read-settings-page.ts';
import { isWholeList } from '../../../utils/settings-page/read-wholeness.ts';
import { showBody, showFixture, TOKENS_PATH } from './support/settings-page.ts';

let bottom = 300;
beforeEach(() => {
  bottom = 300;
  // jsdom lays nothing out: every element stands here.
  vi.spyOn(Element.prototype, 'getBoundingClientRect').mockImplementation(
    () => new DOMRect(0, bottom - 20, 100, 20),
  );
});
afterEach(() => vi.restoreAllMocks());

function isWhole(): boolean {
  const page = readSettingsPage(document, TOKENS_PATH);
  if (!page?.list) throw new Error('no list');
  return isWholeList(page.list, page.list.rows, page.part);
}

const ROWS =
  '<ul><li><div>n8n</div><div>Ana</div></li><li><div>Zapier</div><div>Ben</div></li></ul>';
const show = (around: string): void => showBody(`<main><h1>API Tokens</h1>${around}${ROWS}</main>`);

test('a short list with nothing around it is whole', () => {
  show('<button>Create API token</button><input type="search">');
  expect(isWhole()).toBe(true);
});

test.each([
  ['a filter that somebody has typed', '<input type="search" value="n8">'],
  ['a filter of another kind', '<textarea>n8</textarea>'],
  ['a choice that is not the first', '<select><option>All<option selected>Mine</select>'],
  ['a pressed button', '<button aria-pressed="true">Mine</button>'],
  ['a way to the next page', '<button aria-label="Next"></button>'],
  ['page numbers', '<a href="#2">2</a>'],
  ['more that is loaded when asked for', '<button>Load more</button>'],
  ['the same in German', '<button>Mehr laden</button>'],
  ['a count of more', '<p>1–2 of 40</p>'],
  ['a part that is still loading', '<div aria-busy="true"></div>'],
  ['a progress bar', '<div role="progressbar"></div>'],
])('with %s it may not be whole', (_what, around) => {
  show(around);
  expect(isWhole()).toBe(false);
});

test('a list whose end was not in sight may load more there', () => {
  show('');
  bottom = 5_000;
  expect(isWhole()).toBe(false);
});

test('boxes that stand side by side are the cells of one row, and no list', () => {
  showFixture('boxes');
  expect(readSettingsPage(document, TOKENS_PATH)?.list).toBeNull();
});

test.each(['virtual', 'split'])('“%s” is never whole', (fixture) => {
  showFixture(fixture);
  expect(isWhole()).toBe(false);
});

test('rows that say their place in a longer list are not all of it', () => {
  show('');
  document.querySelector('li')?.setAttribute('aria-posinset', '1');
  expect(isWhole()).toBe(false);
});
