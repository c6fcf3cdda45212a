import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Token } from '../../contract/token.ts';
import { signInWindow } from '../../scripts/sign-in.ts';
import { apiOf } from './support/api.ts';
import { bothThemes } from './support/both-themes.ts';
import { click, fill, find, gone, press, seeText, shows } from './support/find.ts';
import { setStage, type Stage, type StageBrowser } from './support/story.ts';
import { violations } from './support/violations.ts';

const MEMBER = 'Max Member';
const RUNBOOK = 'https://wiki.example/runbooks/contacts';

let stage: Stage;
let theirs: StageBrowser;
let api: ReturnType<typeof apiOf>;
let token: Token;

beforeAll(async () => {
  stage = await setStage();
  theirs = await stage.anotherBrowser();
  await stage.signIn();
  api = apiOf(stage.service);
  const made = await stage.front.createToken({ name: 'x', scopes: ['shared:*'] });
  await api.create({ kind: 'front', name: 'Behind everything – tests', value: made.value });
  token = await api.create({
    kind: 'issued',
    name: 'Contacts import – nightly – production',
    purpose: 'Copies contacts every night.',
    tags: ['crm'],
    owner: 'Data team',
    scopes: ['contacts:read'],
    usedIn: [{ label: 'Night job', url: 'https://ci.example/jobs/1' }],
  });
  for (let i = 1; i <= 6; i++) {
    await api.create({
      kind: 'issued',
      name: `Report ${i} – weekly – production`,
      tags: i < 3 ? ['Front-end', 'reports'] : ['frontend'],
      scopes: ['contacts:read'],
    });
  }
  await join();
});
afterAll(() => stage.close());

/** A member with a browser of their own. */
async function join(): Promise<void> {
  const link = await api.invite({ role: 'member', name: MEMBER });
  const page = await theirs.openExtension('options.html#/invitation');
  await fill(page, 'Invitation link', link);
  await click(page, { role: 'button', name: 'Connect' });
  const appeared = signInWindow(theirs.browser, stage.service.address);
  await click(page, { role: 'button', name: 'Sign in' });
  const window = await appeared;
  await fill(window, 'Your name', MEMBER);
  // The window closes itself during the click, which looks like a failed one.
  await click(window, { role: 'button', name: 'Join and sign in' }).catch(() => undefined);
  await find(page, { role: 'link', name: token.name });
  await page.close();
}

const openToken = (browser: StageBrowser): Promise<Page> =>
  browser.openExtension(`options.html#/tokens/${token.id}`);

it('lets a member write what a token is for, and shows everybody who wrote it and what stood there', async () => {
  const page = await theirs.openExtension(`options.html#/tokens/${token.id}/edit`);
  await fill(
    page,
    'What is it for?',
    `Copies contacts every hour. Runbook: ${RUNBOOK}, owned by javascript:alert(1) <b>nobody</b>`,
  );
  await click(page, { role: 'button', name: 'Save' });
  await find(page, { role: 'link', name: `${RUNBOOK}…` });
  await page.close();

  const admin = await openToken(stage);
  await find(admin, { role: 'heading', name: 'History' });
  await seeText(admin, MEMBER);
  // The plot above it has come by then.
  await find(admin, { role: 'button', name: 'Put this back: Purpose' });
  await admin.$eval('ol[aria-label="Changes"]', (list) => list.scrollIntoView({ block: 'center' }));
  const changes = await admin.$eval('ol[aria-label="Changes"]', (list) => ({
    out: [...list.querySelectorAll('del')].map(({ textContent }) => textContent),
    in: [...list.querySelectorAll('ins')].map(({ textContent }) => textContent),
  }));
  expect(changes.out.join('')).toContain('night.');
  expect(changes.in.join('')).toContain('hour.');
  expect(await violations(admin)).toEqual([]);
  await bothThemes(stage, admin, '15-history');
  await admin.close();
});

it('makes links of web addresses in a purpose, and of nothing else in it', async () => {
  const page = await openToken(stage);
  await find(page, { role: 'link', name: `${RUNBOOK}…` });
  const links = await page.$$eval('#content a[target=_blank]', (all) =>
    all.map((link) => [link.getAttribute('href'), link.getAttribute('rel')]),
  );
  expect(links).toEqual([
    [RUNBOOK, 'noopener noreferrer'],
    ['https://ci.example/jobs/1', 'noopener noreferrer'],
  ]);
  await seeText(page, 'javascript:alert(1) <b>nobody</b>');
  await page.close();
});

