import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Page } from 'puppeteer-core';
import type { Token } from '../../contract/token.ts';
import { apiOf, callFront } from './support/api.ts';
import { bothThemes } from './support/both-themes.ts';
import { readClipboard } from './support/clipboard.ts';
import { click, fill, find, gone, seeText, shows } from './support/find.ts';
import { changeDatabase } from './support/service-database.ts';
import { setStage, type Stage } from './support/story.ts';

const NAME = 'Night report – data team – production';

let stage: Stage;
let page: Page;
let token: Token;
let value = '';

beforeAll(async () => {
  stage = await setStage({ front: { rateLimit: 1_000 } });
  await stage.signIn();
  const behind = await stage.front.createToken({ name: 'Behind all', scopes: ['shared:*'] });
  await apiOf(stage.service).create({
    kind: 'front',
    name: 'Companion gateway – all issued tokens – production',
    value: behind.value,
  });
});
afterAll(() => stage.close());

const both = (name: string): Promise<void> => bothThemes(stage, page, `14-${name}`);

/** Firefox never says that an extension's page is loaded again, so it is opened anew. */
const openToken = async (): Promise<void> => {
  await page.close();
  page = await stage.openExtension(`options.html#/tokens/${token.id}`);
  await find(page, { role: 'heading', name: NAME });
};

const usage = async () => (await apiOf(stage.service).usage(token.id)).rows;
const counted = async (outcome: string): Promise<number> =>
  (await usage()).filter((row) => row.outcome === outcome).reduce((sum, row) => sum + row.calls, 0);

it('says of a new token that no call has come yet', async () => {
  page = await stage.openExtension('options.html#/tokens/new');
  await fill(page, 'Name', NAME);
  for (const scope of ['Read contacts', 'Read tags', 'Write tags']) {
    await click(page, { role: 'field', name: scope });
  }
  await click(page, { role: 'button', name: 'Create token' });
  await find(page, { role: 'heading', name: NAME });
  [token] = (await apiOf(stage.service).list()).filter(({ name }) => name === NAME) as [Token];
  expect(token.scopes.toSorted()).toEqual(['contacts:read', 'tags:read', 'tags:write']);
  await click(page, { role: 'button', name: 'Copy' });
  await seeText(page, 'Copied');
  value = await readClipboard(page);
  await openToken();
  await seeText(page, 'No call yet');
  await seeText(page, 'Once it is called, you see here which of its permissions it needs.');
  await both('no-call');
});

it('shows the last use, the calls by day, and why some were refused', async () => {
  for (let turn = 0; turn < 5; turn += 1) await callFront(stage.service, value, '/contacts');
  expect(await callFront(stage.service, value, '/tags')).toBe(200);
  expect(await callFront(stage.service, value, '/conversations')).toBe(403);
  // They are written within a second.
  await expect.poll(() => counted('missing_scope'), { timeout: 20_000 }).toBe(1);
  await expect.poll(() => counted('200'), { timeout: 20_000 }).toBe(6);
  await openToken();
  await seeText(page, 'Last used just now');
  await seeText(page, 'From 127.0.0.1');
  await seeText(page, 'It lacks “Read conversations”');
  await seeText(page, 'List contacts');
  await find(page, { role: 'button', name: 'Add the permission' });
  await click(page, { role: 'button', name: 'Show as table' });
  await seeText(page, '1 of its 3 permissions was not asked for by any of its 7 calls');
  await both('used');
  await click(page, { role: 'button', name: '400 days' });
  await seeText(page, 'Each bar is a week');
});

it('opens the form with a missing permission ticked, and saves nothing by itself', async () => {
  await click(page, { role: 'button', name: 'Add the permission' });
  const box = await find(page, { role: 'field', name: 'Read conversations' });
  expect(await box.evaluate((node) => (node as HTMLInputElement).checked)).toBe(true);
  await click(page, { role: 'button', name: 'Discard' });
  await find(page, { role: 'button', name: 'Add the permission' });
  expect((await apiOf(stage.service).get(token.id)).version).toBe(token.version);
});

it('tells what a narrower set would have refused, before anything is changed', async () => {
  await click(page, { role: 'field', name: 'Read tags' });
  await seeText(page, 'This set would have refused 1 of 6 calls');
  await seeText(page, 'List tags: 1 call');
  await both('dry-run');
  await click(page, { role: 'button', name: 'Only what was used' });
  await seeText(page, 'This set would have refused none of 6 calls');
  expect((await apiOf(stage.service).get(token.id)).version).toBe(token.version);
});

