import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import config from '../../../wxt.config.ts';
import { asksFor, documentedPermissions, type Asked } from '../../support/permissions-page.ts';

/** WXT itself asks for it, where there is a page for it. */
const BY_WXT = { chrome: ['sidePanel'], firefox: [] } as const;

async function manifestOf(browser: 'chrome' | 'firefox'): Promise<Asked> {
  const { manifest } = config;
  if (typeof manifest !== 'function') throw new Error('the manifest depends on the browser');
  const env = { browser, mode: 'production', command: 'build', manifestVersion: 3 } as const;
  const made = await manifest(env);
  const { permissions = [], optional_permissions = [], host_permissions = [] } = made;
  expect(Object.keys(made)).not.toContain('web_accessible_resources');
  expect(Object.keys(made)).not.toContain('optional_host_permissions');
  expect(Object.keys(made)).not.toContain('externally_connectable');
  return {
    permission: [...permissions.map(String), ...BY_WXT[browser]],
    optional: optional_permissions.map(String),
    host: host_permissions.map(String),
    'content script': scriptSites(),
  };
}

/** The sites of the scripts that the manifest names; those that are put in by hand have none there. */
function scriptSites(): string[] {
  const root = 'entrypoints';
  const files = readdirSync(root)
    .filter((name) => name.endsWith('.content'))
    .map((name) => readFileSync(path.join(root, name, 'index.ts'), 'utf8'))
    .filter((text) => !text.includes("registration: 'runtime'"));
  return files.flatMap((text) => {
    const [, list = ''] = /matches: \[([^\]]*)\]/.exec(text) ?? [];
    return [...list.matchAll(/'([^']+)'/g)].map(([, site = '']) => site);
  });
}

describe.each(['chrome', 'firefox'] as const)('the build for %s', (browser) => {
  test('asks for exactly what docs/permissions.md names, and says each why', async () => {
    const page = documentedPermissions(readFileSync('docs/permissions.md', 'utf8'));
    expect(asksFor(page, browser)).toEqual(sorted(await manifestOf(browser)));
    for (const row of page) {
      expect([row.why, row.cannot, row.afterNo].map((text) => text.length > 0)).not.toContain(
        false,
      );
    }
  });
});

function sorted(asked: Asked): Asked {
  return {
    permission: [...asked.permission].sort(),
    optional: [...asked.optional].sort(),
    host: [...asked.host].sort(),
    'content script': [...asked['content script']].sort(),
  };
}
