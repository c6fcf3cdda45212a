import { browser } from 'wxt/browser';
import { copyPins } from '../at-hand/pins.ts';
import { listenAtHand } from '../at-hand/at-hand.ts';
import { clearIfOurs } from '../clipboard/clear-if-ours.ts';
import { createClipboardGuard, isGuardAlarm } from '../clipboard/clipboard-guard.ts';
import { clearByOffscreenDocument } from '../clipboard/offscreen-clipboard.ts';
import { isDigestAlarm, listenToDigestClicks, watchDigest } from '../digest/weekly-digest.ts';
import { tellFrontPages } from '../front-page/session-news.ts';
import { isLockAlarm } from '../lock/lock-guard.ts';
import { listen } from '../messaging/listen.ts';
import { openWelcome } from '../pages/open-options.ts';
import { isOutboxAlarm } from '../outbox/outbox-alarm.ts';
import { isRequestsAlarm, watchRequests } from '../people/request-badge.ts';
import { guardSettings } from '../settings/guard-settings.ts';
import { onSettings } from '../settings/settings.ts';
import { createCompanion } from './companion.ts';

/** Never aborted: what listens ends with the background itself. */
const WHOLE_LIFE = new AbortController().signal;

/**
 * Starts the background: listeners first, all in one go, so that the message or alarm that woke it
 * finds them. Nothing here is kept in memory that the next start could not read again.
 */
export function startBackground(): void {
  const guard = createClipboardGuard((ours) =>
    // Firefox's event page is a document with a clipboard; Chrome's worker has to open one.
    typeof document === 'undefined' ? clearByOffscreenDocument(ours) : clearIfOurs(document, ours),
  );
  const companion = createCompanion(
    { id: browser.runtime.id, origin: browser.runtime.getURL('/').replace(/\/$/, '') },
    guard,
  );
  const { registry, locks } = companion;
  listen(registry);
  browser.alarms.onAlarm.addListener((alarm) => {
    // Its outcome is stored; a failure is met again at the next wake.
    if (isGuardAlarm(alarm)) void guard.check();
    if (isRequestsAlarm(alarm)) companion.lookForRequests();
    if (isLockAlarm(alarm)) void locks.check();
    if (isDigestAlarm(alarm)) void companion.checkDigest();
    if (isOutboxAlarm(alarm)) void companion.sendChanges('due');
  });
  listenToDigestClicks();
  listenAtHand(companion.atHand);
  tellFrontPages(WHOLE_LIFE);
  // Each is met again by the next alarm, should it fail.
  browser.idle.onStateChanged.addListener((state) => void locks.onIdle(state));
  onSettings(() => void locks.onSettings(), WHOLE_LIFE);
  // The guard looks at each start of the background; this wakes it at the start of the browser.
  browser.runtime.onStartup.addListener(() => void locks.started);
  browser.runtime.onInstalled.addListener(({ reason }) => {
    // Nothing to do about a browser that opens no tab: the popup leads to the same page.
    if (reason === 'install') void openWelcome();
  });
  addEventListener('online', () => void companion.sendChanges('reachable'));
  // What waited when the background was stopped. Never rejects, and neither does the next.
  void companion.sendChanges('due');
  // Without it the popup reads the pins where they last.
  copyPins().catch(() => undefined);
  void guardSettings();
  // A copied value whose time came while the worker slept.
  void guard.check();
  // The browser forgets what stood on the icon when it is closed.
  companion.showRequests();
  // Without the alarm the number on the icon is as old as the last look at the list.
  watchRequests().catch(() => undefined);
  // One that fell due while the browser was closed. Without the alarm it comes with the next start.
  void companion.checkDigest();
  watchDigest().catch(() => undefined);
}
