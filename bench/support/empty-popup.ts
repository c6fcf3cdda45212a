import { createHash, generateKeyPairSync } from 'node:crypto';
import path from 'node:path';
import { build } from 'wxt';

export interface EmptyPopup {
  readonly folder: string;
  /** Where its pages stand, ending in a slash. */
  readonly origin: string;
}

/** Builds an extension whose popup is React and nothing else, the same way as ours is built. */
export async function buildEmptyPopup(outDir: string): Promise<EmptyPopup> {
  const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const der = publicKey.export({ type: 'spki', format: 'der' });
  await build({
    root: path.resolve('bench/empty-popup'),
    configFile: false,
    outDir,
    modules: ['@wxt-dev/module-react', '@wxt-dev/webextension-polyfill'],
    imports: false,
    browser: 'chrome',
    manifestVersion: 3,
    manifest: { key: der.toString('base64'), name: 'Empty popup', version: '1.0.0' },
    vite: () => ({ build: { target: ['chrome123', 'firefox140'] } }),
  });
  return { folder: path.join(outDir, 'chrome-mv3'), origin: `chrome-extension://${idOf(der)}/` };
}

/** Chrome's id of an extension: the first 32 hex digits of its key's SHA-256, written with a–p. */
function idOf(der: Buffer): string {
  const hex = createHash('sha256').update(der).digest('hex').slice(0, 32);
  return hex.replace(/./g, (digit) => String.fromCharCode(97 + parseInt(digit, 16)));
}
