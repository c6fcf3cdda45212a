import type { SenderKind } from './protocol.ts';

/** What the browser says about who sent a message. Nothing in it comes from the message itself. */
export interface Sender {
  readonly id?: string | undefined;
  readonly url?: string | undefined;
  readonly origin?: string | undefined;
  readonly frameId?: number | undefined;
  readonly tab?:
    | {
        readonly id?: number | undefined;
        readonly url?: string | undefined;
        readonly windowId?: number | undefined;
      }
    | undefined;
}

/** This extension, as the browser names it. */
export interface OwnIdentity {
  readonly id: string;
  /** `chrome-extension://…` or `moz-extension://…`, without a slash at the end. */
  readonly origin: string;
}

const FRONT_HOST = 'app.frontapp.com';
const SETTINGS_PATH = '/settings/';
const DOCS_HOST = 'dev.frontapp.com';

/**
 * Who sent a message; null for everybody who may send nothing: other extensions, web pages,
 * sub-frames, content scripts of other pages. Same origin and top frame is the rule, as in
 * Bitwarden's `senderIsInternal`.
 */
export function senderKind(sender: Sender, own: OwnIdentity): SenderKind | null {
  if (sender.id !== own.id || sender.url === undefined || !URL.canParse(sender.url)) return null;
  // A popup has no frame id in some versions; a frame inside a page always has one above zero.
  if (sender.frameId !== undefined && sender.frameId !== 0) return null;
  const url = new URL(sender.url);
  if (sender.url.startsWith(`${own.origin}/`)) {
    return sender.origin === undefined || sender.origin === own.origin ? 'extension_page' : null;
  }
  if (sender.tab === undefined || sender.frameId !== 0) return null;
  if (sender.origin !== undefined && sender.origin !== url.origin) return null;
  // Any port: match patterns can't hold one, so the script runs on every port of this host.
  if (url.protocol === 'https:' && url.hostname === DOCS_HOST) return 'reference_script';
  const onFront = url.protocol === 'https:' && url.hostname === FRONT_HOST;
  return onFront && (isSettings(url) || isSettings(tabUrl(sender, url))) ? 'settings_script' : null;
}

function isSettings({ pathname }: URL): boolean {
  return pathname.startsWith(SETTINGS_PATH) || pathname === '/settings';
}

/**
 * Where the tab is now. Chrome names as the sender the address that its page was loaded from, however
 * far the app has gone since by its own links.
 */
function tabUrl({ tab }: Sender, url: URL): URL {
  const now = tab?.url === undefined || !URL.canParse(tab.url) ? url : new URL(tab.url);
  return now.origin === url.origin ? now : url;
}
