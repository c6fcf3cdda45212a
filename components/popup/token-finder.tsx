import { Copy, LoaderCircle, Maximize2, Plus, Search, X } from 'lucide-react';
import {
  useCallback,
  useId,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type ReactNode,
} from 'react';
import type { Token } from '../../contract/token.ts';
import { putFirst, type AtHandOrder } from '../../utils/at-hand/put-first.ts';
import { openOptions } from '../../utils/pages/open-options.ts';
import type { ShownToken } from '../../utils/outbox/shown-tokens.ts';
import { NO_FILTER } from '../../utils/tokens/find-tokens.ts';
import { usePins, useRecents } from '../state/at-hand.ts';
import { isAdmin, useRegister } from '../state/register.ts';
import { useCopy } from '../state/use-copy.ts';
import { useNow } from '../state/use-now.ts';
import { useTagColors } from '../state/use-tag-color.ts';
import { SyncLine } from '../session/sync-line.tsx';
import { SessionNotice } from '../session/session-notice.tsx';
import { UnconfirmedCopy } from '../session/unconfirmed-copy.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { NothingFound } from './nothing-found.tsx';
import { HEADING_HEIGHT, LIST_HEIGHT, TokenList } from './token-list.tsx';
import { OPTION_HEIGHT } from './token-option.tsx';
import { useRowWindow } from './use-row-window.ts';
import { useTokenSearch } from './use-token-search.ts';
import { t } from '../../utils/i18n/t.ts';

interface TokenFinderProps {
  readonly query: string;
  readonly onQuery: (query: string) => void;
  readonly onOpen: (token: Token) => void;
  readonly onCreate: () => void;
  /** More buttons beside the search. */
  readonly actions?: ReactNode;
  /** Stands before the list as long as nothing is looked for. */
  readonly above?: ReactNode;
}

const PAGE_ROWS = 7;

// Made once: React passes over an element that is the very one it drew before.
const SEARCH_ICON = (
  <Search
    size={16}
    aria-hidden
    className="pointer-events-none absolute top-2.5 left-2.5 text-soft"
  />
);
const CLEAR_ICON = <X size={15} aria-hidden />;
const UNSEEN = { visibility: 'hidden' } as const;
const CREATE_ICON = <Plus size={18} aria-hidden />;
const OPTION_ICONS = {
  copy: <Copy size={15} />,
  copying: <LoaderCircle size={15} className="animate-spin" />,
};
const FULL_PAGE_ICON = <Maximize2 size={15} aria-hidden />;

/** The popup's first view: a search box with the focus in it, and the tokens below, driven by keys. */
export function TokenFinder({
  query,
  onQuery,
  onOpen,
  onCreate,
  actions,
  above,
}: TokenFinderProps) {
  const tokens = useRegister((state) => state.tokens);
  const admin = useRegister(isAdmin);
  const now = useNow();
  const listId = useId();
  const { busyId, unconfirmed, copy } = useCopy();
  const [active, setActive] = useState(0);
  const scroller = useRef<HTMLDivElement>(null);
  const search = useTokenSearch<ShownToken>(tokens);
  const tagColors = useTagColors();
  const pins = usePins();
  const recents = useRecents();
  const fitting = search(tokens, { ...NO_FILTER, query }, now);
  const { rows: found, headings } = useMemo(
    // What a search finds keeps its own order.
    () =>
      query === ''
        ? putFirst(
            fitting,
            pins,
            recents.map(({ id }) => id),
          )
        : unordered(fitting),
    [fitting, query, pins, recents],
  );
  const before = useMemo(
    () => ({ before: headings.map((heading) => heading.before), height: HEADING_HEIGHT }),
    [headings],
  );
  const at = Math.min(active, Math.max(found.length - 1, 0));
  const rows = useRowWindow(scroller, {
    count: found.length,
    rowHeight: OPTION_HEIGHT,
    height: LIST_HEIGHT,
    headings: before,
  });
  const move = (to: number): void => {
    const next = Math.min(Math.max(to, 0), Math.max(found.length - 1, 0));
    setActive(next);
    rows.show(next);
  };

  const change = (text: string): void => {
    setActive(0);
    rows.toTop();
    onQuery(text);
  };

  // The copying goes on by itself and tells how it went.
  const onCopy = useCallback((token: Token) => void copy(token), [copy]);

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    const step = STEPS[event.key];
    const chosen = found[at]?.token;
    if (step !== undefined && !event.altKey) {
      event.preventDefault();
      move(at + step);
    } else if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
      // The same press would go on to the button that gets the focus next.
      event.preventDefault();
      if (chosen !== undefined) onOpen(chosen);
    } else if (event.key === 'Escape' && query !== '') {
      // With nothing typed the browser's own meaning of Esc stays: it closes the popup.
      event.preventDefault();
      change('');
    } else if (event.key === 'c' && (event.ctrlKey || event.metaKey) && !event.shiftKey) {
      const { selectionStart, selectionEnd } = event.currentTarget;
      if (selectionStart !== selectionEnd || chosen === undefined) return;
      event.preventDefault();
      onCopy(chosen);
    }
  };

  return (
    <div className="flex h-full flex-col">
      <h1 className="sr-only">{t('popup.title')}</h1>
      <div className="flex items-center gap-1 border-b border-line p-2">
        <div className="relative min-w-0 flex-1">
          {SEARCH_ICON}
          <input
            autoFocus
            role="combobox"
            aria-label={t('options.search')}
            aria-expanded={found.length > 0}
            aria-controls={listId}
            aria-autocomplete="list"
            aria-activedescendant={found[at] === undefined ? undefined : `${listId}-${at}`}
            placeholder={t('options.search')}
            className="field-box pr-8 pl-8"
            autoComplete="off"
            spellCheck={false}
            value={query}
            onChange={(event) => change(event.target.value)}
            onKeyDown={onKeyDown}
          />
          <IconButton
            label={t('popup.clear')}
            className="absolute top-0.5 right-0.5"
            // Always there: making it at the first letter would take a part of that letter’s frame.
            style={query === '' ? UNSEEN : undefined}
            onClick={() => change('')}
          >
            {CLEAR_ICON}
          </IconButton>
        </div>
        {admin && (
          <IconButton label={t('options.createToken')} onClick={onCreate}>
            {CREATE_ICON}
          </IconButton>
        )}
        {actions}
        <IconButton label={t('popup.openFull')} onClick={() => void openOptions('#/tokens')}>
          {FULL_PAGE_ICON}
        </IconButton>
      </div>
      <SessionNotice />
      <div className="p-2 empty:hidden">
        <UnconfirmedCopy {...{ unconfirmed, copy }} />
      </div>
      {query === '' && above}
      <div className="relative min-h-0 flex-1">
        <TokenList
          {...{ scroller, rows, found, headings, at, now, tagColors, busyId, onOpen, onCopy }}
          icons={OPTION_ICONS}
          onScroll={rows.onScroll}
          id={listId}
          whenEmpty={query === '' ? 'remove' : 'hide'}
          onPoint={setActive}
        />
        {found.length === 0 && <NothingFound query={query} onCreate={onCreate} />}
      </div>
      <SyncLine now={now} hint={tokens.length > 0} />
    </div>
  );
}

const NO_HEADINGS: AtHandOrder<ShownToken>['headings'] = [];

function unordered(rows: readonly ShownToken[]): AtHandOrder<ShownToken> {
  return { rows, headings: NO_HEADINGS };
}

const STEPS: Readonly<Record<string, number>> = {
  ArrowDown: 1,
  ArrowUp: -1,
  PageDown: PAGE_ROWS,
  PageUp: -PAGE_ROWS,
};
