import { memo, type ReactNode } from 'react';
import type { Token } from '../../contract/token.ts';
import { scopesInShort } from '../../utils/words/scope-words.ts';
import type { ChangeMark } from '../../utils/outbox/shown-tokens.ts';
import { colorOf, type TagColors } from '../state/use-tag-color.ts';
import { MarkChip } from '../outbox/mark-chip.tsx';
import { StateChip } from '../tokens/state-chip.tsx';
import { PaintedTag } from '../tokens/tag-chip.tsx';
import { Chip } from '../ui/chip.tsx';
import { t } from '../../utils/i18n/t.ts';

export const OPTION_HEIGHT = 68;
const SHOWN_TAGS = 2;

/** Stable elements. */
export interface OptionIcons {
  readonly copy: ReactNode;
  readonly copying: ReactNode;
}

interface TokenOptionProps {
  readonly id: string;
  readonly token: Token;
  readonly mark: ChangeMark | undefined;
  readonly now: number;
  /** Stable while it says the same. */
  readonly tagColors: TagColors;
  /** Given by who draws the list; null for rows that are drawn ahead of React, and copy nothing. */
  readonly icons: OptionIcons | null;
  readonly active: boolean;
  readonly copying: boolean;
  readonly position: number;
  /** The part of the list that it stands in. */
  readonly part: string | undefined;
  readonly total: number;
  readonly onOpen: () => void;
  /** Stable, so that a row with the same token in it is not drawn anew. */
  readonly onCopy: (token: Token) => void;
  readonly onPoint: () => void;
}

/** One row of the popup's list: name and state, purpose, what it may do and its tags. */
export function TokenOption(props: TokenOptionProps) {
  const { id, token, mark, now, tagColors, icons, active, copying, position, total, part } = props;
  const { onOpen, onCopy, onPoint } = props;
  return (
    <div
      id={id}
      role="option"
      aria-selected={active}
      aria-description={part}
      aria-posinset={position}
      aria-setsize={total}
      onClick={onOpen}
      onPointerMove={onPoint}
      // Its size is fixed: what changes in one row is laid out and painted in that row alone.
      style={{ height: OPTION_HEIGHT, contain: 'strict' }}
      className="group relative flex cursor-pointer flex-col justify-center gap-px border-b border-line pr-11 pl-3 aria-selected:bg-chosen"
    >
      <Face {...{ token, mark, now, tagColors, icons, copying, onCopy }} />
    </div>
  );
}

type FaceProps = Pick<
  TokenOptionProps,
  'token' | 'mark' | 'now' | 'tagColors' | 'icons' | 'copying' | 'onCopy'
>;

/** What a row shows of its token. At most keystrokes only the row's place in the list is another. */
const Face = memo(function Face(props: FaceProps) {
  const { token, mark, now, tagColors, icons, copying, onCopy } = props;
  const more = token.tags.length - SHOWN_TAGS;
  return (
    <>
      <div className="flex min-w-0 items-center gap-2">
        <span className="min-w-0 flex-1 truncate text-[13.5px] font-semibold">{token.name}</span>
        <MarkChip mark={mark} />
        <StateChip token={token} now={now} />
      </div>
      <div className={`truncate text-[12.5px] ${token.purpose === '' ? 'text-soft italic' : ''}`}>
        {token.purpose === '' ? t('options.noPurpose') : token.purpose}
      </div>
      <div className="flex min-w-0 items-center gap-1 text-xs text-soft">
        <span className="min-w-0 truncate">
          {scopesInShort(token.scopes) || t('popup.scopeUnknown')}
        </span>
        <span className="ml-auto flex shrink-0 gap-1 pl-1">
          {token.tags.slice(0, SHOWN_TAGS).map((tag, place) => (
            <PaintedTag key={place} tag={tag} color={colorOf(tag, tagColors)} widest="max-w-24" />
          ))}
          {more > 0 && <Chip>+{more}</Chip>}
        </span>
      </div>
      {/* A short cut for the mouse alone: the keyboard copies with Ctrl+C, and the details have the button. */}
      {token.hint !== null && icons !== null && (
        <span
          aria-hidden
          title={t('popup.copyValue')}
          onClick={(event) => {
            event.stopPropagation();
            onCopy(token);
          }}
          className="absolute top-4.5 right-2 flex size-8 items-center justify-center rounded-lg text-soft group-aria-selected:text-ink hover:bg-paper hover:text-ink"
        >
          {copying ? icons.copying : icons.copy}
        </span>
      )}
    </>
  );
});
