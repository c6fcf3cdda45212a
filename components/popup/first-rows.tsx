import type { LastLook } from '../../utils/at-hand/last-look.ts';
import { putFirst } from '../../utils/at-hand/put-first.ts';
import { isPlace, PLACE_DRAFTS, type Place } from '../../utils/panel/place.ts';
import { atHandOf } from '../state/at-hand.ts';
import { isAdmin, useRegister, type RegisterState } from '../state/register.ts';
import { tagColorsOf } from '../state/use-tag-color.ts';
import { draftAhead } from '../state/use-draft.ts';
import { usePopupWord } from '../at-hand/popup-word.ts';
import { drawOnce } from '../ui/draw-once.ts';
import { usePageOperation } from './page-operation.ts';
import { rowsInSight } from './rows-in-sight.ts';
import { HEADING_HEIGHT, LIST_HEIGHT, TokenList, type TokenListProps } from './token-list.tsx';
import { OPTION_HEIGHT } from './token-option.tsx';

const none = (): void => undefined;

/** A popup that has something to say first, or is about the page below, opens on that. */
export function opensPlain(): boolean {
  return usePopupWord.getState().word === null && usePageOperation.getState().page === null;
}

/** What the popup's list begins with, from what was read before the first paint; null where it opens on something else. */
export function firstLook(): LastLook | null {
  if (!opensPlain()) return null;
  const register = useRegister.getState();
  const { pins, recents } = atHandOf(register);
  return lookOf(register, draftAhead(PLACE_DRAFTS.popup, isPlace), pins, recents);
}

/**
 * The same from what is given.
 * @param place where the popup was left; null for nowhere
 * @param pins ids of the tokens that stand first
 * @param recents ids of those that stand after them
 */
export function lookOf(
  register: Pick<RegisterState, 'session' | 'tokens'>,
  place: Place | null,
  pins: readonly string[],
  recents: readonly string[],
): LastLook | null {
  const { session } = register;
  const live = register.tokens.filter(({ token }) => token.status !== 'deleted');
  if (session.kind !== 'signed_in' || !isList(place) || live.length === 0) return null;
  const { rows, headings } = putFirst(live, pins, recents);
  return {
    member: session.me.id,
    pins,
    mayCreate: isAdmin(register),
    tagColors: tagColorsOf(register),
    // What they are searched by isn't drawn.
    rows: rows
      .slice(0, inSight(rows.length, headings).end)
      .map(({ token, mark }) => (mark === undefined ? { token } : { token, mark })),
    headings,
  };
}

/** Whether the popup opens on its list, whole, where it was left there. */
export function isList(place: Place | null): boolean {
  return place === null || (place.view.kind === 'list' && place.query === '');
}

/** Nobody scrolls it: a row beyond the edge would be drawn for nothing. */
function inSight(count: number, headings: LastLook['headings']): TokenListProps['rows'] {
  return rowsInSight(0, LIST_HEIGHT - OPTION_HEIGHT, {
    count,
    rowHeight: OPTION_HEIGHT,
    headings: { before: headings.map(({ before }) => before), height: HEADING_HEIGHT },
  });
}

/**
 * Draws the first rows of the popup, for the moment until React DOM has been loaded and draws the
 * same rows to be worked with.
 */
export function drawFirstRows(look: LastLook, into: Element): void {
  drawOnce(<FirstRows look={look} now={Date.now()} />, into);
}

/** The rows, between bars as high as those that React fills: nothing moves when it does. */
function FirstRows({ look, now }: { readonly look: LastLook; readonly now: number }) {
  const { rows, headings, tagColors, mayCreate } = look;
  const list: TokenListProps = {
    id: 'first',
    rows: inSight(rows.length, headings),
    found: rows,
    headings,
    at: 0,
    now,
    tagColors,
    icons: null,
    busyId: null,
    whenEmpty: 'hide',
    onOpen: none,
    onCopy: none,
    onPoint: none,
  };
  return (
    <div className="flex h-[600px] w-[400px] max-w-full flex-col bg-paper">
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
