import type { ApiRequest } from './api-request.ts';
import { asCurl, TOKEN_VARIABLE } from './as-curl.ts';
import { asEnvLine } from './as-env-line.ts';
import { asHeader } from './as-header.ts';
import { asJavaScript } from './as-javascript.ts';
import { asPython } from './as-python.ts';
import { t, type PlainTextKey } from '../i18n/t.ts';

/** What a token's value can be copied as. */
export type CopyShape = 'value' | 'header' | 'curl' | 'env' | 'javascript' | 'python';

/** The shapes in the order of the menu, with what they are called there. */
export const COPY_SHAPES: readonly { readonly shape: CopyShape; readonly words: PlainTextKey }[] = [
  { shape: 'value', words: 'copyAs.value' },
  { shape: 'header', words: 'copyAs.header' },
  { shape: 'curl', words: 'copyAs.curl' },
  { shape: 'env', words: 'copyAs.env' },
  { shape: 'javascript', words: 'copyAs.javascript' },
  { shape: 'python', words: 'copyAs.python' },
];

/** What the one shape is called that holds no value. */
export function curlWithVariableWords(): string {
  return t('copyAs.curlWith', { variable: `$${TOKEN_VARIABLE}` });
}

/** The text that goes to the clipboard. It holds the value: it is kept and logged nowhere. */
export function copyText(shape: CopyShape, value: string, request: ApiRequest): string {
  switch (shape) {
    case 'value':
      return value;
    case 'header':
      return asHeader(value);
    case 'curl':
      return asCurl(value, request);
    case 'env':
      return asEnvLine(value);
    case 'javascript':
      return asJavaScript(value, request);
    case 'python':
      return asPython(value, request);
  }
}