it('puts back what stood there, once somebody has looked at it and saved', async () => {
  const page = await openToken(theirs);
  // What comes above it moves it.
  await seeText(page, 'No call yet');
  await seeText(page, 'Once it is called, you see here');
  await click(page, { role: 'button', name: 'Put this back: Purpose' });
  const field = await find(page, { role: 'field', name: 'What is it for?' });
  expect(await field.evaluate((area) => (area as HTMLTextAreaElement).value)).toBe(
    'Copies contacts every night.',
  );
  expect((await api.get(token.id)).purpose).toContain('every hour');
  await click(page, { role: 'button', name: 'Save' });
  await find(page, { role: 'heading', name: 'History' });
  expect((await api.get(token.id)).purpose).toBe('Copies contacts every night.');
  await page.close();
});

it('says whether an owner is a person of the company or a team', async () => {
  const page = await openToken(stage);
  await find(page, { role: 'any', name: 'Team' });
  await click(page, { role: 'button', name: 'Edit' });
  await fill(page, 'Owner', 'max member');
  await seeText(page, 'A person who signs in here');
  await click(page, { role: 'button', name: 'Add a place' });
  await fill(page, 'Place 2', 'Laptop of Max');
  await stage.picture(page, '15-edit');
  await click(page, { role: 'button', name: 'Save' });
  await find(page, { role: 'link', name: 'Open their page' });
  await find(page, { role: 'any', name: 'Signs in here' });
  expect((await api.get(token.id)).usedIn).toEqual([
    { label: 'Night job', url: 'https://ci.example/jobs/1' },
    { label: 'Laptop of Max' },
  ]);
  await page.close();
});

it('colours a tag for everybody, and merges two that are hardly two', async () => {
  const page = await stage.openExtension('options.html#/tags');
  const color = await find(page, { role: 'field', name: 'Colour of crm' });
  await color.select('teal');
  await page.waitForSelector('.tag-chip[data-tag-color=teal]');
  expect(await violations(page)).toEqual([]);
  await bothThemes(stage, page, '15-tags');
  await click(page, { role: 'button', name: 'Merge Front-end into frontend' });
  await seeText(page, 'Nobody can see more by it');
  expect(await violations(page)).toEqual([]);
  await bothThemes(stage, page, '15-merge');
  await click(page, { role: 'button', name: 'Merge tags' });
  await seeText(page, 'Merged into frontend');
  await gone(page, { role: 'heading', name: 'Look alike' });
  const tags = (await api.list()).flatMap((one) => one.tags);
  expect(tags).not.toContain('Front-end');
  expect(tags.filter((tag) => tag === 'frontend')).toHaveLength(6);
  await page.close();

  const member = await theirs.openExtension('options.html#/tags');
  await member.waitForSelector('.tag-chip[data-tag-color=teal]');
  expect(await shows(member, { role: 'button', name: 'Merge…' })).toBe(false);
  await stage.picture(member, '15-tags-member');
  await member.close();
});

it('shows who could see more before a merge lets them', async () => {
  const people = await api.members();
  const max = people.find(({ name }) => name === MEMBER);
  await api.patchMember(max?.id ?? '', { ownsTags: ['crm'] });
  const [report] = (await api.list()).filter(({ name }) => name.startsWith('Report 1'));
  await api.grantTag(report?.id ?? '', 'reports');
  const page = await stage.openExtension('options.html#/tags');
  await click(page, { role: 'button', name: 'Merge crm' });
  const into = await find(page, { role: 'field', name: 'Into' });
  await into.select('reports');
  await seeText(page, 'Somebody could see a value more');
  await seeText(page, `${MEMBER}: ${report?.name ?? ''}`);
  await bothThemes(stage, page, '15-merge-gains');
  await find(page, { role: 'button', name: 'Merge, and let them see more' });
  await click(page, { role: 'button', name: 'Cancel' });
  await page.close();
});

