import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Token } from '../../contract/token.ts';
import { apiOf } from './support/api.ts';
import { readClosedRoots } from './support/closed-roots.ts';
import { setStage, type Stage } from './support/story.ts';
import { watchPlaces, type Places } from './support/watch-places.ts';

const BADGE = '[data-front-token-companion]';
const LIST = '/settings/developers';
const NOTE = 'Somebody’s automations.';

let stage: Stage;
let token: Token;
let places: Places;

beforeAll(async () => {
  stage = await setStage();
  for (const name of ['n8n – tickets', 'Zapier – contacts']) {
    const { value } = await stage.front.createToken({ name, scopes: ['tags:read'] });
    const made = await apiOf(stage.service).create({
      kind: 'front',
      name,
      value,
      purpose: name.startsWith('n8n') ? NOTE : 'Copies contacts.',
    });
    if (name.startsWith('n8n')) token = made;
  }
  await stage.signIn();
  places = await watchPlaces(stage);
});
afterAll(() => stage.close());

interface Point {
  readonly x: number;
  readonly y: number;
}

async function open(prepare?: (page: Page) => Promise<unknown>): Promise<Page> {
  const page = await stage.browser.newPage();
  await page.setViewport({ width: 1280, height: 800 });
  await prepare?.(page);
  await page.goto(stage.frontAppOrigin + LIST);
  await expect.poll(() => notes(page), { timeout: 15_000 }).toEqual([NOTE, 'Copies contacts.']);
  return page;
}

async function notes(page: Page): Promise<readonly string[]> {
  return (await readClosedRoots(page, BADGE)).map((texts) => texts.join(' '));
}

/** A point of the note on n8n, as the page itself finds it. */
async function pointOfNote(page: Page): Promise<Point> {
  const found = await page.waitForFunction(
    (badge) => {
      const host = document.querySelector(badge);
      for (let y = 150; host && y < 500; y += 5) {
        for (let x = 260; x < innerWidth; x += 5) {
          if (document.elementFromPoint(x, y) === host) return { x: x + 12, y: y + 3 };
        }
      }
      return null;
    },
    { timeout: 15_000 },
    BADGE,
  );
  return (await found.jsonValue()) as Point;
}

const moment = (ms: number): Promise<unknown> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms);
  });

/** Goes there and clicks, as a person who has read what is there. */
async function clickAt(page: Page, { x, y }: Point): Promise<void> {
  await page.mouse.move(x - 3, y - 1);
  await page.mouse.move(x, y);
  await moment(400);
  await page.mouse.click(x, y);
}

/** That the note still opens its token: without it, nothing here would prove anything. */
async function expectOpens(page: Page): Promise<void> {
  await page.bringToFront();
  await moment(400);
  await clickAt(page, await pointOfNote(page));
  await expect.poll(() => places.ledTo(token.id), { timeout: 15_000 }).toBe(true);
  await places.forget();
}

async function expectOpensNothing(): Promise<void> {
  // Longer than the page took to open in any other story.
  await moment(1_500);
  expect(await places.ledTo(token.id)).toBe(false);
}

test('a real click opens the token, and nothing that the page dispatches does', async () => {
  const page = await open();
  const point = await pointOfNote(page);
  await page.evaluate(
    (badge, { x, y }) => {
      const host = document.querySelector<HTMLElement>(badge);
      const at = {
        bubbles: true,
        composed: true,
        cancelable: true,
        clientX: x,
        clientY: y,
        detail: 1,
      };
      for (const target of [host, document.elementFromPoint(x, y)]) {
        // They must not bubble to the row, which would follow them.
        target?.addEventListener('click', (event) => event.stopPropagation());
        for (const kind of ['pointerover', 'pointermove', 'pointerdown', 'pointerup']) {
          target?.dispatchEvent(new PointerEvent(kind, at));
        }
        target?.dispatchEvent(new MouseEvent('click', at));
        target?.dispatchEvent(new PointerEvent('click', at));
        target?.dispatchEvent(new KeyboardEvent('keydown', { ...at, key: 'Enter' }));
      }
      host?.focus();
      host?.click();
    },
    BADGE,
    point,
  );
  await expectOpensNothing();
  await expectOpens(page);
  await page.close();
});

