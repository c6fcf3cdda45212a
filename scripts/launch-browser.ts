import path from 'node:path';
import puppeteer, { type Browser } from 'puppeteer-core';
import { CHROME_ID, GECKO_ID } from '../contract/extension-ids.ts';
import type { FoundBrowser } from './find-browser.ts';

export interface LaunchOptions {
  readonly headless: boolean;
  /** Port of a stand-in of Front's web pages on this machine; `app.` and `dev.frontapp.com` lead there. */
  readonly frontAppPort?: number;
  /** Kept after the browser has closed; a fresh one, thrown away, when left out. */
  readonly profileDir?: string;
  /** The built extension's folder; that of the last build when left out. */
  readonly extension?: string;
  /** Folders of more extensions, for Chromium. */
  readonly moreExtensions?: readonly string[];
  /** More arguments for Chromium. */
  readonly chromiumArgs?: readonly string[];
  /**
   * What becomes of the browser when this process is told to stop: it is killed, or left to whoever
   * launched it, who closes it. A killed one says the next time that it was not shut down correctly.
   */
  readonly onSignal?: 'kill' | 'leave';
  /** The language that the browser itself speaks, such as `de`; that of this machine when left out. */
  readonly language?: string;
  /** More preferences for Firefox. */
  readonly firefoxPrefs?: Readonly<Record<string, string | number | boolean>>;
}

export interface LaunchedBrowser {
  readonly browser: Browser;
  /** Where the extension's own pages stand, ending in a slash. */
  readonly extensionOrigin: string;
  /** Where Front's web app stands in this browser, without a slash at the end. */
  readonly frontAppOrigin: string;
  readonly frontDocsOrigin: string;
}

/** Firefox draws an extension's UUID at random; a fixed one lets us address its pages. */
export const FIREFOX_UUID = '6f7a5c1e-3b0d-4a52-9d52-7f0e1c2d3b4a';

const WELCOME_WITHIN_MS = 5_000;

/**
 * Starts a browser with the built extension in it: the very build that users get. A fresh profile
 * has shown the welcome page by the time this returns; a tab that comes to the front later would
 * hide the one that a story plays in, and hidden tabs can't be clicked.
 */
export async function launchBrowser(
  found: FoundBrowser,
  options: LaunchOptions,
): Promise<LaunchedBrowser> {
  return found.name === 'chromium'
    ? launchChromium(found.path, options)
    : launchFirefox(found.path, options);
}

async function launchChromium(
  executablePath: string,
  options: LaunchOptions,
): Promise<LaunchedBrowser> {
  const port = options.frontAppPort;
  const browser = await puppeteer.launch({
    browser: 'chrome',
    executablePath,
    headless: options.headless,
    pipe: true,
    ...signalsOf(options),
    // On Linux the browser goes by its environment, and not by its argument `--lang`.
    ...(options.language === undefined
      ? {}
      : { env: { ...process.env, LANGUAGE: options.language } }),
    defaultViewport: null,
    acceptInsecureCerts: port !== undefined,
    enableExtensions: [
      options.extension ?? path.resolve('.output/chrome-mv3'),
      ...(options.moreExtensions ?? []),
    ],
    ...(options.profileDir === undefined ? {} : { userDataDir: options.profileDir }),
    args: [
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--window-size=1280,860',
      ...(options.chromiumArgs ?? []),
      // Chromium's sandbox refuses to start for root, which is what containers run as.
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      ...(port === undefined
        ? []
        : [
            `--host-resolver-rules=MAP app.frontapp.com:443 127.0.0.1:${port}, MAP dev.frontapp.com:443 127.0.0.1:${port}`,
          ]),
    ],
  });
  if (options.profileDir === undefined) await untilTabs(browser, 2);
  return {
    browser,
    extensionOrigin: `chrome-extension://${CHROME_ID}/`,
    frontAppOrigin: 'https://app.frontapp.com',
    frontDocsOrigin: 'https://dev.frontapp.com',
  };
}

async function launchFirefox(
  executablePath: string,
  options: LaunchOptions,
): Promise<LaunchedBrowser> {
  const port = options.frontAppPort;
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath,
    ...signalsOf(options),
    headless: options.headless,
    defaultViewport: null,
    acceptInsecureCerts: port !== undefined,
    ...(options.profileDir === undefined ? {} : { userDataDir: options.profileDir }),
    args: ['--remote-allow-system-access', '--width=1280', '--height=860'],
    extraPrefsFirefox: {
      'extensions.webextensions.uuids': JSON.stringify({ [GECKO_ID]: FIREFOX_UUID }),
      // Maps the hosts to this machine; the port has to stand in the address.
      ...(port === undefined
        ? {}
        : { 'network.dns.localDomains': 'app.frontapp.com,dev.frontapp.com' }),
      ...(options.language === undefined ? {} : { 'intl.locale.requested': options.language }),
      ...options.firefoxPrefs,
    },
  });
  await browser.installExtension(options.extension ?? path.resolve('.output/firefox-mv3'));
  await untilTabs(browser, 2);
  const suffix = port === undefined ? '' : `:${port}`;
  return {
    browser,
    extensionOrigin: `moz-extension://${FIREFOX_UUID}/`,
    frontAppOrigin: `https://app.frontapp.com${suffix}`,
    frontDocsOrigin: `https://dev.frontapp.com${suffix}`,
  };
}

async function untilTabs(browser: Browser, count: number): Promise<void> {
  const deadline = Date.now() + WELCOME_WITHIN_MS;
  while ((await browser.pages()).length < count && Date.now() < deadline) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function signalsOf({ onSignal = 'kill' }: LaunchOptions) {
  const handle = onSignal === 'kill';
  return { handleSIGINT: handle, handleSIGTERM: handle, handleSIGHUP: handle };
}
