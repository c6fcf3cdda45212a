import type { RefusedHere, WithoutAnswer } from '../../contract/usage.ts';
import { t, type PlainTextKey } from '../i18n/t.ts';
import { scopeWords } from './scope-words.ts';

/** An operation as a person reads it: `list-conversations` is “List conversations”. */
export function operationWords(operation: string | null): string {
  if (operation === null) return t('usage.notKnown');
  const text = operation.replaceAll(/[-_]+/g, ' ').trim();
  return text.charAt(0).toUpperCase() + text.slice(1);
}

const OUTCOME_TEXTS = {
  front_unreachable: 'usage.outFrontUnreachable',
  front_slow: 'usage.outFrontSlow',
  front_unreadable: 'usage.outFrontUnreadable',
  front_broke_off: 'usage.outFrontBrokeOff',
  caller_left: 'usage.outCallerLeft',
  cut: 'usage.outCut',
  expired: 'usage.outExpired',
  bad_path: 'usage.outBadPath',
  unknown_operation: 'usage.outUnknownOperation',
  missing_scope: 'usage.outMissingScope',
  no_backing: 'usage.outNoBacking',
  backing_lacks_scope: 'usage.outBackingLacksScope',
  over_budget: 'usage.outOverBudget',
} as const satisfies Record<RefusedHere | WithoutAnswer, PlainTextKey>;

/** What became of calls, in two or three words; Front's status as it is, and an outcome of a newer service as well as can be. */
export function outcomeWords(outcome: string): string {
  return Object.hasOwn(OUTCOME_TEXTS, outcome)
    ? t(OUTCOME_TEXTS[outcome as keyof typeof OUTCOME_TEXTS])
    : outcome.replaceAll('_', ' ');
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
  switch (outcome) {
    case 'missing_scope':
      return {
        reason:
          scope === null
            ? t('usage.lacksOne')
            : t('usage.lacks', { permission: scopeWords(scope) }),
        advice: t('usage.lacksAdvice'),
        next: scope === null ? 'edit' : 'add_scope',
      };
    case 'backing_lacks_scope':
      return {
        reason:
          scope === null
            ? t('usage.backingLacksOne')
            : t('usage.backingLacks', { permission: scopeWords(scope) }),
        advice: t('usage.backingLacksAdvice'),
        next: 'edit',
      };
    case 'no_backing':
      return {
        reason: t('usage.noBacking'),
        advice: t('usage.noBackingAdvice'),
        next: 'edit',
      };
    case 'expired':
      return {
        reason: t('usage.hadExpired'),
        advice: t('usage.expiredAdvice'),
        next: 'edit',
      };
    case 'over_budget':
      return {
        reason: t('usage.overBudget'),
        advice: t('usage.overBudgetAdvice'),
        next: 'budget',
      };
    case 'unknown_operation':
      return {
        reason: t('usage.noOperation'),
        advice: t('usage.noOperationAdvice'),
        next: 'none',
      };
    case 'bad_path':
      return {
        reason: t('usage.badPath'),
        advice: t('usage.badPathAdvice'),
        next: 'none',
      };
    default:
      return {
        reason: t('usage.refusedFor', { reason: outcomeWords(outcome) }),
        advice: t('usage.otherAdvice'),
        next: 'none',
      };
  }
}