/** What the page does to the label before the person clicks where it is, and how that is undone. */
const ATTACKS: readonly (readonly [
  what: string,
  attack: (page: Page, at: Point) => Promise<unknown>,
])[] = [
  [
    'a picture over it that lets clicks through',
    (page, { x, y }) =>
      page.evaluate(
        (left, top) => {
          const over = document.createElement('div');
          over.textContent = 'You have won';
          over.style.cssText = `position:fixed;left:${left - 150}px;top:${top - 40}px;width:300px;height:80px;background:gold;pointer-events:none;z-index:9`;
          document.body.append(over);
          Object.assign(window, { undo: () => over.remove() });
        },
        x,
        y,
      ),
  ],
  [
    'the same inside of a closed shadow root',
    (page, { x, y }) =>
      page.evaluate(
        (left, top) => {
          const host = document.createElement('x-cover');
          const over = document.createElement('div');
          over.style.cssText = `position:fixed;left:${left - 150}px;top:${top - 40}px;width:300px;height:80px;background:gold;pointer-events:none;z-index:9`;
          host.attachShadow({ mode: 'closed' }).append(over);
          document.body.append(host);
          Object.assign(window, { undo: () => host.remove() });
        },
        x,
        y,
      ),
  ],
  ['a row that is next to invisible', (page) => restyle(page, 'opacity:0.05')],
  ['a part that is next to invisible around all', (page) => restyle(page, 'opacity:0.05', 'main')],
  ['a row that a filter makes invisible', (page) => restyle(page, 'filter:opacity(0)')],
  [
    'a row that is cut away but for a point',
    (page) => restyle(page, 'clip-path:inset(0 0 0 0 round 2px)'),
  ],
  [
    'a label that is blown up to cover the page',
    (page, { x, y }) =>
      page.evaluate(
        (left, top) => {
          const main = document.querySelector('main')!;
          const box = main.getBoundingClientRect();
          main.style.transformOrigin = `${left - box.left}px ${top - box.top}px`;
          main.style.transform = 'scale(6)';
          Object.assign(window, { undo: () => (main.style.transform = '') });
        },
        x,
        y,
      ),
  ],
];

function restyle(page: Page, style: string, selector = 'tbody tr'): Promise<unknown> {
  return page.evaluate(
    (css, where) => {
      const element = document.querySelector<HTMLElement>(where)!;
      element.style.cssText = css;
      Object.assign(window, { undo: () => (element.style.cssText = '') });
    },
    style,
    selector,
  );
}

test.each(ATTACKS)('a click that is caught with %s opens nothing', async (_what, attack) => {
  const page = await open();
  const point = await pointOfNote(page);
  await attack(page, point);
  await clickAt(page, point);
  await expectOpensNothing();
  await page.evaluate(() => (window as unknown as { undo: () => void }).undo());
  await expectOpens(page);
  await page.close();
});

test('a label that the page moves under the resting hand takes no click', async () => {
  const page = await open();
  const { x, y } = await pointOfNote(page);
  await page.mouse.move(x, y + 200);
  await moment(300);
  await page.evaluate(() => {
    const table = document.querySelector<HTMLElement>('table')!;
    table.style.cssText = 'position:relative;top:200px';
  });
  await moment(600);
  await page.mouse.down();
  await page.mouse.up();
  await expectOpensNothing();
  await page.close();
});

test('a copy of a label shows and opens nothing, and one that is put into another row leaves it', async () => {
  const page = await open();
  await pointOfNote(page);
  await page.evaluate((badge) => {
    const [first] = document.querySelectorAll(badge);
    const rows = document.querySelectorAll('tbody tr');
    const copy = first!.cloneNode(true);
    copy.addEventListener('click', (event) => event.stopPropagation());
    rows[1]!.querySelector('td')!.append(copy);
    (copy as HTMLElement).click();
    rows[1]!.querySelector('td')!.append(first!);
  }, BADGE);
  const inRow = (row: number): Promise<readonly string[]> =>
    readClosedRoots(page, `tbody tr:nth-child(${row}) ${BADGE}`).then((all) =>
      all.map((texts) => texts.join('')).filter((text) => text !== ''),
    );
  await expect.poll(() => inRow(1)).toEqual([NOTE]);
  await expect.poll(() => inRow(2)).toEqual(['Copies contacts.']);
  await expectOpensNothing();
  await page.close();
});

