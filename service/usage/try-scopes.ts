import type { ScopeDryRun } from '../../contract/scope-proposal.ts';
import { scopeOfCall, type CountedCalls } from './scope-of-call.ts';

export type Trial = Pick<ScopeDryRun, 'callsPassed' | 'wouldRefuse' | 'wouldPass' | 'undecided'>;
type Changed = ScopeDryRun['wouldRefuse'];
type Operation = Omit<Changed['operations'][number], 'held'>;

/**
 * Says what would have become of past calls had the token had other scopes.
 * @param granted what it has now
 * @param scopes what it would have had
 */
export function tryScopes(
  granted: readonly string[],
  scopes: readonly string[],
  counted: readonly CountedCalls[],
): Trial {
  const refuse = new Map<string, Operation>();
  const pass = new Map<string, Operation>();
  let callsPassed = 0;
  let undecided = 0;
  for (const entry of counted) {
    const asked = scopeOfCall(entry);
    switch (asked.kind) {
      case 'scope': {
        const has = scopes.includes(asked.scope);
        if (!asked.missing) callsPassed += entry.calls;
        if (asked.missing === has) add(has ? pass : refuse, asked, entry);
        break;
      }
      case 'no_scope':
        callsPassed += entry.calls;
        break;
      case 'unknown':
        undecided += entry.calls;
        break;
      case 'no_operation':
        break;
    }
  }
  return {
    callsPassed,
    undecided,
    wouldRefuse: changed(refuse, granted),
    wouldPass: changed(pass, granted),
  };
}

function add(
  to: Map<string, Operation>,
  { operation, scope }: { operation: string; scope: string },
  { calls, lastAt }: CountedCalls,
): void {
  const before = to.get(operation);
  to.set(operation, {
    operation,
    scope,
    calls: (before?.calls ?? 0) + calls,
    lastAt: before !== undefined && before.lastAt > lastAt ? before.lastAt : lastAt,
  });
}

function changed(from: ReadonlyMap<string, Operation>, granted: readonly string[]): Changed {
  const operations = [...from.values()]
    .map((one) => ({ ...one, held: granted.includes(one.scope) }))
    .sort((a, b) => b.calls - a.calls || (a.operation < b.operation ? -1 : 1));
  return { calls: operations.reduce((sum, { calls }) => sum + calls, 0), operations };
}
