const KINDS = ['permission', 'optional', 'host', 'content script'] as const;
type Kind = (typeof KINDS)[number];

/** What a build asks a browser for, by kind and name. */
export type Asked = Readonly<Record<Kind, readonly string[]>>;

export interface DocumentedPermission {
  readonly name: string;
  readonly kind: Kind;
  readonly browsers: string;
  readonly why: string;
  readonly cannot: string;
  readonly afterNo: string;
}

/** The rows of the table in docs/permissions.md. @throws Error for a kind that it does not know */
export function documentedPermissions(page: string): readonly DocumentedPermission[] {
  return [...page.matchAll(/^\| `([^`]+)`(.*)\|$/gm)].map(([, name = '', rest = '']) => {
    const [, given = '', browsers = '', why = '', cannot = '', afterNo = ''] = rest
      .split('|')
      .map((cell) => cell.trim());
    const kind = KINDS.find((one) => one === given);
    if (kind === undefined) throw new Error(`“${given}” is no kind of permission`);
    return { name, kind, browsers, why, cannot, afterNo };
  });
}

/** What the page says that the build for this browser asks for. */
export function asksFor(
  page: readonly DocumentedPermission[],
  browser: 'chrome' | 'firefox',
): Asked {
  const here = page.filter(
    ({ browsers }) => browsers === 'both' || browsers.toLowerCase() === browser,
  );
  const of = (wanted: Kind): string[] =>
    here
      .filter(({ kind }) => kind === wanted)
      .map(({ name }) => name)
      .sort();
  return {
    permission: of('permission'),
    optional: of('optional'),
    host: of('host'),
    'content script': of('content script'),
  };
}
