// @vitest-environment jsdom
import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { aNote, showBody } from './support/settings-page.ts';
import { ownElements, showPage, type ShownPage } from './support/shown-page.ts';

let page: ShownPage | null = null;
beforeEach(() => history.replaceState(null, '', '/settings/developers'));
afterEach(async () => {
  page?.orphan();
  window.dispatchEvent(new Event('focus'));
  document.body.replaceChildren();
  await page?.settle();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

async function showRow(row: string, ...notes: Parameters<typeof showPage>[0]): Promise<ShownPage> {
  showBody(`<main><h1>API Tokens</h1><ul><li>${row}</li></ul></main>`);
  page = showPage(notes);
  await page.settle();
  return page;
}

test('a page that clicks on a badge opens nothing: only a person’s click does', async () => {
  const { badges, sent } = await showRow('<b>n8n</b>', aNote({ name: 'n8n' }));
  const button = badges()[0]?.querySelector('button');
  expect(button).toBeInstanceOf(HTMLButtonElement);
  // Even with the shadow root in its hands, which a closed one keeps from it.
  button?.click();
  button?.dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true }));
  button?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
  ownElements()[0]?.dispatchEvent(new MouseEvent('click', { bubbles: true }));
  expect(sent.map(({ name }) => name)).toEqual(['notes.by_name']);
});

test('the badge’s root is closed to the page, and nothing of the note stands in the page', async () => {
  await showRow('<b>n8n</b>', aNote({ name: 'n8n', purpose: 'Not for the page.' }));
  const [host] = ownElements();
  expect(host?.shadowRoot).toBeNull();
  expect(document.documentElement.outerHTML).not.toContain('Not for the page.');
});

test('markup in a name or a note is text', async () => {
  const markup = '<img src=x onerror=alert(1)>';
  const { badges, texts } = await showRow(
    '<b>&lt;img src=x onerror=alert(1)&gt;</b>',
    aNote({ name: markup, purpose: markup, owner: markup, tags: [markup] }),
  );
  expect(texts()[0]).toContain(markup);
  expect(badges()[0]?.querySelector('img')).toBeNull();
});

test('a right-to-left override in a note can’t turn round what stands beside it', async () => {
  const { badges } = await showRow('<b>n8n</b>', aNote({ name: 'n8n', purpose: '\u202Eesrever' }));
  const style = readFileSync('utils/settings-page/badge.css', 'utf8');
  expect(badges()[0]?.querySelector('b')?.textContent).toBe('\u202Eesrever');
  expect(style).toMatch(/b,\s*span\s*\{[^}]*unicode-bidi:\s*isolate/);
  expect(style).toMatch(/h4,\s*p\s*\{[^}]*unicode-bidi:\s*plaintext/);
});

test('an event by which WXT’s own scripts end each other does not end this one', async () => {
  const { settle, texts } = await showRow('<b>n8n</b>', aNote({ name: 'n8n' }));
  const detail = { contentScriptName: 'settings', messageId: 'x' };
  for (const kind of ['wxt:content-script-started', 'front-token-companion:settings:started']) {
    document.dispatchEvent(new CustomEvent(kind, { detail }));
    window.postMessage({ type: kind, ...detail }, '*');
  }
  document.querySelector('ul')?.insertAdjacentHTML('beforeend', '<li><b>later</b></li>');
  await settle();
  expect(texts()).toHaveLength(1);
  expect(page?.sent.map(({ input }) => input)).toEqual([{ names: ['n8n'] }, { names: ['later'] }]);
});

test('a page that moves, copies or puts back a badge gains nothing by it', async () => {
  const { settle } = await showRow('<b>n8n</b>', aNote({ name: 'n8n' }));
  const [host] = ownElements();
  const copy = host?.cloneNode(true) as Element;
  document.querySelector('h1')?.append(host!);
  await settle();
  expect(host?.isConnected).toBe(false);
  expect(ownElements()[0]?.closest('li')).not.toBeNull();
  expect(copy.shadowRoot).toBeNull();
  document.querySelector('li')?.append(host!);
  await settle();
  expect(ownElements()).toHaveLength(1);
});

test('a page that floods the script with names asks in messages of bounded size', async () => {
  const rows = Array.from({ length: 1_200 }, (_, i) => `<b>token ${i}</b></li><li>`).join('');
  const { sent } = await showRow(rows);
  const sizes = sent.map(({ input }) => (input as { names: string[] }).names.length);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(1_200);
  expect(Math.max(...sizes)).toBeLessThanOrEqual(500);
});

test('the script runs in the page itself and never in a frame', async () => {
  const { default: script } = await import('../../../entrypoints/settings.content/index.ts');
  expect(script.allFrames ?? false).toBe(false);
  expect(script.matchAboutBlank ?? false).toBe(false);
  expect(script.matches).toEqual(['https://app.frontapp.com/*']);
  expect(script.noScriptStartedPostMessage).toBe(true);
  const { default: onDemand } = await import('../../../entrypoints/token-page.content/index.ts');
  expect(onDemand.registration).toBe('runtime');
});
