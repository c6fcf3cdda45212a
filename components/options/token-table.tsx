import {
  ArrowDown,
  ArrowUp,
  CircleCheck,
  Copy,
  KeyRound,
  LoaderCircle,
  Plus,
  SearchX,
  Tags,
} from 'lucide-react';
import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import type { Token, TokenSort } from '../../contract/token.ts';
import { t } from '../../utils/i18n/t.ts';
import {
  findTokens,
  NO_FILTER,
  sortTokens,
  type TokenFilter,
} from '../../utils/tokens/find-tokens.ts';
import { isTokensView, START_VIEW } from '../../utils/tokens/view-filters.ts';
import type { ChangeMark, ShownToken } from '../../utils/outbox/shown-tokens.ts';
import { scopesInShort } from '../../utils/words/scope-words.ts';
import { agoWords, dayWords, expiryWords } from '../../utils/words/time-words.ts';
import { MissingNotice } from '../front-page/missing-notice.tsx';
import { SessionNotice } from '../session/session-notice.tsx';
import { UnconfirmedCopy } from '../session/unconfirmed-copy.tsx';
import { isAdmin, useRegister } from '../state/register.ts';
import { useBulkEdit } from '../state/use-bulk-edit.ts';
import { useCopy } from '../state/use-copy.ts';
import { useDraft } from '../state/use-draft.ts';
import { TOKENS_VIEW_KEY } from '../state/tokens-view.ts';
import { useNow } from '../state/use-now.ts';
import { goTo, hashOf } from '../state/use-route.ts';
import { useSelection, type SelectedTokens } from '../state/use-selection.ts';
import { MarkChip } from '../outbox/mark-chip.tsx';
import { KindChip } from '../tokens/kind-chip.tsx';
import { TagChip } from '../tokens/tag-chip.tsx';
import { NoteText } from '../tokens/note-text.tsx';
import { StateChip } from '../tokens/state-chip.tsx';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { BulkBar } from './bulk-bar.tsx';
import { BulkResult } from './bulk-result.tsx';
import { FilterBar } from './filter-bar.tsx';
import { PageHead } from './page-head.tsx';
import { SavedViews } from './saved-views.tsx';
import { SelectCell } from './select-cell.tsx';
import { TableActions } from './table-actions.tsx';

const ROW_HEIGHT = 64;
const COLUMNS =
  'grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 px-4 md:grid-cols-[minmax(0,5fr)_minmax(0,3fr)_8.5rem_7rem_2rem]';
const COLUMNS_WITH_SELECT =
  'grid grid-cols-[1rem_minmax(0,1fr)_auto] items-center gap-x-4 px-4 md:grid-cols-[1rem_minmax(0,5fr)_minmax(0,3fr)_8.5rem_7rem_2rem]';

/** All tokens, with search, filters and order. */
export function TokenTable() {
  const tokens = useRegister((state) => state.tokens);
  const admin = useRegister(isAdmin);
  const now = useNow();
  const view = useDraft(TOKENS_VIEW_KEY, START_VIEW, isTokensView);
  const { sort, ...filter } = view.value;
  const sorted = useMemo(
    () => (sort === 'name' ? tokens : sortTokens(tokens, sort)),
    [tokens, sort],
  );
  const found = useMemo(() => findTokens(sorted, view.value, now), [sorted, view.value, now]);
  const rows = useMemo(() => found.map(({ token }) => token), [found]);
  const signedIn = useRegister((state) => state.session.kind === 'signed_in');
  const selected = useSelection(rows);
  const bulk = useBulkEdit();
  return (
    <>
      <PageHead
        title={t('common.tokens')}
        actions={
          <>
            <Button icon={<Tags size={15} aria-hidden />} onClick={() => goTo({ kind: 'tags' })}>
              {t('common.tags')}
            </Button>
            <TableActions tokens={rows} />
            {admin && (
              <Button
                look="primary"
                icon={<Plus size={16} aria-hidden />}
                onClick={() => goTo({ kind: 'new' })}
              >
                {t('options.createToken')}
              </Button>
            )}
          </>
        }
      />
      <div className="-mx-2 empty:hidden">
        <SessionNotice />
      </div>
      <MissingNotice />
      <FilterBar
        filter={filter}
        count={found.length}
        now={now}
        onChange={(patch) => view.set({ ...view.value, ...patch })}
        views={<SavedViews view={view.value} onOpen={view.set} />}
      />
      {bulk.run !== null && (
        <BulkResult
          run={bulk.run}
          onClose={bulk.close}
          onRetry={(left) => {
            const ids = new Set(left.map(({ id }) => id));
            const asTheyStand = tokens.flatMap(({ token }) => (ids.has(token.id) ? [token] : []));
            if (bulk.run !== null) void bulk.start(bulk.run.edit, asTheyStand);
          }}
        />
      )}
      {found.length === 0 ? (
        <Nothing filter={filter} onClear={() => view.drop()} />
      ) : (
        <Rows
          rows={found}
          selected={signedIn ? selected : null}
          sort={sort}
          onSort={(next) => view.set({ ...view.value, sort: next })}
          now={now}
        />
      )}
      {signedIn && selected.tokens.length > 0 && (
        <BulkBar
          selected={selected}
          busy={bulk.run?.running === true}
          // It says itself how it went, token by token.
          onEdit={(edit) => void bulk.start(edit, selected.tokens)}
        />
      )}
    </>
  );
}

