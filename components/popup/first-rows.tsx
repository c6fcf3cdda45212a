import { putFirst } from '../../utils/at-hand/put-first.ts';
import { isPlace, PLACE_DRAFTS } from '../../utils/panel/place.ts';
import { atHandOf } from '../state/at-hand.ts';
import { isAdmin, useRegister } from '../state/register.ts';
import { tagColorsOf } from '../state/use-tag-color.ts';
import { draftAhead } from '../state/use-draft.ts';
import { usePopupWord } from '../at-hand/popup-word.ts';
import { drawOnce } from '../ui/draw-once.ts';
import { usePageOperation } from './page-operation.ts';
import { rowsInSight } from './rows-in-sight.ts';
import { HEADING_HEIGHT, LIST_HEIGHT, TokenList, type TokenListProps } from './token-list.tsx';
import { OPTION_HEIGHT } from './token-option.tsx';

const NO_ICONS = { copy: null, copying: null };
const none = (): void => undefined;

/**
 * Draws the first rows of the popup where it opens on its list, from what has been read, for the
 * moment until React DOM has been loaded and draws the same rows to be worked with.
 * @returns false where the popup opens on something else
 */
export function drawFirstRows(into: Element): boolean {
  const list = firstList();
  if (list === null) return false;
  drawOnce(<FirstRows list={list} mayCreate={isAdmin(useRegister.getState())} />, into);
  return true;
}

/** Null where the popup opens on something else: then React draws that. */
function firstList(): TokenListProps | null {
  const register = useRegister.getState();
  const place = draftAhead(PLACE_DRAFTS.popup, isPlace);
  const opensOnList = place === null || (place.view.kind === 'list' && place.query === '');
  const isPlain =
    register.session.kind === 'signed_in' &&
    usePopupWord.getState().word === null &&
    usePageOperation.getState().page === null;
  const live = register.tokens.filter(({ token }) => token.status !== 'deleted');
  if (!opensOnList || !isPlain || live.length === 0) return null;
  const { pins, recents } = atHandOf(register);
  const { rows: found, headings } = putFirst(live, pins, recents);
  const before = headings.map((heading) => heading.before);
  return {
    id: 'first',
    rows: rowsInSight(0, LIST_HEIGHT, {
      count: found.length,
      rowHeight: OPTION_HEIGHT,
      headings: { before, height: HEADING_HEIGHT },
    }),
    found,
    headings,
    at: 0,
    now: Date.now(),
    tagColors: tagColorsOf(register),
    icons: NO_ICONS,
    busyId: null,
    whenEmpty: 'hide',
    onOpen: none,
    onCopy: none,
    onPoint: none,
  };
}

interface FirstRowsProps {
  readonly list: TokenListProps;
  /** Who may create has one button more above the list. */
  readonly mayCreate: boolean;
}

/** The rows, between bars as high as those that React fills: nothing moves when it does. */
function FirstRows({ list, mayCreate }: FirstRowsProps) {
  return (
    <div className="flex h-full flex-col bg-paper">
      <div className="flex items-center gap-1 border-b border-line p-2">
        <div className="field-box flex-1">{'\u00a0'}</div>
        <div className={mayCreate ? 'w-26' : 'w-17'} />
      </div>
      <div className="relative min-h-0 flex-1">
        <TokenList {...list} />
      </div>
      <div className="h-8 shrink-0 border-t border-line bg-page" />
    </div>
  );
}
