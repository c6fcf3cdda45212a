import { randomUUID } from 'node:crypto';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RecordFrontToken, Token } from '../../contract/token.ts';
import { readClosedRoots } from './support/closed-roots.ts';
import { click, find, seeText } from './support/find.ts';
import { setStage, type Stage } from './support/story.ts';
import { watchPlaces } from './support/watch-places.ts';

const BADGE = '[data-front-token-companion]';
/** The grid has no roles: its rows are the boxes of four boxes below the line of headings. */
const ROWS =
  'main tbody tr, main ul > li, main [role=listitem], main div:not(:first-child) > div > div:has(> div:nth-of-type(4):last-of-type)';
const ADD = 'Not in the register – add';
const MARKUP = '<img src=x onerror=alert(1)> – markup in a name';
const LONG = `An import that nobody dares to stop – ${'very '.repeat(12)}long name – production`;

const NOTES: readonly Omit<RecordFrontToken, 'kind'>[] = [
  {
    name: 'Billing export – nightly – production',
    purpose: 'Sends invoices to the ledger.',
    owner: 'Finance',
    tags: ['billing'],
  },
  { name: 'n8n', purpose: 'Somebody’s automations.' },
  { name: MARKUP, purpose: '<b>bold</b>' },
  { name: LONG, purpose: 'Moves the archive.' },
];
const LAST = { name: 'The last token of the list', purpose: 'At the very end.' };

let stage: Stage;
const recorded = new Map<string, Token>();

beforeAll(async () => {
  stage = await setStage();
  const { front } = stage;
  for (const note of NOTES) await record(note);
  for (let i = 0; i < 60; i += 1) {
    await front.createToken({ name: `Not recorded ${i}`, scopes: ['tags:read'] });
  }
  await record(LAST);
  await stage.signIn();
});
afterAll(() => stage.close());

