import type { Usage } from '../../contract/usage.ts';

type UsageRow = Usage['rows'][number];

/** What one operation was called for, all days together. */
export interface OperationUse {
  /** Null for calls of which the operation is not known. */
  readonly operation: string | null;
  readonly scope: string | null;
  readonly calls: number;
  readonly lastAt: string;
  /** Most calls first. */
  readonly outcomes: readonly { readonly outcome: string; readonly calls: number }[];
}

/** Calls by operation, most calls first. */
export function byOperation(rows: readonly UsageRow[]): readonly OperationUse[] {
  return grouped(rows, ({ operation }) => operation ?? '').map((group) => ({
    ...sumOf(group),
    outcomes: grouped(group, ({ outcome }) => outcome).map((same) => {
      const { outcome, calls } = sumOf(same);
      return { outcome, calls };
    }),
  }));
}

/** Calls that were refused here for one reason. */
export interface RefusedUse {
  readonly outcome: string;
  /** What the operation needs; null where the reason has nothing to do with a scope. */
  readonly scope: string | null;
  readonly calls: number;
  readonly lastAt: string;
  readonly operations: readonly string[];
}

/** Reasons that are about the operation's scope: each scope is one of its own. */
const ABOUT_SCOPE: ReadonlySet<string> = new Set(['missing_scope', 'backing_lacks_scope']);

/** Refused calls by reason, most calls first. */
export function byRefusal(rows: readonly UsageRow[]): readonly RefusedUse[] {
  const refused = rows.filter(({ refusedHere }) => refusedHere);
  const scopeOf = ({ outcome, scope }: UsageRow): string | null =>
    ABOUT_SCOPE.has(outcome) ? scope : null;
  return grouped(refused, (row) => `${row.outcome} ${scopeOf(row) ?? ''}`).map((group) => {
    const { outcome, calls, lastAt } = sumOf(group);
    const operations = group.flatMap(({ operation }) => (operation === null ? [] : [operation]));
    return {
      outcome,
      scope: group[0] === undefined ? null : scopeOf(group[0]),
      calls,
      lastAt,
      operations: [...new Set(operations)],
    };
  });
}

function sumOf(group: readonly UsageRow[]): Omit<UsageRow, 'day' | 'refusedHere'> {
  const [first] = group;
  return {
    operation: first?.operation ?? null,
    scope: first?.scope ?? null,
    outcome: first?.outcome ?? '',
    calls: group.reduce((sum, { calls }) => sum + calls, 0),
    lastAt: group.reduce((last, { lastAt }) => (lastAt > last ? lastAt : last), ''),
  };
}

/** Rows with the same key together, the group with the most calls first. */
function grouped(
  rows: readonly UsageRow[],
  keyOf: (row: UsageRow) => string,
): readonly (readonly UsageRow[])[] {
  const groups = [...Map.groupBy(rows, keyOf)];
  const calls = (group: readonly UsageRow[]): number =>
    group.reduce((sum, row) => sum + row.calls, 0);
  return groups
    .sort(([keyA, a], [keyB, b]) => calls(b) - calls(a) || (keyA < keyB ? -1 : 1))
    .map(([, group]) => group);
}
