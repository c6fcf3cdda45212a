import { OPERATIONS, type Operation } from './operations.ts';

interface Node {
  readonly fixed: Map<string, Node>;
  parameter: Node | null;
  readonly operations: Map<string, Operation>;
}

/**
 * Finds the operation that a method and path call. A fixed segment goes before a parameter
 * (`/contacts/groups` is no contact named `groups`), with a step back when it leads nowhere.
 * @returns null when the table has no such operation, which means no
 */
export function matchOperation(method: string, segments: readonly string[]): Operation | null {
  return walk(ROOT, method, segments, 0);
}

function walk(
  node: Node,
  method: string,
  segments: readonly string[],
  at: number,
): Operation | null {
  const segment = segments[at];
  if (segment === undefined) return node.operations.get(method) ?? null;
  const fixed = node.fixed.get(segment);
  const found = fixed === undefined ? null : walk(fixed, method, segments, at + 1);
  if (found !== null) return found;
  return node.parameter === null ? null : walk(node.parameter, method, segments, at + 1);
}

const ROOT = compile(OPERATIONS);

function compile(operations: readonly Operation[]): Node {
  const root = emptyNode();
  for (const operation of operations) {
    let node = root;
    // Front writes some paths with a slash at their end; it makes no other operation of them.
    for (const segment of operation.path.replace(/\/$/, '').slice(1).split('/')) {
      node = /^\{.+\}$/.test(segment) ? (node.parameter ??= emptyNode()) : childOf(node, segment);
    }
    node.operations.set(operation.method, operation);
  }
  return root;
}

function childOf(node: Node, segment: string): Node {
  const known = node.fixed.get(segment);
  if (known !== undefined) return known;
  const child = emptyNode();
  node.fixed.set(segment, child);
  return child;
}

function emptyNode(): Node {
  return { fixed: new Map(), parameter: null, operations: new Map() };
}
