// @vitest-environment jsdom
import { describe, expect, test } from 'vitest';
import { findDeleteDialog, namedIn } from '../../../utils/settings-page/read-delete-dialog.ts';
import { readSettingsPage } from '../../../utils/settings-page/read-settings-page.ts';
import { showBody, showFixture, TOKENS_PATH } from './support/settings-page.ts';

function read(fixture: string) {
  return readSettingsPage(showFixture(fixture), TOKENS_PATH);
}

/** Names of the rows; those that may be but a part of a name are marked. */
function rowsOf(fixture: string): string[] {
  const list = read(fixture)?.list;
  return list?.rows.map(({ name, isCertain }) => (isCertain ? name : `${name} (?)`)) ?? [];
}

describe('the lists', () => {
  test('a nested grid without roles: the four names in the column “Name”, in both of its groups', () => {
    expect(rowsOf('grid')).toEqual([
      'Zapier – contact sync – production',
      'Billing export',
      'Ana Nowak',
      'n8n',
    ]);
    expect(read('grid')?.list).toMatchObject({ rowsBy: 'header', isSure: true });
  });

  test('names in pieces: whole by their tooltip or their line, and in doubt where neither tells', () => {
    expect(rowsOf('split')).toEqual([
      'Billing export – nightly – production',
      'Zapier – contact sync – production',
      'n8n – ticket intake',
      'Billing exp… (?)',
      'Billing export (?)',
      'Billing export (?)',
      'Data warehouse',
    ]);
  });

  test('German labels: the two names in the column “Bezeichnung”', () => {
    expect(rowsOf('german')).toEqual(['Billing export', 'Zapier – Kontaktabgleich – Produktion']);
    expect(read('german')?.list?.isSure).toBe(true);
  });

  test.each([
    ['table', 7],
    ['cards', 4],
    ['virtual', 3],
    ['boxes', 3],
    ['grid', 4],
    ['split', 7],
    ['german', 2],
  ])('“%s” is a list of %i rows, and none of the other pages', (fixture, count) => {
    const page = read(fixture);
    expect(page?.list?.rows).toHaveLength(count);
    expect([page?.details, page?.create, page?.dialog]).toEqual([null, null, null]);
  });

  test('a row whose cells are not those of the headings names nothing', () => {
    showBody(`<main><h1>API Tokens</h1><div>
      <div><div>Name</div><div>Created by</div></div>
      <div><div>n8n</div><div>Ana</div></div>
      <div><div>Tip: name your tokens well</div></div>
      <div><div>Zapier</div><div>Ben</div><div>more</div></div>
    </div></main>`);
    const names = readSettingsPage(document, TOKENS_PATH)?.list?.rows.map(({ name }) => name);
    expect(names).toEqual(['n8n']);
  });

  test('what looks like the value of a token is never read as a name', () => {
    showBody(
      '<main><h1>API Tokens</h1><ul><li><div>eyJ0eXAiOiJKV1Qi.e30.x</div><div>Ana</div></li><li><b>••••••••</b></li><li><div>n8n</div><div>Ben</div></li></ul></main>',
    );
    const names = readSettingsPage(document, TOKENS_PATH)?.list?.rows.map(({ name }) => name);
    expect(names).toEqual(['n8n']);
  });
});

describe('the page of one token', () => {
  test('is known by its buttons, and its scopes are no list of tokens', () => {
    const page = read('details');
    expect(page?.details?.name).toBe('Billing export');
    expect(page?.details?.remove?.textContent).toBe('Delete');
    expect([page?.list, page?.create]).toEqual([null, null]);
  });

  test('is known in German too, by the word “Name”, and its value is not taken for the name', () => {
    const page = read('details-german');
    expect(page?.details?.name).toBe('Billing export');
    expect(page?.details?.remove?.textContent).toBe('Löschen');
  });

  test('another page with the same buttons is none', () => {
    showBody(
      '<main><div role="tablist"><button role="tab">API Tokens</button><button role="tab" aria-selected="true">Webhooks</button></div><h2>Billing export</h2><code>token</code><button>Reveal</button><button>Copy</button></main>',
    );
    expect(readSettingsPage(document, TOKENS_PATH)).toBeNull();
  });
});

describe('the form for a new token', () => {
  test('is known by “Create” and the field for the name, and its permissions are no tokens', () => {
    const page = read('create');
    expect(page?.create?.field.value).toBe('Billing export');
    expect([page?.list, page?.details]).toEqual([null, null]);
  });

  test('a dialog over the list leaves the list as it is', () => {
    showBody(
      '<main><h1>API-Token</h1><ul><li><b>n8n</b><i>Ana</i></li></ul></main><div role="dialog"><label for="n">Name</label><input id="n"><button>Erstellen</button></div>',
    );
    const page = readSettingsPage(document, TOKENS_PATH);
    expect(page?.create?.isDialog).toBe(true);
    expect(page?.list?.rows).toHaveLength(1);
  });

  test('with two fields and no label there is no telling which is the name’s', () => {
    showBody('<main><h1>API Tokens</h1><form><input><input><button>Create</button></form></main>');
    expect(readSettingsPage(document, TOKENS_PATH)?.create).toBeNull();
  });
});

describe('the question before a delete', () => {
  const ask = (text: string): Element => {
    showBody(`<main></main><div role="dialog">${text}<button>Delete token</button></div>`);
    return findDeleteDialog(document)!.element;
  };

  test('is about the token that it names, whole', () => {
    expect(namedIn(ask('<strong>n8n</strong> will stop'), ['n8n', 'n8n – tickets'])).toEqual([
      'n8n',
    ]);
    expect(namedIn(ask('<p>Delete “n8n – tickets”?</p>'), ['n8n', 'n8n – tickets'])).toEqual([
      'n8n – tickets',
    ]);
  });

  test('names none that it does not name, and says so where it names two', () => {
    expect(namedIn(ask('<p>Delete n8n?</p>'), ['n8n'])).toEqual([]);
    expect(namedIn(ask('<b>n8n</b> and <b>Zapier</b>'), ['n8n', 'Zapier'])).toHaveLength(2);
  });
});

test('a page in a language that is not known, at the address of the tokens, is not recognised', () => {
  showBody('<main><h1>Jetons</h1><p>token</p><ul><li><b>n8n</b></li></ul></main>');
  const page = readSettingsPage(document, TOKENS_PATH);
  expect([page?.list, page?.details, page?.create, page?.dialog]).toEqual([null, null, null, null]);
});
