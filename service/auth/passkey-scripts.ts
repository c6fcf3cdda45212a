import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

/** A script of the sign-in window, served under an address that names its content. */
export interface PageScript {
  readonly path: string;
  readonly bytes: Buffer<ArrayBuffer>;
  /** For `integrity`: https://www.w3.org/TR/sri/ */
  readonly integrity: string;
}

const SCRIPTS_PREFIX = '/sign-in/scripts/';

/**
 * The two scripts that ask a browser for a passkey: @simplewebauthn/browser's own bundle, which
 * makes one global, and the page's, which uses it.
 */
export function readPasskeyScripts(): readonly PageScript[] {
  // Its `exports` do not name the bundle, so it is found from the entry that they do name.
  const entry = createRequire(import.meta.url).resolve('@simplewebauthn/browser');
  const bundle = path.join(path.dirname(entry), '../dist/bundle/index.umd.min.js');
  return [
    pageScript('simplewebauthn', bundle),
    pageScript('passkey', path.join(import.meta.dirname, 'passkey-script.js')),
  ];
}

function pageScript(name: string, file: string): PageScript {
  const bytes = readFileSync(file);
  const digest = createHash('sha384').update(bytes).digest('base64');
  const version = createHash('sha256').update(bytes).digest('hex').slice(0, 16);
  return {
    path: `${SCRIPTS_PREFIX}${name}.${version}.js`,
    bytes,
    integrity: `sha384-${digest}`,
  };
}
