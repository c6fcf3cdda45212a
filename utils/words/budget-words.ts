import type { Budget } from '../../contract/budget.ts';
import { number } from '../i18n/locale.ts';
import { t } from '../i18n/t.ts';

/** `1 call`, `1,200 calls`. */
export function callsWords(calls: number): string {
  return t('budget.calls', calls, { count: number(calls) });
}

/** Past a hundred, an estimate is told in tens: it is one. */
export function about(calls: number): number {
  return calls < 100 ? calls : Math.round(calls / 10) * 10;
}

/** Says that somebody calls Front past the gateway; null when there is no sign of it. */
export function outsideWords({ hour, day }: Budget['outside']): string | null {
  if (hour === 0 && day === 0) return null;
  const calls = about(hour > 0 ? hour : day);
  const count = number(calls);
  return hour > 0
    ? t('budget.outsideHour', calls, { count })
    : t('budget.outsideDay', calls, { count });
}
