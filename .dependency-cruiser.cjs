/**
 * The house: each folder imports only from the ones below it. Both sides of the wire know the
 * contract and nothing of each other.
 * @type {import('dependency-cruiser').IConfiguration}
 */
const may = (from, allowed) => ({
  name: `${from}-imports-only-from-below`,
  comment: `${from}/ may import from: ${[from, ...allowed].join(', ')}`,
  severity: 'error',
  from: { path: `^${from}/` },
  to: {
    path: '^(entrypoints|components|utils|service|contract|tests|bench|scripts)/',
    pathNot: `^(${[from, ...allowed].join('|')})/`,
  },
});

module.exports = {
  forbidden: [
    may('entrypoints', ['components', 'utils', 'contract']),
    may('components', ['utils', 'contract']),
    may('utils', ['contract']),
    may('service', ['contract']),
    may('contract', []),
    {
      name: 'no-circles',
      severity: 'error',
      from: { path: '^(entrypoints|components|utils|service|contract)/' },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'content-scripts-stay-light',
      comment:
        'Content scripts run in every page of their host: no React, no zustand, no polyfill, no zod.',
      severity: 'error',
      from: { path: '^(entrypoints/[^/]+\\.content|utils/settings-page|utils/reference-page)/' },
      to: {
        path: 'node_modules/(react|react-dom|zustand|zod|webextension-polyfill|idb|oauth4webapi)/',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'only-what-package-json-names',
      severity: 'error',
      from: { path: '^(entrypoints|components|utils|service|contract)/' },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'unknown', 'undetermined'] },
    },
    {
      name: 'the-service-runs-without-the-toolchain',
      comment: 'A server installs with `npm ci --omit=dev`.',
      severity: 'error',
      from: { path: '^(service|contract)/' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: 'specify',
    tsConfig: { fileName: 'tsconfig.json' },
    exclude: { path: '[.](css|html|svg|png)' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
    },
  },
};