it('takes the unused permission away after a question, and the gateway refuses it from then on', async () => {
  await click(page, { role: 'button', name: 'Use the narrow set…' });
  await seeText(page, 'It loses');
  await seeText(page, 'Write tags');
  await both('narrow');
  await click(page, { role: 'button', name: 'Take it away' });
  await gone(page, { role: 'button', name: 'Take it away' });
  const after = await apiOf(stage.service).get(token.id);
  expect(after.scopes.toSorted()).toEqual(['contacts:read', 'tags:read']);
  expect(after.version).toBe(token.version + 1);
  expect(await callFront(stage.service, value, '/tags', 'POST')).toBe(403);
  expect(await callFront(stage.service, value, '/tags')).toBe(200);
  await expect.poll(() => counted('missing_scope'), { timeout: 20_000 }).toBe(2);
  await openToken();
  await seeText(page, 'It lacks “Write tags”');
  await page.close();
});

it('finds the tokens that nobody uses', async () => {
  const api = apiOf(stage.service);
  await api.create({ kind: 'issued', name: 'Never called', scopes: ['tags:read'] });
  const old = await api.create({ kind: 'issued', name: 'Long ago', scopes: ['tags:read'] });
  const age = new Date(Date.now() - 100 * 86_400_000).toISOString();
  changeDatabase(
    stage.service,
    'update tokens set created_at = ?, last_used_at = ?, call_count = 3 where id = ?',
    age,
    age,
    old.id,
  );
  page = await stage.openExtension('options.html#/tokens');
  await find(page, { role: 'link', name: 'Long ago' });
  await click(page, { role: 'button', name: 'Never used 1' });
  await gone(page, { role: 'link', name: 'Long ago' });
  await find(page, { role: 'link', name: 'Never called' });
  expect(await shows(page, { role: 'link', name: NAME })).toBe(false);
  await both('never-used');
  await click(page, { role: 'button', name: 'Not used for 90 days 1' });
  await find(page, { role: 'link', name: 'Long ago' });
  expect(await shows(page, { role: 'link', name: 'Never called' })).toBe(false);
  await both('unused');
  await click(page, { role: 'button', name: 'Not used for 90 days 1' });
  await find(page, { role: 'link', name: NAME });
});

it('says of a Front token what stands on it, and claims nothing else', async () => {
  await click(page, { role: 'link', name: 'Companion gateway…' });
  await seeText(page, 'Front does not say when one of its own tokens is used.');
  await seeText(page, 'The 3 issued tokens that stand on it made');
  await both('front');
  await page.close();
});

it('shows on one page who used the budget, and every token by its age and its last use', async () => {
  const api = apiOf(stage.service);
  const daysAgo = (days: number): string => new Date(Date.now() - days * 86_400_000).toISOString();
  for (let i = 0; i < 60; i += 1) {
    const { id } = await api.create({
      kind: 'issued',
      name: `Team ${i} – nightly export – production`,
      scopes: ['tags:read'],
    });
    const age = 2 + ((i * 37) % 900);
    const set = (column: string, days: number): void =>
      changeDatabase(
        stage.service,
        `update tokens set ${column} = ? where id = ?`,
        daysAgo(days),
        id,
      );
    set('created_at', age);
    // Each sixth was never used.
    if (i % 6 !== 0) set('last_used_at', age * ((i % 5) / 5));
  }
  page = await stage.openExtension('options.html#/budget');
  await seeText(page, 'Age and last use');
  await seeText(page, 'Who used it');
  await seeText(page, '1 token made in Front is left out');
  await both('budget');
  const title = await find(page, { role: 'heading', name: 'Age and last use' });
  await title.evaluate((node) => node.scrollIntoView());
  await both('plots');
  await click(page, { role: 'button', name: 'Show the tokens as a table' });
  await find(page, { role: 'link', name: 'Long ago' });
  await page.setViewport({ width: 360, height: 740 });
  await title.evaluate((node) => node.scrollIntoView());
  await both('plots-narrow');
  await click(page, { role: 'link', name: 'Long ago' });
  await find(page, { role: 'heading', name: 'Long ago' });
  await page.close();
});
