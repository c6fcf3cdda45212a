import { foldForSearch } from '../../contract/fold.ts';
import { OPERATIONS, type Operation } from '../../contract/operations.ts';
import { operationWords } from '../words/usage-words.ts';
import { scopeWords } from '../words/scope-words.ts';

interface Entry {
  readonly operation: Operation;
  readonly words: string;
  readonly text: string;
}

let entries: readonly Entry[] | null = null;

/**
 * Finds operations in which every typed word stands: in their name, method, path or permission.
 * Those whose name begins with what was typed come first, deprecated ones last.
 * @param query words, a path, or an operation's id
 */
export function searchOperations(query: string): readonly Operation[] {
  const wanted = foldForSearch(query);
  if (wanted === '') return [];
  const words = wanted.split(' ');
  entries ??= OPERATIONS.map(entryOf);
  return entries
    .filter(({ text }) => words.every((word) => text.includes(word)))
    .map((entry) => ({ entry, rank: rankOf(entry, wanted) }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ entry }) => entry.operation);
}

function entryOf(operation: Operation): Entry {
  const { method, path, id, scope } = operation;
  const words = foldForSearch(operationWords(operation.id));
  const parts = [
    words,
    id,
    `${method} ${path}`,
    scope ?? '',
    scope === null ? '' : scopeWords(scope),
  ];
  return { operation, words, text: foldForSearch(parts.join('\n')) };
}

function rankOf({ operation, words, text }: Entry, wanted: string): number {
  if (operation.id === wanted) return 0;
  const late = operation.deprecated ? 4 : 0;
  if (words.startsWith(wanted) || operation.id.startsWith(wanted)) return 1 + late;
  return (text.includes(wanted) ? 2 : 3) + late;
}
