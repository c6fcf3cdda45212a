// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { aNote, showFixture } from './support/settings-page.ts';
import { ownElements, showPage, type ShownPage } from './support/shown-page.ts';

const BILLING = aNote();
const ZAPIER = aNote({
  id: 'tok_zapier',
  name: 'Zapier – contact sync – production',
  purpose: 'Copies contacts.',
  owner: 'Sales systems',
  tags: ['sync'],
});
const TWIN = aNote({ id: 'tok_twin', name: 'Twin' });

let page: ShownPage | null = null;
beforeEach(() => history.replaceState(null, '', '/settings/developers'));
afterEach(async () => {
  // The script of one test must not live on in the next one's page.
  page?.orphan();
  document.dispatchEvent(new Event('click'));
  window.dispatchEvent(new Event('focus'));
  document.body.replaceChildren();
  await page?.settle();
  page = null;
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

async function show(fixture: string, ...notes: Parameters<typeof showPage>[0]): Promise<ShownPage> {
  showFixture(fixture);
  page = showPage(notes);
  await page.settle();
  return page;
}

describe('a page of tokens', () => {
  test('each known token has its note beside its name, and no other row is touched', async () => {
    const { texts, sent } = await show('table', BILLING, ZAPIER);
    expect(texts().sort()).toEqual([
      'Copies contacts. | Sales systems · production · #sync',
      'Sends invoices to the ledger every night. | Finance · production · #billing · #nightly',
    ]);
    const rows = ownElements().map((host) => host.closest('tr')?.cells[0]?.textContent.trim());
    expect(rows).toEqual(['Zapier – contact sync – production', 'Billing export']);
    expect(sent.map(({ name }) => name)).toEqual(['notes.by_name']);
  });

  test('nothing is left of the notes after a lock, and all are back after it, though nobody touches the page', async () => {
    const { texts, lock, sessionNews, settle } = await show('table', BILLING, ZAPIER);
    expect(texts()).toHaveLength(2);
    lock(true);
    sessionNews();
    await settle();
    expect(texts()).toEqual([]);
    expect(ownElements()).toEqual([]);
    lock(false);
    sessionNews();
    await settle();
    expect(texts()).toHaveLength(2);
  });

  test('the badge stands beside a link that holds the name, not in it', async () => {
    await show('table', BILLING);
    const [host] = ownElements();
    expect(host?.closest('a')).toBeNull();
    expect(host?.previousElementSibling?.textContent).toBe('Billing export');
  });

  test('two rows of one name get no note, and say why', async () => {
    const { texts } = await show('table', TWIN);
    expect(texts()).toEqual(['? | 2 tokens have this name', '? | 2 tokens have this name']);
  });

  test.each(['cards', 'virtual', 'boxes'])('the structure “%s” is annotated too', async (name) => {
    const { texts } = await show(name, BILLING, ZAPIER);
    expect(texts()).toHaveLength(2);
  });

  test('rows that are known by their headings are still known once a badge stands in them', async () => {
    const { texts, settle } = await show('grid', BILLING, ZAPIER);
    expect(texts()).toHaveLength(2);
    document.querySelector('.d1')?.append(document.createComment('changed'));
    document.querySelector('.c3')?.append(document.createElement('div'));
    await settle();
    expect(texts()).toHaveLength(2);
  });

  test('a name that may be but a part of one gets a question, never a note', async () => {
    const { texts } = await show('split', BILLING, aNote({ id: 'tok_w', name: 'Data warehouse' }));
    expect(texts().filter((text) => text.startsWith('Sends'))).toEqual([
      'Sends invoices to the ledger every night. | Finance · production · #billing · #nightly',
    ]);
    expect(texts().filter((text) => text.startsWith('?'))).toHaveLength(2);
  });

  test('an admin is offered to add each token that is not in the register, and a member is not', async () => {
    showFixture('grid');
    page = showPage([BILLING], true);
    await page.settle();
    const added = page.texts().filter((text) => text === 'Not in the register – add');
    expect([added.length, page.texts().length]).toEqual([3, 4]);
  });

  test('rows of which it is not sure that they are tokens are offered to nobody', async () => {
    showFixture('boxes');
    page = showPage([BILLING], true);
    await page.settle();
    expect(page.texts()).toHaveLength(1);
  });

  test('a name that the page shows elsewhere gets no badge there', async () => {
    await show('cards', BILLING);
    expect(ownElements()).toHaveLength(1);
    expect(ownElements()[0]?.closest('[role=dialog], [role=status]')).toBeNull();
  });
});

describe('a page that is not recognised', () => {
  test.each([
    ['webhooks', '/settings/developers'],
    ['table', '/inbox'],
  ])('“%s” at %s stays as it is, and nothing is asked', async (fixture, path) => {
    history.replaceState(null, '', path);
    showFixture(fixture);
    const before = document.documentElement.outerHTML;
    page = showPage([BILLING, ZAPIER]);
    await page.settle();
    expect(document.documentElement.outerHTML).toBe(before);
    expect(page.sent).toEqual([]);
  });
});

describe('a page that lives', () => {
  test('rows that come later are annotated, rows that go take their badge along', async () => {
    const { texts, settle } = await show(
      'cards',
      BILLING,
      aNote({ name: 'n8n', purpose: 'Later.' }),
    );
    const list = document.querySelector('main ul')!;
    const card = document.createElement('li');
    card.innerHTML = '<div><strong>n8n</strong></div><p>Created by Ben</p>';
    list.append(card);
    await settle();
    expect(texts()).toContain('Later. | Finance · production · #billing · #nightly');
    card.remove();
    await settle();
    expect(texts()).toHaveLength(1);
  });

  test('a row that is used again for another token never shows the note of the one before', async () => {
    const { texts } = await show('virtual', BILLING, ZAPIER);
    const name = [...document.querySelectorAll('.row > div')].find(
      (element) => element.textContent === 'Billing export',
    )!;
    (name.firstChild as Text).data = 'n8n';
    // One turn of microtasks: before the browser would paint.
    await Promise.resolve();
    expect(texts()).toEqual(['Copies contacts. | Sales systems · production · #sync']);
  });

  test('a badge that the page takes out comes back, unless the page insists', async () => {
    const { settle } = await show('table', BILLING);
    for (let times = 0; times < 4; times += 1) {
      ownElements()[0]?.remove();
      await settle();
      expect(ownElements()).toHaveLength(1);
    }
    ownElements()[0]?.remove();
    await settle();
    expect(ownElements()).toHaveLength(0);
  });

  test('rows that are drawn anew keep their notes', async () => {
    const { texts, settle } = await show('table', BILLING);
    const body = document.querySelector('tbody')!;
    const fresh = [...body.rows].map((row) => row.cloneNode(true) as Element);
    for (const row of fresh) row.querySelector('[data-front-token-companion]')?.remove();
    body.replaceChildren(...fresh);
    await settle();
    expect(texts()).toHaveLength(1);
  });

  test('leaving for another tab takes the badges down', async () => {
    const { settle } = await show('table', BILLING);
    showFixture('webhooks');
    await settle();
    expect(ownElements()).toEqual([]);
  });

  test('a tab that keeps the list’s element but shows other things in it is not annotated', async () => {
    const { settle } = await show('cards', BILLING, ZAPIER);
    document.querySelector('h1')!.textContent = 'Webhooks';
    document.querySelector('main strong')!.textContent = 'Billing export';
    document.querySelector('main > button')?.remove();
    await settle();
    expect(ownElements()).toEqual([]);
  });

  test('once the extension has gone, its badges go at the next thing that happens', async () => {
    const { orphan, settle } = await show('table', BILLING);
    orphan();
    window.dispatchEvent(new Event('focus'));
    await settle();
    expect(ownElements()).toEqual([]);
  });

  test('what an earlier run has left in the page is taken down', async () => {
    showFixture('webhooks');
    const left = document.createElement('span');
    left.setAttribute('data-front-token-companion', '');
    document.querySelector('td')?.append(left);
    page = showPage([]);
    expect(ownElements()).toEqual([]);
  });
});
