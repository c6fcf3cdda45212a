import type { RefusedHere, WithoutAnswer } from '../../contract/usage.ts';
import { scopeWords } from './scope-words.ts';

/** An operation as a person reads it: `list-conversations` is “List conversations”. */
export function operationWords(operation: string | null): string {
  if (operation === null) return 'Not known';
  const text = operation.replaceAll(/[-_]+/g, ' ').trim();
  return text.charAt(0).toUpperCase() + text.slice(1);
}

const OUTCOME_WORDS: Readonly<Record<RefusedHere | WithoutAnswer, string>> = {
  front_unreachable: 'Front did not answer',
  front_slow: 'Front took too long',
  front_unreadable: 'Front’s answer was unreadable',
  front_broke_off: 'Front broke off',
  caller_left: 'the caller left',
  cut: 'cut off here',
  expired: 'token expired',
  bad_path: 'odd path',
  unknown_operation: 'no such operation',
  missing_scope: 'permission missing',
  no_backing: 'no Front token behind it',
  backing_lacks_scope: 'Front token lacks permission',
  over_budget: 'over budget',
};

/** What became of calls, in two or three words; Front's status as it is, and an outcome of a newer service as well as can be. */
export function outcomeWords(outcome: string): string {
  const words = Object.hasOwn(OUTCOME_WORDS, outcome)
    ? OUTCOME_WORDS[outcome as keyof typeof OUTCOME_WORDS]
    : null;
  return words ?? outcome.replaceAll('_', ' ');
}

export interface RefusalWords {
  /** Why the calls were refused. */
  readonly reason: string;
  /** What to do about it. */
  readonly advice: string;
  /** What leads on, for whoever may do it. */
  readonly next: 'add_scope' | 'edit' | 'budget' | 'none';
}

/** What to say of calls that were refused here, and of the way out. */
export function refusalWords(outcome: string, scope: string | null): RefusalWords {
  const permission = scope === null ? 'a permission' : `“${scopeWords(scope)}”`;
  switch (outcome) {
    case 'missing_scope':
      return {
        reason: `It lacks ${permission}`,
        advice: 'If it is meant to do this, give it the permission. If not, find out who tries.',
        next: scope === null ? 'edit' : 'add_scope',
      };
    case 'backing_lacks_scope':
      return {
        reason: `The Front token behind it lacks ${permission}`,
        advice:
          'Choose another Front token to stand on, or note the permission on that one if it has it.',
        next: 'edit',
      };
    case 'no_backing':
      return {
        reason: 'No Front token stands behind it',
        advice: 'Choose one for it to stand on.',
        next: 'edit',
      };
    case 'expired':
      return {
        reason: 'It had expired',
        advice: 'Something still uses it: give it a later expiry, or stop that program.',
        next: 'edit',
      };
    case 'over_budget':
      return {
        reason: 'It was over its part of the company’s limit',
        advice:
          'Have the program wait for as long as “retry-after” says, or look at who uses it up.',
        next: 'budget',
      };
    case 'unknown_operation':
      return {
        reason: 'Front’s Core API has no such operation',
        advice: 'Look at method and path in the program.',
        next: 'none',
      };
    case 'bad_path':
      return {
        reason: 'The path was not written as the Core API writes paths',
        advice: 'Look for double slashes, dots or encoded slashes in the program’s addresses.',
        next: 'none',
      };
    default:
      return {
        reason: `Refused: ${outcomeWords(outcome)}`,
        advice: 'A newer service than this extension knows the reason.',
        next: 'none',
      };
  }
}
