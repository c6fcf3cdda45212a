import { MAX_USAGE_DAYS } from '../../contract/usage.ts';

export const DAY_MS = 24 * 60 * 60_000;
/** Days for which calls are kept by day, operation and outcome: as many as can be asked for. */
export const KEPT_DAYS = MAX_USAGE_DAYS;

/** The first of the last `days` days in UTC, today counted, as `2027-03-01`. */
export function firstDay(now: Date, days: number): string {
  return new Date(now.getTime() - (days - 1) * DAY_MS).toISOString().slice(0, 10);
}
