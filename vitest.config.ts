import { defineConfig } from 'vitest/config';
import { WxtVitest } from 'wxt/testing/vitest-plugin';

const endToEnd = (browser: 'chromium' | 'firefox') => ({
  test: {
    name: browser,
    include: ['tests/e2e/*.e2e.ts'],
    // What only Chromium lets a story reach: the background itself, and windows on a screen.
    exclude: [`tests/e2e/*-in-${browser === 'firefox' ? 'chromium' : 'firefox'}.e2e.ts`],
    env: { E2E_BROWSER: browser },
    // One browser at a time: two of them on two cores make each other miss their deadlines.
    fileParallelism: false,
    testTimeout: 90_000,
    hookTimeout: 120_000,
  },
});

export default defineConfig({
  test: {
    projects: [
      {
        plugins: [WxtVitest()],
        test: {
          name: 'unit',
          include: ['tests/unit/**/*.test.{ts,tsx}'],
          setupFiles: ['tests/unit/support/speak-english.ts'],
          maxWorkers: 2,
          testTimeout: 20_000,
        },
      },
      {
        test: {
          name: 'service',
          include: ['tests/service/**/*.test.ts'],
          globalSetup: ['tests/service/support/postgres-server.ts'],
          // They wait for disks, clocks and each other more than they reckon.
          maxWorkers: 2,
          maxConcurrency: 4,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      endToEnd('chromium'),
      endToEnd('firefox'),
    ],
  },
});
