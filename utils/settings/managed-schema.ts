import { BOUNDS } from './bounds.ts';

/**
 * The schema by which Chrome reads the company's policy for the extension
 * (https://developer.chrome.com/docs/extensions/reference/manifest/storage). Written to
 * `public/managed-schema.json` by `node scripts/write-managed-schema.ts`.
 */
export const MANAGED_SCHEMA = {
  type: 'object',
  properties: {
    serviceAddress: {
      title: 'Address of the token service',
      description:
        'Such as https://tokens.example.com. The extension connects to it and to no other.',
      type: 'string',
    },
    lockMinutes: {
      title: 'Lock after idle minutes',
      description: numberWords('Minutes until the extension locks', BOUNDS.lockMinutes),
      type: 'integer',
    },
    clipboardSeconds: {
      title: 'Clear a copied value after seconds',
      description: numberWords('Seconds until the clipboard is cleared', BOUNDS.clipboardSeconds),
      type: 'integer',
    },
  },
} as const;

function numberWords(what: string, { least, most }: { least: number; most: number }): string {
  return `${what}, ${least} to ${most}; 0 for never.`;
}
