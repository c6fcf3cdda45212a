import { number } from '../i18n/locale.ts';
import { t } from '../i18n/t.ts';

interface PastedCounts {
  /** Calls that were read. */
  readonly read: number;
  readonly passedOver: number;
  readonly cut: boolean;
}

/** What was made of a pasted text, in a sentence or two. */
export function pastedWords({ read, passedOver, cut }: PastedCounts): string {
  return [
    t('planner.read', read, { count: number(read) }),
    ...(passedOver === 0
      ? []
      : [t('planner.passedOver', passedOver, { count: number(passedOver) })]),
    ...(cut ? [t('planner.cut')] : []),
  ].join(' ');
}
