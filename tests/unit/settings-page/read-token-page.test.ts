// @vitest-environment jsdom
import { describe, expect, test } from 'vitest';
import { LIMITS } from '../../../contract/limits.ts';
import { LONGEST_NAME } from '../../../utils/settings-page/read-row-name.ts';
import { isStillTokenPage, readTokenPage } from '../../../utils/settings-page/read-token-page.ts';
import { showBody, showFixture, TOKENS_PATH } from './support/settings-page.ts';

function namesOf(name: string): string[] {
  const page = readTokenPage(showFixture(name), TOKENS_PATH);
  return page.kind === 'recognised' ? page.rows.map((row) => row.name) : [page.kind];
}

function namesIn(body: string): string[] {
  showBody(body);
  const page = readTokenPage(document, TOKENS_PATH);
  return page.kind === 'recognised' ? page.rows.map((row) => row.name) : [page.kind];
}

describe('the committed structures', () => {
  test('a table: the seven names under “Name”, and no creator, scope, side link or heading', () => {
    expect(namesOf('table')).toEqual([
      'Zapier – contact sync – production',
      'Billing export',
      'Ana Nowak',
      'Billing export 2',
      'Twin',
      'Twin',
      'A very long name of a token that does not fit in its narrow cell and is cut',
    ]);
  });

  test('cards: the four names, and none of what stands in a card’s own list, a dialog or a status', () => {
    expect(namesOf('cards')).toEqual([
      'Zapier – contact sync – production',
      'Billing export',
      'Ana Nowak',
      'Twinings tea',
    ]);
  });

  test('a virtual list: the three rows in sight, one of them cut by the page and whole in its tooltip', () => {
    expect(namesOf('virtual')).toEqual([
      'Zapier – contact sync – production',
      'Billing export',
      'Billing import',
    ]);
  });

  test('boxes without any role: the three names, and not the boxes around the page', () => {
    expect(namesOf('boxes')).toEqual([
      'Zapier – contact sync – production',
      'Billing export',
      'n8n',
    ]);
  });

  test('another tab of the same settings is not the token page', () => {
    expect(namesOf('webhooks')).toEqual(['not_token_page']);
  });

  test('the form for a new token has no list', () => {
    expect(namesOf('create')).toEqual(['not_recognised']);
  });
});

describe('what is recognised by little', () => {
  test('a title that a page breaks, cuts and capitalises, and no other text that says “token”', () => {
    expect(namesIn('<main><h1>Api\n <i>TOK</i>ENS</h1><ul><li>n8n</li></ul></main>')).toEqual([
      'n8n',
    ]);
  });

  test('a button that says what it does to screen readers alone', () => {
    expect(
      namesIn('<main><button aria-label="Create API Token"></button><ul><li>n8n</li></ul></main>'),
    ).toEqual(['n8n']);
  });
});

describe('what is not recognised', () => {
  test('nothing outside of the settings, whatever it looks like', () => {
    const page = readTokenPage(showFixture('table'), '/inbox');
    expect(page).toEqual({ kind: 'not_token_page' });
    expect(readTokenPage(document, '/settingsx').kind).toBe('not_token_page');
  });

  test('a page in another language', () => {
    expect(
      namesIn('<main><h1>API-Schlüssel</h1><button>Neu</button><ul><li>n8n</li></ul></main>'),
    ).toEqual(['not_token_page']);
  });

  test('an empty page', () => {
    expect(namesIn('')).toEqual(['not_token_page']);
  });

  test('a tab “API Tokens” that is not the one selected', () => {
    expect(
      namesIn(
        '<main><button role="tab" aria-selected="false">API Tokens</button><ul><li>n8n</li></ul></main>',
      ),
    ).toEqual(['not_token_page']);
  });

  test('a title in a dialog that covers another page', () => {
    expect(
      namesIn('<main><ul><li>n8n</li></ul></main><div role="dialog"><h2>API tokens</h2></div>'),
    ).toEqual(['not_token_page']);
  });
});

describe('names', () => {
  const list = (row: string): string[] =>
    namesIn(`<main><h1>API Tokens</h1><ul>${row}</ul></main>`);

  test('the longest name that is read is the longest that the contract allows', () => {
    expect(LONGEST_NAME).toBe(LIMITS.name);
    expect(list(`<li>${'x'.repeat(LIMITS.name)}</li>`)).toEqual(['x'.repeat(LIMITS.name)]);
    expect(list(`<li>${'x'.repeat(LIMITS.name + 1)}</li>`)).toEqual(['not_recognised']);
  });

  test('white space and composed characters make no difference', () => {
    expect(list('<li><b>Caf\u0065\u0301\n   sync</b></li>')).toEqual(['Café sync']);
  });

  test('markup in a name is text', () => {
    expect(list('<li><b>&lt;img src=x onerror=alert(1)&gt;</b></li>')).toEqual([
      '<img src=x onerror=alert(1)>',
    ]);
  });

  test('a name that a highlight cuts in two is read as one', () => {
    expect(list('<li><div><mark>Zap</mark>ier</div><div>by Ana</div></li>')).toEqual(['Zapier']);
  });

  test('a part of a sentence is no name', () => {
    expect(list('<li>Created by <b>n8n</b><p>today</p></li>')).toEqual(['not_recognised']);
  });

  test('comments that frameworks leave between nodes do not count', () => {
    expect(list('<li><!--v-if--><b>n8n</b><!-- x --><p>by Ana</p></li>')).toEqual(['n8n']);
  });

  test('icons, checkboxes and hidden texts before the name are passed over', () => {
    expect(
      list(
        '<li><svg><title>Key</title></svg><input type="checkbox"><span hidden>old</span><div>n8n</div><div>by Ana</div></li>',
      ),
    ).toEqual(['n8n']);
  });

  test('the row’s heading is the name even if a text stands before it', () => {
    expect(list('<li><div>Active</div><h3>n8n</h3></li>')).toEqual(['n8n']);
  });

  test('the list ends where the next section begins', () => {
    expect(
      namesIn(
        '<main><h2>API Tokens</h2><ul><li>n8n</li></ul><h2>Webhooks</h2><ul><li>hook</li></ul></main>',
      ),
    ).toEqual(['n8n']);
  });

  test('what stands before the title is another list', () => {
    expect(
      namesIn('<main><ul><li>Apps</li></ul><h2>API Tokens</h2><ul><li>n8n</li></ul></main>'),
    ).toEqual(['n8n']);
  });

  test('a grid of roles is read by its column “Token name”', () => {
    expect(
      namesIn(
        `<main><h1>API Tokens</h1><div role="grid">
          <div role="row"><span role="columnheader">ID</span><span role="columnheader">Token name</span></div>
          <div role="row"><span role="gridcell">17</span><span role="gridcell">n8n</span></div>
        </div></main>`,
      ),
    ).toEqual(['n8n']);
  });
});

test('a recognised page is no longer one when its title or its list has gone', () => {
  const page = readTokenPage(showFixture('table'), TOKENS_PATH);
  if (page.kind !== 'recognised') throw new Error('the table was not recognised');
  expect(isStillTokenPage(page)).toBe(true);
  page.title?.setAttribute('aria-selected', 'false');
  expect(isStillTokenPage(page)).toBe(false);
  page.title?.setAttribute('aria-selected', 'true');
  page.list.remove();
  expect(isStillTokenPage(page)).toBe(false);
});
