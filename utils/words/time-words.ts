const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });
const moment = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
});

/** A day in the reader's own time zone: `3 Mar 2027`. `iso` is ISO 8601. */
export function dayWords(iso: string): string {
  return day.format(new Date(iso));
}

/** Day and time in the reader's own time zone: `3 Mar 2027, 14:05`. */
export function momentWords(iso: string): string {
  return moment.format(new Date(iso));
}

/** A day that was counted in UTC, so it is named in UTC: `3 Mar`. */
export function utcDayWords(iso: string): string {
  return new Date(iso).toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'short',
    timeZone: 'UTC',
  });
}

/** How long ago: `just now`, `5 min ago`, `3 h ago`, `yesterday`, `12 days ago`, or the day itself. `now` in ms. */
export function agoWords(iso: string, now: number): string {
  const passed = now - Date.parse(iso);
  if (passed < MINUTE) return 'just now';
  if (passed < HOUR) return `${Math.floor(passed / MINUTE)} min ago`;
  if (passed < DAY) return `${Math.floor(passed / HOUR)} h ago`;
  const days = Math.floor(passed / DAY);
  if (days === 1) return 'yesterday';
  return days <= 30 ? `${days} days ago` : dayWords(iso);
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
  if (expiresAt === null) return { state: 'none', text: 'Does not expire' };
  const state = expiryState(expiresAt, now);
  const left = Date.parse(expiresAt) - now;
  if (state === 'over') return { state, text: `Expired ${agoWords(expiresAt, now)}` };
  if (state === 'far') return { state, text: `Expires ${dayWords(expiresAt)}` };
  const days = Math.floor(left / DAY);
  if (days >= 2) return { state, text: `Expires in ${Math.round(left / DAY)} days` };
  if (days === 1) return { state, text: 'Expires tomorrow' };
  const hours = Math.floor(left / HOUR);
  return { state, text: hours >= 1 ? `Expires in ${hours} h` : 'Expires within the hour' };
}
