import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { agreeToSite, forgetSite, readAgreedSites } from '../../../utils/at-hand/agreed-sites.ts';
import type { FieldAnswer, FieldStep } from '../../../utils/at-hand/field-script.ts';
import { readPins, togglePin } from '../../../utils/at-hand/pins.ts';
import { leaveWord, readWord, type PopupWord } from '../../../utils/at-hand/popup-word.ts';
import { readRecents } from '../../../utils/at-hand/recents.ts';
import { aToken } from '../support/a-token.ts';
import { ADA } from '../support/fake-service.ts';
import { useCompanion } from '../support/start-companion.ts';

const SITE = 'https://shop.example';
const TAB = { id: 7, windowId: 1, url: `${SITE}/keys` };
const token = aToken({ name: 'Zapier & co' });
const companion = useCompanion();

let steps: { target: object; step: FieldStep }[] = [];
let answer: (step: FieldStep) => FieldAnswer | Error;

beforeEach(async () => {
  steps = [];
  answer = () => ({ kind: 'done', origin: SITE });
  Object.assign(fakeBrowser.scripting, {
    executeScript: ({ target, args }: { target: object; args: [FieldStep] }) => {
      steps.push({ target, step: args[0] });
      const result = answer(args[0]);
      return result instanceof Error
        ? Promise.reject(result)
        : Promise.resolve([{ result, documentId: 'a-document' }]);
    },
  });
  companion.service.tokens.set(token.id, token);
  await companion.signIn();
});

function choose(id: string = token.id): void {
  const info = { menuItemId: `token:${id}`, frameId: 0, pageUrl: TAB.url };
  companion.atHand.chooseInMenu(info, TAB);
}

const reveals = (): number => companion.service.count('POST', `/v1/tokens/${token.id}/reveal`);
const untilWord = (): Promise<PopupWord> =>
  vi.waitFor(async () => {
    const word = await readWord();
    if (word === null || companion.atHand.popupsOpened === 0) throw new Error('no word yet');
    return word;
  });

describe('a token that is chosen in a field’s menu', () => {
  it('is not even asked of the service before the person has agreed to the site', async () => {
    choose();
    expect(await untilWord()).toMatchObject({ kind: 'ask', field: { origin: SITE, tabId: 7 } });
    expect(reveals()).toBe(0);
    expect(steps.map(({ step }) => step.kind)).toEqual(['mark']);
  });

  it('goes to the very document that was marked, once, when they agree, and is asked about no more', async () => {
    choose();
    const word = await untilWord();
    if (word.kind !== 'ask') throw new Error('no question');
    expect(await companion.get('at_hand.insert', { mark: word.field.mark })).toEqual({
      kind: 'inserted',
    });
    expect(steps.at(-1)).toMatchObject({
      target: { tabId: 7, documentIds: ['a-document'] },
      step: { kind: 'fill', mark: word.field.mark, origin: SITE },
    });
    expect(await companion.get('at_hand.insert', { mark: word.field.mark })).toEqual({
      kind: 'not_inserted',
      why: 'too_late',
    });
    expect(reveals()).toBe(1);
    expect((await readRecents()).map(({ id }) => id)).toEqual([token.id]);

    choose();
    await vi.waitFor(() => expect(reveals()).toBe(2));
    expect(companion.service.seen.at(-1)?.body).toBe('{"via":"insert"}');
  });

  it('attack: an answer to a question that was not asked, or too long ago, inserts nothing', async () => {
    choose();
    const word = await untilWord();
    if (word.kind !== 'ask') throw new Error('no question');
    const another = await companion.get('at_hand.insert', { mark: crypto.randomUUID() });
    expect(another).toEqual({ kind: 'not_inserted', why: 'too_late' });
    await leaveWord({ ...word, at: Date.now() - 3 * 60_000 - 1 });
    const late = await companion.get('at_hand.insert', { mark: word.field.mark });
    expect(late).toEqual({ kind: 'not_inserted', why: 'too_late' });
    expect(reveals()).toBe(0);
    expect(await readAgreedSites()).toEqual([]);
  });

  it('attack: is not inserted by somebody else, who finds the question open', async () => {
    choose();
    const word = await untilWord();
    if (word.kind !== 'ask') throw new Error('no question');
    expect(word.member).toBe(ADA.id);
    await leaveWord({ ...word, member: 'mem_who_signed_out' });
    const answered = await companion.get('at_hand.insert', { mark: word.field.mark });
    expect(answered).toEqual({ kind: 'not_inserted', why: 'too_late' });
    expect(reveals()).toBe(0);
    expect(await readAgreedSites()).toEqual([]);
  });

  it('stays out of a page that the browser gives no leave for, and of a field that is another by then', async () => {
    answer = () => new Error('Cannot access contents of the page');
    choose();
    expect(await untilWord()).toMatchObject({ kind: 'not_inserted', why: 'no_access' });
    expect(reveals()).toBe(0);

    await agreeToSite(SITE);
    answer = ({ kind }) =>
      kind === 'mark' ? { kind: 'done', origin: SITE } : { kind: 'fault', fault: 'other_field' };
    choose();
    await vi.waitFor(async () =>
      expect(await readWord()).toMatchObject({ kind: 'not_inserted', why: 'other_field' }),
    );
  });

  it('says why when it is locked, and asks the service for nothing', async () => {
    await agreeToSite(SITE);
    await companion.get('session.lock', null);
    choose();
    expect(await untilWord()).toMatchObject({ kind: 'not_inserted', why: { code: 'locked' } });
    expect(reveals()).toBe(0);
  });

  it('says what the service has against it, such as a confirmation that is wanted', async () => {
    await agreeToSite(SITE);
    choose('tok_9999999999999999');
    expect(await untilWord()).toMatchObject({ kind: 'not_inserted', why: { code: 'not_found' } });
    expect(steps.map(({ step }) => step.kind)).toEqual(['mark']);
  });
});

