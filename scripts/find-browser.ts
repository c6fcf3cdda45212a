import { existsSync } from 'node:fs';

export type BrowserName = 'chromium' | 'firefox';

export interface FoundBrowser {
  readonly name: BrowserName;
  readonly path: string;
}

const PLACES: Readonly<Record<BrowserName, readonly (string | undefined)[]>> = {
  chromium: [
    process.env.CHROMIUM_PATH,
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/usr/bin/microsoft-edge',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
  ],
  firefox: [
    process.env.FIREFOX_PATH,
    '/usr/bin/firefox',
    '/usr/bin/firefox-esr',
    '/Applications/Firefox.app/Contents/MacOS/firefox',
    'C:\\Program Files\\Mozilla Firefox\\firefox.exe',
  ],
};

/** The first browser of this kind on the machine, or null. `CHROMIUM_PATH` and `FIREFOX_PATH` go first. */
export function findBrowser(name: BrowserName): FoundBrowser | null {
  const path = PLACES[name].find((place) => place !== undefined && existsSync(place));
  return path === undefined ? null : { name, path };
}

/** True when a window can be shown. */
export function hasDisplay(): boolean {
  if (process.platform === 'darwin' || process.platform === 'win32') return true;
  return Boolean(process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY);
}
