import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';

it('every test that docs/security.md calls as its witness is there', () => {
  const root = path.resolve(import.meta.dirname, '../../..');
  const text = readFileSync(path.join(root, 'docs/security.md'), 'utf8');
  const named = new Set([...text.matchAll(/`(tests\/[^`]+)`/g)].map(([, file]) => file ?? ''));
  expect(named.size).toBeGreaterThan(20);
  expect([...named].filter((file) => !existsSync(path.join(root, file)))).toEqual([]);
});