it('changes many tokens at once, and says of each what came of it', async () => {
  const page = await stage.openExtension('options.html#/tokens');
  await find(page, { role: 'link', name: 'Report 1…' });
  await click(page, { role: 'field', name: 'Select Report 1…' });
  await page.keyboard.down('Shift');
  await click(page, { role: 'field', name: 'Select Report 4…' });
  await page.keyboard.up('Shift');
  await seeText(page, '4 selected');
  // Somebody else was faster with one of them, and this page does not know.
  const [second] = (await api.list()).filter(({ name }) => name.startsWith('Report 2'));
  if (second === undefined) throw new Error('Report 2 is not there');
  await api.update(second, { purpose: 'Written meanwhile' });
  await click(page, { role: 'button', name: 'Add tag' });
  await fill(page, 'Tag to add', 'quarterly');
  expect(await violations(page)).toEqual([]);
  await bothThemes(stage, page, '15-bulk');
  await click(page, { role: 'button', name: 'Change 4 tokens' });
  await seeText(page, '3 of 4 changed, 1 left');
  await seeText(page, 'Somebody changed it meanwhile: left as it is');
  expect(await violations(page)).toEqual([]);
  await bothThemes(stage, page, '15-bulk-result');
  const tagged = async () =>
    (await api.list()).filter(({ tags }) => tags.includes('quarterly')).map(({ name }) => name[7]);
  expect(await tagged()).toEqual(['1', '3', '4']);
  await click(page, { role: 'button', name: 'Try that one again' });
  await seeText(page, 'All done: 1 changed');
  expect(await tagged()).toEqual(['1', '2', '3', '4']);
  expect((await api.get(second.id)).purpose).toBe('Written meanwhile');
  await page.close();
});

it('is used from the keyboard: all found, then none', async () => {
  const page = await stage.openExtension('options.html#/tokens');
  const box = await find(page, { role: 'field', name: 'Select Report 1…' });
  await box.focus();
  await press(page, ' ');
  await seeText(page, '1 selected');
  await page.keyboard.down('Control');
  await press(page, 'a');
  await page.keyboard.up('Control');
  await seeText(page, '8 selected');
  await press(page, 'Escape');
  await gone(page, { role: 'any', name: '8 selected' });
  await page.close();
});

it('lets a member change tags of many, and nothing else', async () => {
  const page = await theirs.openExtension('options.html#/tokens');
  await click(page, { role: 'field', name: 'Select Report 5…' });
  await find(page, { role: 'button', name: 'Add tag' });
  expect(await shows(page, { role: 'button', name: 'Set owner' })).toBe(false);
  expect(await shows(page, { role: 'button', name: 'Set environment' })).toBe(false);
  await page.close();
});

it('saves a view for the company, which a member opens by one click', async () => {
  const page = await stage.openExtension('options.html#/tokens');
  await fill(page, 'Search tokens', 'quarterly');
  await click(page, { role: 'button', name: 'Save this view' });
  await fill(page, 'Name of the view', 'Quarterly reports');
  await click(page, { role: 'field', name: 'Share it with the whole company' });
  await stage.picture(page, '15-save-view');
  await click(page, { role: 'button', name: 'Save view' });
  await find(page, { role: 'button', name: 'Quarterly reports…' });
  expect(await violations(page)).toEqual([]);
  await bothThemes(stage, page, '15-views');
  await page.close();

  const member = await theirs.openExtension('options.html#/tokens');
  await find(member, { role: 'link', name: token.name });
  await click(member, { role: 'button', name: 'Quarterly reports…' });
  await seeText(member, '4 tokens');
  await gone(member, { role: 'link', name: token.name });
  await click(member, { role: 'button', name: 'Save this view' });
  expect(await shows(member, { role: 'button', name: 'Delete the view Quarterly reports' })).toBe(
    false,
  );
  await member.close();
});

it('does not apply silently what a newer version filters by', async () => {
  await api.saveView({ name: 'At risk', filters: { query: 'Report', risk: 'high' } });
  const page = await stage.openExtension('options.html#/tokens');
  await click(page, { role: 'button', name: 'At risk…' });
  await seeText(page, 'Not applied: risk (high).');
  await stage.picture(page, '15-view-unknown');
  await page.close();
});
