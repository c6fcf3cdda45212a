import { describe, expect, it } from 'vitest';
import { MESSAGE_INPUTS } from '../../../utils/messaging/message-inputs.ts';
import type { Sender } from '../../../utils/messaging/sender-kind.ts';
import { FOR_THE_SCRIPT } from '../support/for-the-script.ts';
import {
  OPTIONS_PAGE,
  REFERENCE_SCRIPT,
  sendRaw,
  SETTINGS_SCRIPT,
  useCompanion,
} from '../support/start-companion.ts';

const NAMES = Object.keys(MESSAGE_INPUTS);

const POPUP: Sender = {
  id: OPTIONS_PAGE.id,
  url: 'chrome-extension://test-extension-id/popup.html',
};

const STRANGERS: readonly [string, Sender][] = [
  ['another extension', { ...OPTIONS_PAGE, id: 'other' }],
  [
    'another extension’s page that claims our id',
    { ...OPTIONS_PAGE, url: 'chrome-extension://other/options.html' },
  ],
  ['our page in a frame of another page', { ...OPTIONS_PAGE, frameId: 2 }],
  ['a frame inside Front’s settings page', { ...SETTINGS_SCRIPT, frameId: 2 }],
  ['a frame inside Front’s API reference', { ...REFERENCE_SCRIPT, frameId: 2 }],
  ['our script on another site', { ...SETTINGS_SCRIPT, url: 'https://evil.example/settings/x' }],
  ['our script elsewhere on Front', { ...SETTINGS_SCRIPT, url: 'https://app.frontapp.com/open/x' }],
  ['nobody', {}],
];

/**
 * Whether the running background takes this message from this sender. It is sent as by a page of
 * another build: who may send is decided first, and then nothing is done.
 */
async function takes(name: string, sender: Sender): Promise<boolean> {
  const answer = await sendRaw({ companion: 1, build: 'another', name, input: null }, sender);
  const { failure } = answer as { failure: { code: string; message: string } };
  expect(failure.code).toBe('refused');
  return failure.message.includes('updated');
}

describe.each(NAMES)('the message %s', (name) => {
  useCompanion();
  // The scripts on Front's pages get notes, tell what the page shows, and have the extension's own pages opened. Nothing else, ever.
  const forSettings = FOR_THE_SCRIPT.has(name);
  const forReference = name.startsWith('reference.');
  const forPages = !forSettings && !forReference;
  const whom = forSettings
    ? 'the script on Front’s settings page'
    : forReference
      ? 'the script on Front’s API reference'
      : 'own pages';

  it(`is taken from ${whom} alone`, async () => {
    expect(await takes(name, SETTINGS_SCRIPT)).toBe(forSettings);
    expect(await takes(name, REFERENCE_SCRIPT)).toBe(forReference);
    expect(await takes(name, OPTIONS_PAGE)).toBe(forPages);
    expect(await takes(name, POPUP)).toBe(forPages);
  });

  it('is taken from no stranger', async () => {
    for (const [who, sender] of STRANGERS) {
      expect([who, await takes(name, sender)]).toEqual([who, false]);
    }
  });
});
