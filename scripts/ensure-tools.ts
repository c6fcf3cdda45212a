import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';

/** A program that the tests drive, and the Debian package that brings it. */
interface Tool {
  readonly what: string;
  readonly packageName: string;
  readonly found: () => boolean;
}

const TOOLS: readonly Tool[] = [
  {
    what: 'Chromium',
    packageName: 'chromium',
    found: () => existsSync(process.env.CHROMIUM_PATH ?? '/usr/bin/chromium'),
  },
  {
    what: 'Firefox',
    packageName: 'firefox-esr',
    found: () => existsSync(process.env.FIREFOX_PATH ?? '/usr/bin/firefox-esr'),
  },
  {
    what: 'Chromium’s languages',
    packageName: 'chromium-l10n',
    found: () =>
      process.env.CHROMIUM_PATH !== undefined || existsSync('/usr/lib/chromium/locales/de.pak'),
  },
  ...['de', 'fr', 'es-es', 'ja'].map((language) => ({
    what: `Firefox in ${language}`,
    packageName: `firefox-esr-l10n-${language}`,
    found: () => process.env.FIREFOX_PATH !== undefined || hasLanguagePack(language),
  })),
  {
    what: 'Xvfb',
    packageName: 'xvfb',
    found: () => spawnSync('Xvfb', ['-help']).error === undefined,
  },
  {
    what: 'xdotool',
    packageName: 'xdotool',
    found: () => spawnSync('xdotool', ['version']).error === undefined,
  },
  {
    what: 'PostgreSQL',
    packageName: 'postgresql',
    found: () => process.env.TEST_DATABASE_URL !== undefined || hasPostgres(),
  },
  {
    what: 'curl',
    packageName: 'curl',
    found: () => spawnSync('curl', ['--version']).error === undefined,
  },
];

/**
 * Brings the browsers, PostgreSQL and curl by apt where they are missing and this user may install.
 * @returns null when all is there, or what a person has to do, in one line
 */
export function ensureTools(): string | null {
  const missing = TOOLS.filter((tool) => !tool.found());
  if (missing.length === 0) return null;
  const packages = missing.map((tool) => tool.packageName);
  const names = missing.map((tool) => tool.what).join(', ');
  const command = `apt-get update && apt-get install -y ${packages.join(' ')}`;
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) {
    return `The tests need ${names}. Install with: sudo sh -c '${command}'`;
  }
  process.stdout.write(`Installing ${names} …\n`);
  const done = spawnSync('sh', ['-c', command], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  if (done.status !== 0) return `Installing ${names} failed. Try by hand: ${command}`;
  return null;
}

function hasLanguagePack(language: string): boolean {
  const folder = '/usr/lib/firefox-esr/browser/extensions';
  return (
    existsSync(folder) &&
    readdirSync(folder).some((file) => file.toLowerCase().startsWith(`langpack-${language}@`))
  );
}

function hasPostgres(): boolean {
  const root = '/usr/lib/postgresql';
  if (!existsSync(root)) return false;
  return readdirSync(root).some((version) => existsSync(`${root}/${version}/bin/initdb`));
}
