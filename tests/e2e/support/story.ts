import { mkdtempSync, mkdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'puppeteer-core';
import { freePort } from '../../../scripts/free-port.ts';
import { findBrowser, type BrowserName } from '../../../scripts/find-browser.ts';
import { launchBrowser, type LaunchedBrowser } from '../../../scripts/launch-browser.ts';
import { openExtension } from '../../../scripts/open-extension.ts';
import { runService, type RunningService } from '../../../scripts/run-service.ts';
import { signInAsFirstAdmin } from '../../../scripts/sign-in.ts';
import { startFront, type FrontOptions, type FrontStandIn } from '../../front/start.ts';

/** The browser that this run of the stories uses, set by the test project. */
export const BROWSER = (process.env.E2E_BROWSER ?? 'chromium') as BrowserName;

/** A browser with the built extension in it. */
export interface StageBrowser extends LaunchedBrowser {
  /** Opens one of the extension's own pages in a tab, such as `popup.html` or `options.html#/tokens`. */
  openExtension(page: string): Promise<Page>;
}

/** Everything real that a story plays with: a browser with the built extension, the service, a stand-in Front. */
export interface Stage extends StageBrowser {
  /** The service as it runs now; another process after `restartService`. */
  readonly service: RunningService;
  /** Starts it again on the same port and data, after it was stopped or killed. */
  restartService(): Promise<void>;
  readonly front: FrontStandIn;
  /** Another person's browser, with a profile of its own; closed with the stage. */
  anotherBrowser(): Promise<StageBrowser>;
  /** Signs in through the onboarding page and the service's sign-in window. */
  signIn(): Promise<void>;
  /** Saves what the page shows, for a person to look at. */
  picture(page: Page, name: string): Promise<void>;
  close(): Promise<void>;
}

export interface StageOptions {
  readonly front?: FrontOptions;
  readonly firefoxPrefs?: Readonly<Record<string, string | number | boolean>>;
  /** The name that people reach the service by; its bare network address when left out. */
  readonly serviceName?: 'localhost';
  /** The language that the browsers speak; English when left out. */
  readonly language?: string;
  /** With windows on a screen, for what a headless browser does not have: native menus, keys of the extension. */
  readonly screen?: 'real';
  /** More settings of the service, such as those of single sign-on. */
  readonly serviceSettings?: Readonly<Record<string, string>>;
}

/**
 * Sets the stage for one story file.
 * @throws Error when the browser is missing: a story that does not run must not pass
 */
export async function setStage(options: StageOptions = {}): Promise<Stage> {
  const found = findBrowser(BROWSER);
  if (found === null) throw new Error(`no ${BROWSER} here; npm test installs it or says how`);
  const dataDir = mkdtempSync(path.join(tmpdir(), 'companion-e2e-'));
  const front = await startFront(options.front);
  const port = await freePort();
  const settings = {
    port,
    dataDir,
    frontApiUrl: front.apiUrl,
    output: 'ignore',
    ...(options.serviceName === undefined
      ? {}
      : { publicUrl: `http://${options.serviceName}:${port}` }),
    ...(options.serviceSettings === undefined ? {} : { more: options.serviceSettings }),
  } as const;
  let service = await runService(settings);
  const launch = (): Promise<LaunchedBrowser> =>
    launchBrowser(found, {
      headless: options.screen !== 'real',
      frontAppPort: front.appPort,
      ...(options.language === undefined ? {} : { language: options.language }),
      firefoxPrefs: { 'dom.events.testing.asyncClipboard': true, ...options.firefoxPrefs },
    });
  const launched = await launch();
  const others: LaunchedBrowser[] = [];
  const stage: Stage = {
    ...launched,
    get service() {
      return service;
    },
    restartService: async () => {
      service = await runService(settings);
    },
    front,
    openExtension: (page) => openExtension(launched, page),
    anotherBrowser: async () => {
      const other = await launch();
      others.push(other);
      return { ...other, openExtension: (page) => openExtension(other, page) };
    },
    signIn: () => signInAsFirstAdmin(launched, service),
    picture: (page, name) => picture(page, name),
    close: async () => {
      for (const { browser } of [launched, ...others]) await browser.close();
      await service.stop();
      await front.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
  return stage;
}

async function picture(page: Page, name: string): Promise<void> {
  const folder = path.resolve('tests/.artifacts', BROWSER);
  mkdirSync(folder, { recursive: true });
  await page.evaluate(settle, SETTLE_WITHIN_MS);
  await page.screenshot({ path: path.join(folder, `${name}.png`) });
}

/** A page that is not in front does not move its colours on. */
const SETTLE_WITHIN_MS = 1_000;

// Runs in the page: a theme that was just changed is seen in its own colours, and not on the way.
function settle(within: number): Promise<unknown> {
  const moving = document
    .getAnimations()
    .filter((one) => Number.isFinite(Number(one.effect?.getComputedTiming().endTime)))
    .map((one) => one.finished.catch(() => undefined));
  return Promise.race([
    Promise.all(moving),
    new Promise((resolve) => {
      setTimeout(resolve, within);
    }),
  ]).then(() => null);
}
