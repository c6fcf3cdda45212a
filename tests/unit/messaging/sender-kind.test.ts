import { describe, expect, it } from 'vitest';
import { senderKind, type Sender } from '../../../utils/messaging/sender-kind.ts';

const CHROME = { id: 'own', origin: 'chrome-extension://own' };
const FIREFOX = { id: 'own@example.org', origin: 'moz-extension://1b2c' };
const page = { id: 'own', url: 'chrome-extension://own/options.html#/tokens', frameId: 0, tab: {} };
const script = {
  id: 'own',
  url: 'https://app.frontapp.com/settings/developers',
  origin: 'https://app.frontapp.com',
  frameId: 0,
  tab: {},
};

const reference = {
  ...script,
  url: 'https://dev.frontapp.com/reference/list-contacts',
  origin: 'https://dev.frontapp.com',
};

describe('who sent a message', () => {
  it.each<[string, Sender, typeof CHROME]>([
    ['the options page in a tab', { ...page, origin: CHROME.origin }, CHROME],
    ['the options page in a browser that tells no origin', page, CHROME],
    [
      'the popup, which is in no tab and no frame',
      { id: 'own', url: 'chrome-extension://own/popup.html' },
      CHROME,
    ],
    [
      'a page in Firefox',
      { id: FIREFOX.id, url: 'moz-extension://1b2c/options.html', frameId: 0, tab: {} },
      FIREFOX,
    ],
  ])('%s is one of our pages', (_what, sender, own) => {
    expect(senderKind(sender, own)).toBe('extension_page');
  });

  it.each<[string, Sender]>([
    ['on the settings page', script],
    [
      'on another port of the same host, which match patterns can’t tell apart',
      {
        ...script,
        url: 'https://app.frontapp.com:8443/settings/tools/api',
        origin: 'https://app.frontapp.com:8443',
      },
    ],
    [
      'that came to the settings by the app’s own link',
      {
        ...script,
        url: 'https://app.frontapp.com/open/cnv_1',
        tab: { url: 'https://app.frontapp.com/settings/developers' },
      },
    ],
  ])('our script %s is the settings script', (_what, sender) => {
    expect(senderKind(sender, CHROME)).toBe('settings_script');
  });

  it.each<[string, Sender]>([
    ['on a page of the API reference', reference],
    [
      'on another page of the documentation, from which the site’s own links lead to the reference',
      { ...reference, url: 'https://dev.frontapp.com/docs/welcome' },
    ],
    [
      'on another port of the same host',
      {
        ...reference,
        url: 'https://dev.frontapp.com:8443/reference/list-tags',
        origin: 'https://dev.frontapp.com:8443',
      },
    ],
  ])('our script %s is the reference script', (_what, sender) => {
    expect(senderKind(sender, CHROME)).toBe('reference_script');
  });

  it.each<[string, Sender]>([
    ['another extension', { ...page, id: 'other' }],
    [
      'another extension’s page that claims our id',
      { ...page, url: 'chrome-extension://other/options.html' },
    ],
    [
      'an extension whose id begins like ours',
      { ...page, url: 'chrome-extension://own2/options.html' },
    ],
    ['nobody', {}],
    ['a sender without an address', { id: 'own' }],
    ['an address that is none', { id: 'own', url: 'nonsense' }],
    ['our page inside a frame of another page', { ...page, frameId: 3 }],
    ['our page’s address with another origin', { ...page, origin: 'https://evil.example' }],
    ['our page, sandboxed', { ...page, origin: 'null' }],
    ['a web page', { ...script, id: undefined }],
    ['our script in a frame of the settings page', { ...script, frameId: 7 }],
    ['our script without a frame', { ...script, frameId: undefined }],
    ['our script outside of a tab', { ...script, tab: undefined }],
    ['our script elsewhere on Front', { ...script, url: 'https://app.frontapp.com/open/cnv_1' }],
    [
      'our script elsewhere, in a tab of settings of another origin',
      {
        ...script,
        url: 'https://app.frontapp.com/open/cnv_1',
        tab: { url: 'https://evil.example/settings/developers' },
      },
    ],
    [
      'our script on a path that only begins alike',
      { ...script, url: 'https://app.frontapp.com/settings-evil/' },
    ],
    [
      'our script on plain http',
      { ...script, url: 'http://app.frontapp.com/settings/x', origin: undefined },
    ],
    [
      'our script on a look-alike host',
      {
        ...script,
        url: 'https://app.frontapp.com.evil.example/settings/x',
        origin: undefined,
      },
    ],
    [
      'a host in the user name',
      { ...script, url: 'https://app.frontapp.com@evil.example/settings/x', origin: undefined },
    ],
    ['our script in a frame of the API reference', { ...reference, frameId: 7 }],
    ['our script on the API reference without a frame', { ...reference, frameId: undefined }],
    ['our script on the API reference outside of a tab', { ...reference, tab: undefined }],
    [
      'our script on the API reference over plain http',
      { ...reference, url: 'http://dev.frontapp.com/reference/x', origin: undefined },
    ],
    [
      'our script on a look-alike of the API reference',
      { ...reference, url: 'https://dev.frontapp.com.evil.example/reference/x', origin: undefined },
    ],
    ['the API reference with another origin', { ...reference, origin: 'https://evil.example' }],
    ['our script in a sandboxed API reference', { ...reference, origin: 'null' }],
    ['a settings address with another origin', { ...script, origin: 'https://evil.example' }],
    ['our script in a sandboxed settings page', { ...script, origin: 'null' }],
  ])('%s may send nothing', (_what, sender) => {
    expect(senderKind(sender, CHROME)).toBeNull();
  });
});
