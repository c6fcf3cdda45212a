import { OPERATIONS_BY_ID, type Operation } from '../../contract/operations.ts';
import { EMPTY_FORM, type TokenForm } from '../tokens/token-form.ts';
import { operationWords } from '../words/usage-words.ts';

const starts = new Map<string, { readonly draft: string; readonly form: TokenForm }>();

/**
 * What a form for a token begins with that is wanted for one operation: just its scope, and what it
 * is for. Kept in a draft of its own, so that a form begun before is not written over. The same
 * object each time; undefined for an operation that Front does not publish.
 */
export function startForOperation(
  id: string | undefined,
): { readonly draft: string; readonly form: TokenForm } | undefined {
  const operation = id === undefined ? undefined : OPERATIONS_BY_ID.get(id);
  if (operation === undefined) return undefined;
  const start = starts.get(operation.id) ?? startFor(operation);
  starts.set(operation.id, start);
  return start;
}

function startFor({ id, method, path, scope }: Operation) {
  const form: TokenForm = {
    ...EMPTY_FORM,
    purpose: `${operationWords(id)} (${method} ${path})`,
    scopes: scope === null ? [] : [scope],
  };
  return { draft: `create-token-${id}`, form };
}
