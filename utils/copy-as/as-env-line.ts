import { TOKEN_VARIABLE } from './as-curl.ts';

/** Letters, digits and signs that mean nothing to a shell or to any reader of `.env` files. */
const PLAIN = /^[\w.~+/=@:-]+$/;

/** A line of an `.env` file, quoted only where it has to be: readers of those differ in what they undo. */
export function asEnvLine(value: string): string {
  if (PLAIN.test(value)) return `${TOKEN_VARIABLE}=${value}`;
  if (!/['\r\n]/.test(value)) return `${TOKEN_VARIABLE}='${value}'`;
  const escaped = value
    .replaceAll(/[\\"$`]/g, (sign) => `\\${sign}`)
    .replaceAll('\r', String.raw`\r`)
    .replaceAll('\n', String.raw`\n`);
  return `${TOKEN_VARIABLE}="${escaped}"`;
}