/** Makes a token in Front and writes it into the register. */
async function record(note: Omit<RecordFrontToken, 'kind'>): Promise<void> {
  const { value } = await stage.front.createToken({ name: note.name, scopes: ['tags:read'] });
  const response = await fetch(`${stage.service.address}/v1/tokens`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${stage.service.accessToken()}`,
      'content-type': 'application/json',
      'idempotency-key': randomUUID(),
    },
    body: JSON.stringify({ kind: 'front', ...note, value }),
  });
  if (!response.ok) throw new Error(await response.text());
  recorded.set(note.name, (await response.json()) as Token);
}

/** A label takes no click before a person can have read it. */
function readForAMoment(): Promise<unknown> {
  return new Promise((resolve) => {
    setTimeout(resolve, 400);
  });
}

interface Shown {
  readonly page: Page;
  /** Boxes of the rows before the first badge came. */
  readonly bare: () => Promise<string>;
  /** How many elements have moved while badges were there, as the browser counts it. */
  readonly shifted: () => Promise<number>;
}

/** What Chromium counts as moved by anybody but the person, from now on. Firefox counts nothing. */
async function countShifts(page: Page): Promise<() => Promise<number>> {
  await page.evaluateOnNewDocument(() => {
    const scope = window as { shifted?: number };
    scope.shifted = 0;
    if (!PerformanceObserver.supportedEntryTypes.includes('layout-shift')) return;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        const { sources } = entry as { sources?: { node: Node | null }[] } & PerformanceEntry;
        // Of the app's own drawing nothing is counted: only what moves once a badge is there.
        if (document.querySelector('[data-front-token-companion]') === null) continue;
        scope.shifted = (scope.shifted ?? 0) + (sources?.length ?? 0);
      }
    }).observe({ type: 'layout-shift', buffered: true });
  });
  return () => page.evaluate(() => (window as { shifted?: number }).shifted ?? 0);
}

/** Opens a settings page and notes how its rows stand as long as no badge is among them. */
async function open(path: string): Promise<Shown> {
  const page = await stage.browser.newPage();
  await page.setViewport({ width: 1280, height: 800 });
  const shifted = await countShifts(page);
  await page.evaluateOnNewDocument(
    (rows, badge) => {
      const watch = (): void => {
        const found = [...document.querySelectorAll(rows)];
        if (found.length === 0 || document.querySelector(badge) !== null) return;
        const boxes = found.map((row) => row.getBoundingClientRect().toJSON() as unknown);
        document.documentElement.dataset.bare = JSON.stringify(boxes);
      };
      new MutationObserver(watch).observe(document, { childList: true, subtree: true });
    },
    ROWS,
    BADGE,
  );
  await page.goto(stage.frontAppOrigin + path);
  return {
    page,
    shifted,
    bare: () => page.evaluate(() => document.documentElement.dataset.bare ?? 'no rows were seen'),
  };
}

function boxes(page: Page): Promise<string> {
  return page.evaluate(
    (rows) =>
      JSON.stringify(
        [...document.querySelectorAll(rows)].map(
          (row) => row.getBoundingClientRect().toJSON() as unknown,
        ),
      ),
    ROWS,
  );
}

/** Waits until this many badges with a note are in the page, and tells the text of each. */
async function badges(page: Page, count: number): Promise<readonly (readonly string[])[]> {
  const read = async () =>
    (await readClosedRoots(page, BADGE)).filter((texts) => !texts.includes(ADD));
  await expect.poll(async () => (await read()).length, { timeout: 15_000 }).toBe(count);
  return read();
}

/** What stands beside the rows of tokens that nobody has recorded. */
async function besideOthers(page: Page): Promise<ReadonlySet<string>> {
  await page.evaluate((rows) => {
    for (const row of document.querySelectorAll(rows)) {
      row.toggleAttribute('data-other', row.textContent.includes('Not recorded'));
    }
  }, ROWS);
  const texts = await readClosedRoots(page, `[data-other] ${BADGE}`);
  return new Set(texts.map((text) => text.join('')));
}

/**
 * A point on the badge of this name, once it stands in the line of that name: what the page itself
 * finds there is the badge's host.
 */
async function pointOf(page: Page, name: string): Promise<{ x: number; y: number }> {
  const found = await page.waitForFunction(
    (rows, badge, wanted) => {
      const row = [...document.querySelectorAll(rows)].find((candidate) =>
        candidate.textContent.includes(wanted.slice(0, 18)),
      );
      const host = row?.querySelector(badge);
      const walker = row && document.createTreeWalker(row, NodeFilter.SHOW_TEXT);
      let text = walker?.nextNode();
      while (text && !text.textContent?.includes(wanted.slice(0, 12))) text = walker?.nextNode();
      if (!host || !text) return null;
      const range = document.createRange();
      range.selectNodeContents(text);
      const line = [...range.getClientRects()].at(-1);
      if (!line) return null;
      const y = line.top + line.height / 2;
      for (let x = line.left; x < innerWidth; x += 4) {
        if (document.elementFromPoint(x, y) === host) return { x: x + 6, y };
      }
      return null;
    },
    { timeout: 15_000 },
    ROWS,
    BADGE,
    name,
  );
  return (await found.jsonValue()) as { x: number; y: number };
}

describe.each(['table', 'cards', 'virtual', 'grid', 'split'])('Front’s list as %s', (structure) => {
  test('each recorded token in sight has its note, each other row says that it has none, and no row has moved', async () => {
    const { page, bare, shifted } = await open(`/settings/developers?structure=${structure}`);
    const shown = await badges(page, NOTES.length);
    expect(shown).toEqual([
      ['Sends invoices to the ledger.', 'Finance · #billing'],
      ['Somebody’s automations.'],
      ['<b>bold</b>'],
      ['Moves the archive.'],
    ]);
    for (const { name } of NOTES) await pointOf(page, name);
    await expect.poll(() => besideOthers(page)).toEqual(new Set([ADD]));
    expect(await boxes(page)).toBe(await bare());
    expect(await shifted()).toBe(0);
    await stage.picture(page, `05-annotate-${structure}`);
    await page.close();
  });

  test('a badge goes with its row when the list is scrolled, and the end of the list has its notes', async () => {
    const { page } = await open(`/settings/developers?structure=${structure}`);
    await badges(page, NOTES.length);
    await page.evaluate(() => {
      for (const part of document.querySelectorAll('main, main [role=list]')) part.scrollTop = 60;
    });
    await pointOf(page, 'n8n');
    await page.evaluate(() => {
      for (const part of document.querySelectorAll('main, main [role=list]')) part.scrollTop = 1e6;
    });
    await pointOf(page, LAST.name);
    expect(await besideOthers(page)).toEqual(new Set([ADD]));
    await page.close();
  });
});

test('a click on a badge opens that token in the extension, and does not follow the row', async () => {
  const { page } = await open('/settings/developers');
  await badges(page, NOTES.length);
  const { id } = recorded.get('n8n')!;
  const places = await watchPlaces(stage);
  const opened = (): Promise<boolean> => places.ledTo(id);
  await page.bringToFront();

  // The page's own clicks do nothing. (They don't bubble here: the row would follow them.)
  await page.evaluate((badge) => {
    for (const host of document.querySelectorAll(badge)) {
      host.dispatchEvent(new MouseEvent('click', { composed: true }));
    }
  }, BADGE);
  expect(await opened()).toBe(false);

  const { x, y } = await pointOf(page, 'n8n');
  await page.mouse.move(x, y);
  await readForAMoment();
  await page.mouse.click(x, y);
  await expect.poll(opened, { timeout: 15_000 }).toBe(true);
  expect(new URL(page.url()).pathname).toBe('/settings/developers');
  await page.close();
});

test('hovering shows the whole note, above everything', async () => {
  const { page } = await open('/settings/developers');
  await badges(page, NOTES.length);
  const { x, y } = await pointOf(page, 'Billing export – nightly – production');
  await page.mouse.move(x, y);
  await expect
    .poll(async () => (await readClosedRoots(page, BADGE))[0]?.join(''))
    .toContain('Owner: Finance');
  await stage.picture(page, '05-annotate-note');
  await page.close();
});

test('the notes follow the app’s own routes: away, back by its link, and back by the browser', async () => {
  const { page } = await open('/settings/developers');
  await badges(page, NOTES.length);
  await page.evaluate((rows) => document.querySelector<HTMLElement>(rows)?.click(), ROWS);
  await find(page, { role: 'button', name: 'Reveal' });
  await badges(page, 0);
  await click(page, { role: 'link', name: '← All tokens' });
  await badges(page, NOTES.length);
  await click(page, { role: 'link', name: 'Rules' });
  await seeText(page, 'There is nothing to set here');
  await badges(page, 0);
  await page.evaluate(() => history.back());
  await badges(page, NOTES.length);
  await page.close();
});

test('rows that the page draws anew for a filter have their notes', async () => {
  const { page } = await open('/settings/developers');
  await badges(page, NOTES.length);
  const field = await find(page, { role: 'field', name: 'Filter tokens' });
  await field.type('n8n');
  expect(await badges(page, 1)).toEqual([['Somebody’s automations.']]);
  await page.close();
});

test('a page of the settings without tokens is left as it is', async () => {
  const { page } = await open('/settings/general');
  await find(page, { role: 'heading', name: 'General' });
  // A later look at the list is the sign that the script has long seen this page.
  await page.evaluate(() => {
    history.pushState(null, '', '/settings/developers');
    dispatchEvent(new PopStateEvent('popstate'));
  });
  await badges(page, NOTES.length);
  await page.evaluate(() => history.back());
  await badges(page, 0);
  expect(await page.$(BADGE)).toBeNull();
  await page.close();
});

test('someone who comes from another part of the app by its own link finds the notes', async () => {
  const { page } = await open('/open/inbox');
  await click(page, { role: 'button', name: 'Open settings' });
  await badges(page, NOTES.length);
  await page.evaluate(() => history.back());
  await find(page, { role: 'heading', name: 'Inbox' });
  await badges(page, 0);
  await page.close();
});

test('the page itself can look into no badge, and finds no word of a note in its own markup', async () => {
  const { page } = await open('/settings/developers');
  await badges(page, NOTES.length);
  const exposed = await page.evaluate(
    (badge) => [...document.querySelectorAll(badge)].filter((host) => host.shadowRoot).length,
    BADGE,
  );
  expect(exposed).toBe(0);
  expect(await page.evaluate(() => document.documentElement.outerHTML)).not.toContain('invoices');
  await page.close();
});

test('German labels: the notes are there, on the list and on the page of one token', async () => {
  const { page } = await open('/settings/developers?lang=de');
  await badges(page, NOTES.length);
  await page.evaluate((rows) => document.querySelector<HTMLElement>(rows)?.click(), ROWS);
  await find(page, { role: 'button', name: 'Anzeigen' });
  const shown = await badges(page, 2);
  expect(shown[0]).toEqual(['Sends invoices to the ledger.', 'Finance · #billing']);
  await stage.picture(page, '05-annotate-german');
  await page.close();
});

test('rows that come after seconds have their notes', async () => {
  const { page } = await open('/settings/developers?slow=3000');
  await find(page, { role: 'heading', name: 'Developers' });
  expect(await page.$(BADGE)).toBeNull();
  await badges(page, NOTES.length);
  await page.close();
});

test('an app that draws all of itself anew at each key shows each note beside its own token', async () => {
  const { page } = await open('/settings/developers?redraw=all');
  await badges(page, NOTES.length);
  const field = await find(page, { role: 'field', name: 'Filter tokens' });
  await field.focus();
  for (const key of ['n', '8', 'n']) {
    await page.keyboard.type(key);
    await page.waitForFunction(
      (typed) => (document.activeElement as HTMLInputElement | null)?.value.endsWith(typed),
      {},
      key,
    );
  }
  expect(await badges(page, 1)).toEqual([['Somebody’s automations.']]);
  await pointOf(page, 'n8n');
  await page.close();
});

test.each(['table', 'grid', 'split'])(
  '2,000 tokens as %s: right at both ends',
  async (structure) => {
    const { page } = await open(`/settings/developers?count=2000&structure=${structure}`);
    await badges(page, NOTES.length);
    await page.evaluate(() => {
      const main = document.querySelector('main')!;
      main.scrollTop = main.scrollHeight;
      document.scrollingElement!.scrollTop = 1e7;
    });
    const filler = await page.evaluate((rows) => {
      const row = [...document.querySelectorAll(rows)].at(-1);
      row?.setAttribute('data-last', '');
      return row?.textContent;
    }, ROWS);
    expect(filler).toContain('Filler 1934');
    await expect
      .poll(() => readClosedRoots(page, `[data-last] ${BADGE}`), { timeout: 15_000 })
      .toEqual([[ADD]]);
    await page.close();
  },
);