describe('the sites that were agreed to', () => {
  it('are known one by one, can be taken back, and go with the sign-out', async () => {
    await agreeToSite(SITE, 1);
    await agreeToSite('https://b.example', 2);
    await agreeToSite(SITE, 3);
    const origins = async (): Promise<string[]> =>
      (await readAgreedSites()).map(({ origin }) => origin);
    expect(await origins()).toEqual([SITE, 'https://b.example']);
    await forgetSite(SITE);
    expect(await origins()).toEqual(['https://b.example']);
    await companion.get('session.sign_out', null);
    expect(await origins()).toEqual([]);
  });
});

describe('the menu itself', () => {
  const titles = (): (string | undefined)[] =>
    companion.atHand.menu.map(({ title }) => title).filter((title) => title !== undefined);

  it('follows pins, and names nothing after the lock', async () => {
    await togglePin(ADA.id, token.id);
    await vi.waitFor(() =>
      expect(titles()).toEqual(['Insert Front token', 'Zapier && co', 'Search all tokens…']),
    );
    await companion.get('session.lock', null);
    await vi.waitFor(() => expect(titles()).toEqual(['Insert Front token', 'Unlock…']));
    await companion.get('session.sign_out', null);
    await vi.waitFor(() => expect(titles()).toEqual(['Insert Front token', 'Sign in…']));
  });

  it('follows a pin of a popup that closed as soon as it had kept it', async () => {
    // The popup was gone before it could tell anybody else.
    await fakeBrowser.storage.local.set({ pins: { [ADA.id]: [token.id] } });
    await vi.waitFor(() => expect(titles()).toContain('Zapier && co'));
    expect(await readPins()).toEqual({ [ADA.id]: [token.id] });
  });

  it('is not built anew when the worker starts and nothing has changed', async () => {
    await vi.waitFor(() => expect(titles()).toEqual(['Insert Front token', 'Search all tokens…']));
    await companion.restart();
    await companion.get('session.get', null);
    await companion.get('tokens.refresh', null);
    expect(companion.atHand.built).toBe(0);
  });
});

describe('the key that copies', () => {
  it('opens the popup and says so when nothing was used yet', async () => {
    companion.atHand.pressKey('copy-last-used');
    expect(await untilWord()).toMatchObject({ kind: 'not_copied', why: 'none_yet' });
    expect(reveals()).toBe(0);
  });
});
