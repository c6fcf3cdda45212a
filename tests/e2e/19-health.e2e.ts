import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ElementHandle, Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Token } from '../../contract/token.ts';
import { aFrontValue } from '../service/support/makers.ts';
import { startFront, type FrontStandIn } from '../front/start.ts';
import { apiOf } from './support/api.ts';
import { bothThemes } from './support/both-themes.ts';
import { dumpStorage } from './support/dump-storage.ts';
import { click, fill, find, gone, seeText, shows } from './support/find.ts';
import { pasteText } from './support/paste-text.ts';
import { changeDatabase } from './support/service-database.ts';
import { BROWSER, setStage, type Stage } from './support/story.ts';

const NAME = 'Zendesk – contacts sync – production';
const COMPANY = 'Northwind Traders';

let stage: Stage;
let stranger: FrontStandIn;
let page: Page;
let folder: string;
const values: string[] = [];

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'companion-import-'));
  stage = await setStage({
    front: { rateLimit: 1_000 },
    firefoxPrefs: { 'extensions.webextOptionalPermissionPrompts': false },
  });
  stranger = await startFront({ company: { id: 'cmp_other', name: 'Contoso', slug: 'contoso' } });
  await stage.signIn();
});
afterAll(async () => {
  await stage.close();
  await stranger.close();
  rmSync(folder, { recursive: true, force: true });
});

const both = (name: string): Promise<void> => bothThemes(stage, page, `19-${name}`);
const front = async (name: string, scopes = ['contacts:read']): Promise<string> => {
  const { value } = await stage.front.createToken({ name, scopes });
  values.push(value);
  return value;
};
const named = async (name: string): Promise<Token | undefined> =>
  (await apiOf(stage.service).list()).find((token) => token.name === name);

it('shows what a pasted value says of itself, and has Front name the company before it is kept', async () => {
  page = await stage.openExtension('options.html#/tokens/new');
  await click(page, { role: 'field', name: 'Record one made in Front…' });
  await fill(page, 'Name', NAME);
  await fill(page, 'Value', await front('Sync'));
  await seeText(page, 'Read contacts');
  await seeText(page, 'cmp_standin');
  await both('record');
  await click(page, { role: 'button', name: 'Record token' });
  await find(page, { role: 'heading', name: NAME });
  await seeText(page, `Front named “${COMPANY}” for this value`);
  await both('verified');
});

it('says so when Front refuses a value, and keeps it only marked as not verified', async () => {
  await page.close();
  page = await stage.openExtension('options.html#/tokens/new');
  await click(page, { role: 'field', name: 'Record one made in Front…' });
  await fill(page, 'Name', 'Warehouse – stock sync – staging');
  const value = aFrontValue({ colour: 'blue' });
  values.push(value);
  await fill(page, 'Value', value);
  await seeText(page, '"blue"');
  await click(page, { role: 'button', name: 'Record token' });
  await seeText(page, 'Front does not accept this value');
  await both('refused');
  expect(await named('Warehouse – stock sync – staging')).toBeUndefined();
  await click(page, { role: 'button', name: 'Keep it, not verified' });
  await find(page, { role: 'heading', name: 'Warehouse – stock sync – staging' });
  await seeText(page, 'Refused by Front');
});

it('says of each row of a table what will happen, before anything is sent', async () => {
  const table = [
    'Name;Token;Description;Tags;Team;Expires',
    `Shop – orders export – production;${await front('Shop')};Copies orders;orders, sync;Shop team;2027-03-31`,
    `"Notes; without a value";;"Nobody knows\nthe value";;;`,
    `test;${await front('test')};;;;`,
    `Another name for the sync;${values[0]};;;;`,
    `Of another company;${(await stranger.createToken({ name: 'x', scopes: [] })).value};;;;`,
    `Cut off;${values[0]!.slice(0, -9)};;;;`,
    `Never seen by Front;${aFrontValue({ sub: 'someone' })};;;;`,
    `;;A row without a name;;;`,
  ].join('\r\n');
  const file = path.join(folder, 'tokens.csv');
  writeFileSync(file, `\ufeff${table}`);
  await page.close();
  page = await stage.openExtension('options.html#/import');
  await find(page, { role: 'heading', name: 'Import tokens made in Front' });
  await both('import-empty');
  const chooser = await page.$('input[type=file]');
  await (chooser as ElementHandle<HTMLInputElement>).uploadFile(file);
  await seeText(page, 'Recognised: name, value, purpose, tags, owner, expires.');
  await seeText(page, `This value is recorded already, as “${NAME}”.`);
  await seeText(page, 'The value names the company cmp_other');
  await find(page, { role: 'button', name: 'Import 4 tokens' });
  await both('import-plan');
});

it('imports the new rows alone, and tells of each what became of it', async () => {
  await click(page, { role: 'button', name: 'Import 4 tokens' });
  await seeText(page, '4 of 4 sent, 3 recorded.', 60_000);
  await seeText(page, 'Front does not accept this value');
  await both('import-done');
  const shop = await named('Shop – orders export – production');
  expect(shop).toMatchObject({
    kind: 'front',
    purpose: 'Copies orders',
    tags: ['orders', 'sync'],
    owner: 'Shop team',
    scopes: ['contacts:read'],
  });
  expect(shop?.expiresAt).toContain('2027-03');
  expect((await named('Notes; without a value'))?.hint).toBeNull();
});