function Rows(props: {
  rows: readonly ShownToken[];
  /** Null where nothing can be changed. */
  selected: SelectedTokens | null;
  sort: TokenSort;
  onSort: (sort: TokenSort) => void;
  now: number;
}) {
  const { rows, selected, sort, onSort, now } = props;
  const columns = selected === null ? COLUMNS : COLUMNS_WITH_SELECT;
  const frame = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  // The window scrolls, so the list has to know how far down the page it begins.
  useEffect(() => {
    setTop(frame.current?.offsetTop ?? 0);
  }, [rows.length]);
  const { busyId, unconfirmed, copy } = useCopy();
  const virtual = useWindowVirtualizer({
    count: rows.length,
    estimateSize: () => ROW_HEIGHT,
    overscan: 8,
    scrollMargin: top,
    initialRect: { width: 1280, height: 900 },
  });
  return (
    <>
      <div className="mb-2 empty:hidden">
        <UnconfirmedCopy {...{ unconfirmed, copy }} />
      </div>
      <div
        role="table"
        aria-label={t('common.tokens')}
        aria-rowcount={rows.length + 1}
        className="card"
      >
        <div role="row" className={`${columns} h-9 border-b border-line text-xs text-soft`}>
          {selected !== null && (
            <span role="columnheader" className="flex">
              <input
                type="checkbox"
                aria-label={t('options.selectAll')}
                className="size-4 accent-accent"
                checked={selected.all}
                ref={(box) => {
                  if (box !== null) box.indeterminate = selected.tokens.length > 0 && !selected.all;
                }}
                onChange={selected.toggleAll}
              />
            </span>
          )}
          <SortHead field="name" sort={sort} onSort={onSort}>
            {t('options.nameAndPurpose')}
          </SortHead>
          <span role="columnheader" className="hidden font-medium md:block">
            {t('tokens.may')}
          </span>
          <SortHead field="expiresAt" sort={sort} onSort={onSort} className="hidden md:flex">
            {t('common.expiry')}
          </SortHead>
          <SortHead field="lastUsedAt" sort={sort} onSort={onSort} className="hidden md:flex">
            {t('tokens.lastUsed')}
          </SortHead>
          <span role="columnheader" className="sr-only">
            {t('common.copy')}
          </span>
        </div>
        <div
          ref={frame}
          role="rowgroup"
          className="relative"
          style={{ height: virtual.getTotalSize() }}
        >
          {virtual.getVirtualItems().map(({ index, start }) => {
            const row = rows[index];
            if (row === undefined) return null;
            const { token, mark } = row;
            return (
              <div
                key={token.id}
                role="row"
                aria-rowindex={index + 2}
                className={`${columns} absolute inset-x-0 top-0 border-b border-line hover:bg-hover`}
                style={{ height: ROW_HEIGHT, transform: `translateY(${start - top}px)` }}
              >
                {selected !== null && <SelectCell token={token} selected={selected} />}
                <NameCell token={token} mark={mark} now={now} />
                <span
                  role="cell"
                  className="hidden min-w-0 truncate text-[13px] text-soft md:block"
                >
                  {scopesInShort(token.scopes) || t('tokens.notRecorded')}
                </span>
                <span role="cell" className="hidden truncate text-[13px] md:block">
                  <ExpiryCell token={token} now={now} />
                </span>
                <span role="cell" className="hidden truncate text-[13px] text-soft md:block">
                  {token.kind === 'front'
                    ? '–'
                    : token.lastUsedAt === null
                      ? t('tokens.neverUsed')
                      : agoWords(token.lastUsedAt, now)}
                </span>
                <span role="cell" className="relative z-10">
                  {token.hint !== null && token.status !== 'deleted' && (
                    <IconButton
                      label={t('options.copyValueOf', { name: token.name })}
                      onClick={() => void copy(token)}
                    >
                      {busyId === token.id ? (
                        <LoaderCircle size={15} aria-hidden className="animate-spin" />
                      ) : (
                        <Copy size={15} aria-hidden />
                      )}
                    </IconButton>
                  )}
                </span>
              </div>
            );
          })}
        </div>
      </div>
    </>
  );
}

