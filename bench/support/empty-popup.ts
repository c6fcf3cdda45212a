import { createHash, generateKeyPairSync } from 'node:crypto';
import path from 'node:path';
import { build } from 'wxt';
import type { BrowserName } from '../../scripts/find-browser.ts';

export interface EmptyPopup {
  readonly folder: string;
  /** Where its pages stand, ending in a slash. */
  readonly origin: string;
}

/** Its id in Firefox. */
export const EMPTY_GECKO_ID = 'empty-popup@bench.example';

/**
 * Builds an extension whose popup is React and nothing else, the same way as ours is built.
 * @param firefoxUuid what Firefox is told to call it by in addresses
 */
export async function buildEmptyPopup(
  outDir: string,
  browser: BrowserName,
  firefoxUuid: string,
): Promise<EmptyPopup> {
  const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const der = publicKey.export({ type: 'spki', format: 'der' });
  await build({
    root: path.resolve('bench/empty-popup'),
    configFile: false,
    outDir,
    modules: ['@wxt-dev/module-react', '@wxt-dev/webextension-polyfill'],
    imports: false,
    browser: browser === 'chromium' ? 'chrome' : 'firefox',
    manifestVersion: 3,
    manifest: {
      name: 'Empty popup',
      version: '1.0.0',
      ...(browser === 'chromium'
        ? { key: der.toString('base64') }
        : { browser_specific_settings: { gecko: { id: EMPTY_GECKO_ID } } }),
    },
    vite: () => ({ build: { target: ['chrome123', 'firefox140'] } }),
  });
  return browser === 'chromium'
    ? { folder: path.join(outDir, 'chrome-mv3'), origin: `chrome-extension://${idOf(der)}/` }
    : { folder: path.join(outDir, 'firefox-mv3'), origin: `moz-extension://${firefoxUuid}/` };
}

/** Chrome's id of an extension: the first 32 hex digits of its key's SHA-256, written with a–p. */
function idOf(der: Buffer): string {
  const hex = createHash('sha256').update(der).digest('hex').slice(0, 32);
  return hex.replace(/./g, (digit) => String.fromCharCode(97 + parseInt(digit, 16)));
}
