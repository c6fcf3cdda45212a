import { browser } from 'wxt/browser';
import type { SessionState } from '../messaging/protocol.ts';
import { number } from '../i18n/locale.ts';
import { t } from '../i18n/t.ts';

/** How often an admin's browser asks whether somebody waits, in minutes. */
const EVERY_MINUTES = 5;
const ALARM = 'waiting-requests';
/** Violet of the mark, with white on it: 6.3 : 1. */
const COLOUR = '#4f46e5';

export interface BadgeWords {
  /** On the icon; empty for none. */
  readonly text: string;
  /** What the icon says when the pointer rests on it. */
  readonly title: string;
}

/** What the extension's icon says of requests that wait. Only admins who are signed in are told. */
export function badgeWords(session: SessionState): BadgeWords {
  const count =
    session.kind === 'signed_in' && session.me.role === 'admin' ? session.me.openRequests : 0;
  if (count <= 0) return { text: '', title: t('manifest.name') };
  return {
    // Four characters are all that fits.
    text: count > 99 ? '99+' : String(count),
    title: t('people.badge', count, { count: number(count) }),
  };
}

/** Puts the number of waiting requests on the extension's icon. */
export async function showBadge(session: SessionState): Promise<void> {
  const { text, title } = badgeWords(session);
  await Promise.all([
    browser.action.setBadgeText({ text }),
    browser.action.setTitle({ title }),
    browser.action.setBadgeBackgroundColor({ color: COLOUR }),
  ]);
}

/** Has the browser wake us to look for requests, unless it does so already. */
export async function watchRequests(): Promise<void> {
  if ((await browser.alarms.get(ALARM)) !== undefined) return;
  await browser.alarms.create(ALARM, { periodInMinutes: EVERY_MINUTES });
}

export function isRequestsAlarm({ name }: { readonly name: string }): boolean {
  return name === ALARM;
}