test('a page that dispatches the framework’s own events ends nothing and starts nothing', async () => {
  const page = await open();
  const id = new URL(stage.extensionOrigin).host;
  await page.evaluate((extension) => {
    for (const script of ['settings', 'token-page']) {
      const data = {
        type: 'wxt:content-script-started',
        contentScriptName: script,
        messageId: 'x',
      };
      window.postMessage(
        { ...data, type: `${extension}:${script}:wxt:content-script-started` },
        '*',
      );
      window.postMessage(data, '*');
      for (const kind of ['content-script-started', 'locationchange', 'invalidated']) {
        for (const name of [`wxt:${kind}`, `${extension}:${script}:wxt:${kind}`]) {
          const detail = { contentScriptName: script, messageId: 'x' };
          window.dispatchEvent(new CustomEvent(name, { detail }));
          document.dispatchEvent(new CustomEvent(name, { detail }));
        }
      }
    }
  }, id);
  await expectOpensNothing();
  expect(await notes(page)).toEqual([NOTE, 'Copies contacts.']);
  await expectOpens(page);
  await page.close();
});

test('a page that has replaced the prototypes sees no root, no word and no listener of ours', async () => {
  const page = await open((fresh) =>
    fresh.evaluateOnNewDocument(() => {
      const seen: string[] = [];
      // Taken before it is replaced, and called with its element below.
      // eslint-disable-next-line @typescript-eslint/unbound-method
      const { hasAttribute } = Element.prototype;
      const isOurs = (element: Element): boolean =>
        hasAttribute.call(element, 'data-front-token-companion');
      Object.assign(window, { seen });
      const watch = (holder: object, name: string): void => {
        const before = Reflect.get(holder, name) as (...args: unknown[]) => unknown;
        Reflect.set(holder, name, function (this: unknown, ...args: unknown[]) {
          const result = Reflect.apply(before, this, args);
          const own = this instanceof Element && isOurs(this);
          if (own || result instanceof ShadowRoot) seen.push(name);
          return result;
        });
      };
      watch(Element.prototype, 'attachShadow');
      watch(Element.prototype, 'setAttribute');
      watch(EventTarget.prototype, 'addEventListener');
      watch(Node.prototype, 'appendChild');
      // What is broken here is broken for the page alone.
      Object.assign(Array.prototype, { some: () => true, every: () => true });
      Object.assign(Element.prototype, { matches: () => true, closest: () => document.body });
      Object.assign(window, { MutationObserver: null, IntersectionObserver: null });
    }),
  );
  expect(await page.evaluate(() => (window as unknown as { seen: string[] }).seen)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.outerHTML)).not.toContain(NOTE);
  await page.close();
});

test('the page can’t speak to the extension, nor load any file of it', async () => {
  const page = await open();
  const reached = await page.evaluate(async (origin) => {
    const { chrome, browser } = globalThis as {
      chrome?: { runtime?: { sendMessage?: unknown } };
      browser?: unknown;
    };
    const files = ['content-scripts/token-page.js', 'content-scripts/settings.js', 'popup.html'];
    const loads = await Promise.all(
      files.map(
        (file) =>
          new Promise((resolve) => {
            const image = document.createElement('link');
            image.rel = 'stylesheet';
            image.href = origin + file;
            image.onload = () => resolve(file);
            image.onerror = () => resolve(null);
            document.head.append(image);
          }),
      ),
    );
    return [chrome?.runtime?.sendMessage !== undefined, browser !== undefined, ...loads];
  }, stage.extensionOrigin);
  expect(reached).toEqual([false, false, null, null, null]);
  await page.close();
});
