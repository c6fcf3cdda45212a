import type { ScopeProposal, ScopeUse } from '../../contract/scope-proposal.ts';
import { scopeOfCall, type CountedCalls } from './scope-of-call.ts';

export type Proposal = Pick<
  ScopeProposal,
  'callsSeen' | 'used' | 'unused' | 'missing' | 'withoutScope' | 'undecided' | 'proposal'
>;

/**
 * Holds what a token may do against what it was asked to do. A scope is used when any call asked
 * for it, whatever came of the call: one that was over budget, or refused before the scope was
 * granted, is wanted all the same.
 */
export function proposeScopes(
  granted: readonly string[],
  counted: readonly CountedCalls[],
): Proposal {
  const uses = new Map<string, ScopeUse>();
  let callsSeen = 0;
  let withoutScope = 0;
  let undecided = 0;
  for (const entry of counted) {
    callsSeen += entry.calls;
    const asked = scopeOfCall(entry);
    switch (asked.kind) {
      case 'scope':
        uses.set(asked.scope, joined(uses.get(asked.scope), asked, entry));
        break;
      case 'no_scope':
        withoutScope += entry.calls;
        break;
      case 'unknown':
        undecided += entry.calls;
        break;
      case 'no_operation':
        break;
    }
  }
  const all = [...uses.values()].sort(byCalls);
  return {
    callsSeen,
    used: all.filter(({ scope }) => granted.includes(scope)),
    unused: granted.filter((scope) => !uses.has(scope)),
    missing: all.filter(({ scope, refused }) => refused > 0 && !granted.includes(scope)),
    withoutScope,
    undecided,
    proposal: granted.filter((scope) => uses.has(scope)),
  };
}

type Asked = Extract<ReturnType<typeof scopeOfCall>, { kind: 'scope' }>;

function joined(before: ScopeUse | undefined, asked: Asked, entry: CountedCalls): ScopeUse {
  const { scope, operation, missing } = asked;
  const refused = missing ? entry.calls : 0;
  if (before === undefined) {
    const { calls, lastAt } = entry;
    return { scope, calls, refused, lastAt, operations: [operation] };
  }
  return {
    scope,
    calls: before.calls + entry.calls,
    refused: before.refused + refused,
    lastAt: entry.lastAt > before.lastAt ? entry.lastAt : before.lastAt,
    operations: before.operations.includes(operation)
      ? before.operations
      : [...before.operations, operation],
  };
}

function byCalls(a: ScopeUse, b: ScopeUse): number {
  return b.calls - a.calls || (a.scope < b.scope ? -1 : 1);
}
