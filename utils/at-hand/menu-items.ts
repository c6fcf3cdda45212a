import { t } from '../i18n/t.ts';
import type { SessionState } from '../messaging/protocol.ts';

/** What a choice in the menu does. */
export type MenuChoice =
  | { readonly kind: 'token'; readonly id: string }
  /** Opens the popup: to search, to unlock or to sign in. */
  | { readonly kind: 'open' };

export interface MenuItem {
  readonly id: string;
  /** As the browser takes it; empty for a line. */
  readonly title: string;
}

const TOKEN = 'token:';
const OPEN = 'open';
const LINE: MenuItem = { id: 'line', title: '' };

/** What stands below “Insert Front token” in a field's menu; nothing before there is a service. */
export function menuItems(
  session: SessionState['kind'],
  tokens: readonly { readonly id: string; readonly name: string }[],
): readonly MenuItem[] {
  switch (session) {
    case 'not_connected':
      return [];
    case 'signed_out':
      return [{ id: OPEN, title: t('atHand.menuSignIn') }];
    case 'locked':
      return [{ id: OPEN, title: t('atHand.menuUnlock') }];
    case 'expired':
    case 'signed_in': {
      const items = tokens.map(({ id, name }) => ({ id: TOKEN + id, title: menuTitle(name) }));
      return [
        ...items,
        ...(items.length > 0 ? [LINE] : []),
        { id: OPEN, title: t('atHand.menuSearch') },
      ];
    }
  }
}

/** What a click on the item of this id wants; null for an item that is not ours. */
export function menuChoice(id: string | number): MenuChoice | null {
  if (id === OPEN) return { kind: 'open' };
  if (typeof id !== 'string' || !id.startsWith(TOKEN)) return null;
  return { kind: 'token', id: id.slice(TOKEN.length) };
}

/**
 * A name as the title of a menu's item. Browsers take `&` for the mark of a key and `%s` for the text
 * that is selected on the page: the one is doubled, the other parted by a joiner of no width.
 */
export function menuTitle(name: string): string {
  return name.replaceAll('&', '&&').replaceAll('%s', '%\u2060s');
}
