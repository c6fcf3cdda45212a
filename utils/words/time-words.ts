import { byLocale, number } from '../i18n/locale.ts';
import { t } from '../i18n/t.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const DAY_PARTS = { day: 'numeric', month: 'short', year: 'numeric' } as const;
const CLOCK_PARTS = { hour: '2-digit', minute: '2-digit' } as const;

const days = byLocale((locale) => new Intl.DateTimeFormat(locale, DAY_PARTS));
const moments = byLocale(
  (locale) => new Intl.DateTimeFormat(locale, { ...DAY_PARTS, ...CLOCK_PARTS }),
);
const clocks = byLocale((locale) => new Intl.DateTimeFormat(locale, CLOCK_PARTS));
const utcDays = byLocale(
  (locale) => new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone: 'UTC' }),
);

/** A day in the reader's own time zone: `3 Mar 2027`. `iso` is ISO 8601. */
export function dayWords(iso: string): string {
  return days().format(new Date(iso));
}

/** Day and time in the reader's own time zone: `3 Mar 2027, 14:05`. */
export function momentWords(iso: string): string {
  return moments().format(new Date(iso));
}

/** The time of day in the reader's own time zone: `14:05`. */
export function clockWords(iso: string): string {
  return clocks().format(new Date(iso));
}

/** A day that was counted in UTC, so it is named in UTC: `3 Mar`. */
export function utcDayWords(iso: string): string {
  return utcDays().format(new Date(iso));
}

/** How long ago: `just now`, `5 min ago`, `3 h ago`, `yesterday`, `12 days ago`, or the day itself. `now` in ms. */
export function agoWords(iso: string, now: number): string {
  const passed = now - Date.parse(iso);
  if (passed < MINUTE) return t('words.justNow');
  if (passed < HOUR) return t('words.minutesAgo', { count: number(Math.floor(passed / MINUTE)) });
  if (passed < DAY) return t('words.hoursAgo', { count: number(Math.floor(passed / HOUR)) });
  const gone = Math.floor(passed / DAY);
  if (gone === 1) return t('words.yesterday');
  return gone <= 30 ? t('words.daysAgo', { count: number(gone) }) : dayWords(iso);
}

export type ExpiryState = 'none' | 'far' | 'soon' | 'over';

export interface ExpiryWords {
  readonly state: ExpiryState;
  readonly text: string;
}

/** Within this many days an expiry is worth a warning. */
const SOON_DAYS = 14;

/** How near an expiry is. Cheap enough to ask of every token at each keystroke. `now` in ms. */
export function expiryState(expiresAt: string | null, now: number): ExpiryState {
  if (expiresAt === null) return 'none';
  const left = Date.parse(expiresAt) - now;
  if (left <= 0) return 'over';
  return left < SOON_DAYS * DAY ? 'soon' : 'far';
}

/** What to say of an expiry: `Does not expire`, `Expires in 3 days`, `Expired 2 days ago`. `now` in ms. */
export function expiryWords(expiresAt: string | null, now: number): ExpiryWords {
  if (expiresAt === null) return { state: 'none', text: t('words.noExpiry') };
  const state = expiryState(expiresAt, now);
  const left = Date.parse(expiresAt) - now;
  if (state === 'over') {
    return { state, text: t('words.expired', { when: agoWords(expiresAt, now) }) };
  }
  if (state === 'far') {
    return { state, text: t('words.expiresOn', { day: dayWords(expiresAt) }) };
  }
  const full = Math.floor(left / DAY);
  if (full >= 2) {
    return { state, text: t('words.expiresInDays', { count: number(Math.round(left / DAY)) }) };
  }
  if (full === 1) return { state, text: t('words.expiresTomorrow') };
  const hours = Math.floor(left / HOUR);
  return {
    state,
    text:
      hours >= 1
        ? t('words.expiresInHours', { count: number(hours) })
        : t('words.expiresWithinHour'),
  };
}
