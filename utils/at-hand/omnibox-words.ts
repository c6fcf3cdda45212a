import type { Token } from '../../contract/token.ts';
import { t } from '../i18n/t.ts';
import type { SessionState } from '../messaging/protocol.ts';

/** Browsers show no more, and leave the rest out. */
const MOST = 6;

/** How the browser reads a suggestion: Chrome as XML with `<match>` and `<dim>` in it, Firefox as it stands. */
export type Markup = 'xml' | 'plain';

export interface OmniboxWords {
  /** What Enter does, as the browser takes it. */
  readonly first: string;
  /** The others that fit. `content` stands in the address bar while one is chosen. */
  readonly others: readonly { readonly content: string; readonly description: string }[];
}

/** What the address bar says to what was typed after `ft`. The best fit is what Enter opens. */
export function omniboxWords(
  session: SessionState['kind'],
  found: readonly Token[],
  markup: Markup,
): OmniboxWords {
  if (session === 'locked') return alone(t('atHand.omniboxLocked'), markup);
  if (session === 'not_connected' || session === 'signed_out') {
    return alone(t('atHand.omniboxSignedOut'), markup);
  }
  const [best, ...others] = found.slice(0, MOST);
  if (best === undefined) return alone(t('atHand.omniboxNone'), markup);
  return {
    first: line(best, t('atHand.omniboxEnter'), markup),
    others: others.map((token) => ({
      content: token.id,
      description: line(token, token.purpose, markup),
    })),
  };
}

/** Escapes what has a meaning in Chrome's markup, and leaves out what its reader refuses a whole text for. */
export function escapeXml(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cs}\uFFFE\uFFFF]+/gu, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&apos;');
}

function alone(text: string, markup: Markup): OmniboxWords {
  return { first: markup === 'xml' ? escapeXml(text) : text, others: [] };
}

function line({ name }: Token, more: string, markup: Markup): string {
  if (markup === 'plain') return more === '' ? name : `${name} – ${more}`;
  const dim = more === '' ? '' : ` <dim>– ${escapeXml(more)}</dim>`;
  return `<match>${escapeXml(name)}</match>${dim}`;
}