function NameCell(props: { token: Token; mark: ChangeMark | undefined; now: number }) {
  const { token, mark, now } = props;
  return (
    <span role="cell" className="min-w-0">
      <span className="flex min-w-0 items-center gap-2">
        <a
          href={hashOf({ kind: 'token', id: token.id })}
          className="min-w-0 truncate font-semibold after:absolute after:inset-0"
        >
          {token.name}
        </a>
        <span className="hidden shrink-0 sm:block">
          <KindChip kind={token.kind} />
        </span>
        <MarkChip mark={mark} />
        <span className="shrink-0 md:hidden">
          <StateChip token={token} now={now} />
        </span>
        {token.status === 'deleted' && (
          <span className="hidden md:block">
            <StateChip token={token} now={now} />
          </span>
        )}
      </span>
      <span className="mt-0.5 flex min-w-0 items-center gap-1.5 text-[13px]">
        <span className={`min-w-0 truncate ${token.purpose === '' ? 'text-soft italic' : ''}`}>
          {token.purpose === '' ? t('options.noPurpose') : <NoteText text={token.purpose} />}
        </span>
        <span className="hidden shrink-0 gap-1 lg:flex">
          {token.tags.slice(0, 3).map((tag) => (
            <TagChip key={tag} tag={tag} />
          ))}
        </span>
      </span>
    </span>
  );
}

function ExpiryCell({ token, now }: { token: Token; now: number }) {
  const { state, text } = expiryWords(token.expiresAt, now);
  if (token.status === 'deleted') return <span className="text-soft">–</span>;
  if (state === 'none') return <span className="text-soft">{t('common.never')}</span>;
  const tone = state === 'over' ? 'text-bad' : state === 'soon' ? 'text-warn' : '';
  // Under its heading a day says enough.
  const shown = state === 'far' && token.expiresAt !== null ? dayWords(token.expiresAt) : text;
  return <span className={tone}>{shown}</span>;
}

function SortHead(props: {
  field: 'name' | 'expiresAt' | 'lastUsedAt';
  sort: TokenSort;
  onSort: (sort: TokenSort) => void;
  className?: string;
  children: ReactNode;
}) {
  const { field, sort, onSort, className = 'flex', children } = props;
  const up = sort === field;
  const down = sort === `-${field}`;
  return (
    <span
      role="columnheader"
      aria-sort={up ? 'ascending' : down ? 'descending' : 'none'}
      className={`min-w-0 ${className}`}
    >
      <button
        type="button"
        className="inline-flex items-center gap-1 rounded font-medium hover:text-ink"
        onClick={() => onSort(up ? `-${field}` : field)}
      >
        {children}
        {up && <ArrowUp size={12} aria-hidden />}
        {down && <ArrowDown size={12} aria-hidden />}
      </button>
    </span>
  );
}

function Nothing({ filter, onClear }: { filter: TokenFilter; onClear: () => void }) {
  const admin = useRegister(isAdmin);
  const waiting = useRegister((state) => state.synced === null && state.sync.kind !== 'failed');
  if (!isUnfiltered(filter)) {
    return isUnfiltered({ ...filter, use: 'any' }) ? (
      <div className="card flex flex-col">
        <EmptyState
          icon={<CircleCheck size={22} aria-hidden />}
          title={filter.use === 'never' ? t('options.noneNever') : t('options.noneUnused')}
          actions={<Button onClick={onClear}>{t('options.showAll')}</Button>}
        >
          {t('options.nothingToTidy')}
        </EmptyState>
      </div>
    ) : (
      <div className="card flex flex-col">
        <EmptyState
          icon={<SearchX size={22} aria-hidden />}
          title={t('options.noneFits')}
          actions={<Button onClick={onClear}>{t('options.showAll')}</Button>}
        >
          {t('options.searchLooksAt')}
        </EmptyState>
      </div>
    );
  }
  if (waiting) return <div aria-hidden className="card h-96 animate-pulse" />;
  return (
    <div className="card flex flex-col">
      <EmptyState
        icon={<KeyRound size={22} aria-hidden />}
        title={t('options.noneYet')}
        actions={
          admin ? (
            <Button look="primary" onClick={() => goTo({ kind: 'new' })}>
              {t('options.createA')}
            </Button>
          ) : undefined
        }
      >
        {admin ? t('options.beginWithFront') : t('options.adminCanRecord')}
      </EmptyState>
    </div>
  );
}

function isUnfiltered(filter: TokenFilter): boolean {
  return JSON.stringify(filter) === JSON.stringify(NO_FILTER);
}