it('finds the tokens in a pasted text, and says whose they are', async () => {
  const api = apiOf(stage.service);
  const issued = await api.create({
    kind: 'issued',
    name: 'Night report – data team – production',
    owner: 'Data team',
    purpose: 'Counts conversations',
    scopes: ['contacts:read'],
  });
  const value = await api.reveal(issued.id);
  values.push(value);
  await page.close();
  page = await stage.openExtension('options.html#/find');
  await find(page, { role: 'heading', name: 'Is this ours?' });
  await both('find-empty');
  await pasteText(
    page,
    'Text',
    `+ curl -H "Authorization: Bearer ${value}"\n+ url=?token=${values[0]!.replaceAll('.', '%2E')}\n stranger ${aFrontValue()}`,
  );
  await seeText(page, '3 tokens in the text, 2 known here');
  await find(page, { role: 'link', name: issued.name });
  await find(page, { role: 'link', name: NAME });
  await seeText(page, 'Not ours');
  await seeText(page, 'Counts conversations');
  await both('find');
});

it('deletes a token that was found, and recognises it afterwards', async () => {
  await click(page, { role: 'button', name: 'Delete' });
  await fill(page, 'Type the name to confirm', 'Night report – data team – production');
  await click(page, { role: 'button', name: 'Delete token' });
  await seeText(page, 'Was ours, deleted on');
  await both('find-deleted');
  await click(page, { role: 'button', name: 'Clear' });
  await pasteText(page, 'Text', 'Nothing in here');
  await seeText(page, 'No token of Front’s in it');
});

it('ranks tokens by risk, and tells in the bar how many are at high risk', async () => {
  const api = apiOf(stage.service);
  const long = new Date(Date.now() - 400 * 86_400_000).toISOString();
  const make = (name: string, notes: object = {}): Promise<Token> =>
    api.create({ kind: 'issued', name, scopes: ['contacts:read'], ...notes });
  const idle = await make('Nobody calls this – data team – production', {
    owner: 'Data team',
    purpose: 'Was for the old shop',
    expiresAt: new Date(Date.now() + 86_400_000).toISOString(),
  });
  const grave = await make('old script');
  for (const { id } of [idle, grave]) {
    changeDatabase(stage.service, 'update tokens set created_at = ? where id = ?', long, id);
  }
  await page.close();
  page = await stage.openExtension('options.html#/health');
  await find(page, { role: 'heading', name: 'old script' });
  await seeText(page, 'It is more than 30 days old, and no call ever came with it.');
  await seeText(page, 'Front did not accept its value when it was asked.');
  const risks = await page.$$eval('article', (cards) =>
    cards.map((card) => Number(/ · (\d+)/.exec(card.innerText)?.[1])),
  );
  expect(risks.length).toBeGreaterThan(4);
  expect(risks).toEqual(risks.toSorted((a, b) => b - a));
  const high = (await find(page, { role: 'button', name: 'High risk…' })).evaluate(
    (node) => node.innerText.match(/\d+/)?.[0],
  );
  await find(page, { role: 'link', name: `Health ${await high} at high risk` });
  await both('health');
});

it('leads to the one act that settles a finding', async () => {
  await click(page, { role: 'link', name: 'Write the purpose: old script' });
  await fill(page, 'What is it for?', 'Counts parcels at night');
  await click(page, { role: 'button', name: 'Save' });
  await find(page, { role: 'heading', name: 'old script' });
  await click(page, { role: 'link', name: 'Health…' });
  await find(page, { role: 'link', name: 'Set an owner: old script' });
  expect(await shows(page, { role: 'link', name: 'Write the purpose: old script' })).toBe(false);
});

it('puts a finding aside with a reason, and takes it up again', async () => {
  const aside = 'Put aside: Never used, Nobody calls this – data team – production';
  await click(page, { role: 'button', name: aside });
  await fill(page, 'Why', 'Wanted again in spring');
  await both('snooze');
  await click(page, { role: 'button', name: 'Put it aside' });
  await gone(page, { role: 'button', name: aside });
  await click(page, { role: 'button', name: 'Put aside…' });
  await seeText(page, 'Wanted again in spring');
  await both('snoozed');
  await click(page, { role: 'button', name: 'Take it up again' });
  await click(page, { role: 'button', name: 'Show all' });
  await find(page, { role: 'button', name: aside });
});

it('offers a weekly digest, which is off until somebody wants it and the browser allows it', async () => {
  await page.close();
  page = await stage.openExtension('options.html#/settings');
  const box = await find(page, { role: 'field', name: 'Tell me once a week…' });
  const isOn = () => box.evaluate((node) => (node as HTMLInputElement).checked);
  expect(await isOn()).toBe(false);
  await both('digest-off');
  // Only Firefox can be told to allow it without a question to a person.
  if (BROWSER !== 'firefox') return;
  await box.click();
  await find(page, { role: 'field', name: 'With names of tokens…' });
  expect(await isOn()).toBe(true);
  await both('digest-on');
});

it('leaves no value of all this anywhere in the browser', async () => {
  const stored = await dumpStorage(page);
  for (const value of values) expect(stored).not.toContain(value.slice(-20));
  await page.close();
});
