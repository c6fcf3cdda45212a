import { browser } from 'wxt/browser';
import type { TokenHealth } from '../../contract/token-health.ts';
import type { Token } from '../../contract/token.ts';
import { readRest } from '../cache/token-cache.ts';
import { rankHealth } from '../health/rank-health.ts';
import type { SessionState } from '../messaging/protocol.ts';
import { openOptions } from '../pages/open-options.ts';
import { decideDigest } from './decide-digest.ts';
import { readDigestSettings, writeDigestSettings } from './digest-settings.ts';
import { digestWords } from './digest-words.ts';
import { mayNotify } from './notification-permission.ts';

/** Also the name of the notification: a new one takes the old one's place. */
const NAME = 'weekly-digest';
const EVERY_MINUTES = 60;

export interface DigestDeps {
  readonly session: () => Promise<SessionState>;
  /** @throws Failed when the service does not answer */
  readonly readHealth: () => Promise<TokenHealth>;
}

/**
 * Tells an admin once a week how many tokens should be looked at, where they switched it on.
 * @returns a look whether it is time; it never rejects, since the next one tries again
 */
export function createWeeklyDigest({ session, readHealth }: DigestDeps): () => Promise<void> {
  let looking: Promise<void> | null = null;

  async function look(): Promise<void> {
    const { wanted, names, lastAt } = await readDigestSettings();
    const now = Date.now();
    const allowed = wanted && (await mayNotify());
    if (decideDigest({ wanted, allowed, lastAt, now }).kind !== 'show') return;
    const state = await session();
    if (state.kind !== 'signed_in' || state.me.role !== 'admin') return;
    const facts = await readHealth();
    const tokens: Token[] = [];
    for await (const some of readRest(0)) tokens.push(...some.map(({ token }) => token));
    const ranked = rankHealth(tokens, facts.items, now);
    const words = digestWords(ranked, names ? 'names' : 'numbers');
    // First the note that it was told: one too few is better than one at each look.
    await writeDigestSettings({ lastAt: now });
    if (words === null) return;
    await browser.notifications.create(NAME, {
      type: 'basic',
      iconUrl: browser.runtime.getURL('/icon-128.png'),
      title: words.title,
      message: words.text,
    });
  }

  return () => {
    looking ??= look()
      .catch(() => undefined)
      .finally(() => {
        looking = null;
      });
    return looking;
  };
}

export function isDigestAlarm({ name }: { readonly name: string }): boolean {
  return name === NAME;
}

/** Has the browser wake us now and then, unless it does so already. */
export async function watchDigest(): Promise<void> {
  if ((await browser.alarms.get(NAME)) !== undefined) return;
  await browser.alarms.create(NAME, { periodInMinutes: EVERY_MINUTES });
}

/**
 * Opens the page at a click on the notification. Without the permission there is no such event; it
 * comes with the permission.
 */
export function listenToDigestClicks(): void {
  let listening = false;
  const listen = (): void => {
    // The types say that it is always there.
    const { notifications } = browser as { notifications?: typeof browser.notifications };
    if (notifications === undefined || listening) return;
    listening = true;
    notifications.onClicked.addListener((id) => {
      if (id !== NAME) return;
      // Should no tab open, the page is one click away all the same.
      void openOptions('#/health').catch(() => undefined);
      void notifications.clear(id).catch(() => undefined);
    });
  };
  listen();
  browser.permissions.onAdded.addListener(listen);
}
