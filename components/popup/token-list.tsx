import { Fragment, memo, type RefObject } from 'react';
import type { Token } from '../../contract/token.ts';
import type { AtHandOrder } from '../../utils/at-hand/put-first.ts';
import { t } from '../../utils/i18n/t.ts';
import type { ShownToken } from '../../utils/outbox/shown-tokens.ts';
import type { TagColors } from '../state/use-tag-color.ts';
import { TokenOption, type OptionIcons } from './token-option.tsx';
import type { RowsInSight } from './rows-in-sight.ts';

/** What is left of the popup for the list, until it has been measured. In px. */
export const LIST_HEIGHT = 510;
/** Of the small headings between the rows, in px. */
export const HEADING_HEIGHT = 24;

export interface TokenListProps {
  readonly scroller?: RefObject<HTMLDivElement | null>;
  readonly rows: RowsInSight;
  readonly onScroll?: () => void;
  readonly id: string;
  readonly found: readonly Pick<ShownToken, 'token' | 'mark'>[];
  /** Words that stand before a row, by that row; from the top. */
  readonly headings: AtHandOrder<unknown>['headings'];
  /** The row that the arrows have come to. */
  readonly at: number;
  readonly now: number;
  readonly tagColors: TagColors;
  readonly icons: OptionIcons | null;
  readonly busyId: string | null;
  /** What becomes of the rows while none is found. */
  readonly whenEmpty: 'hide' | 'remove';
  readonly onOpen: (token: Token) => void;
  readonly onCopy: (token: Token) => void;
  readonly onPoint: (index: number) => void;
}

/** The popup's list, with only the rows in sight in the page. */
export function TokenList(props: TokenListProps) {
  const { scroller, onScroll, id, found } = props;
  const empty = found.length === 0;
  return (
    <div
      ref={scroller}
      onScroll={onScroll}
      id={id}
      role="listbox"
      aria-label={t('common.tokens')}
      aria-hidden={empty || undefined}
      tabIndex={-1}
      // Laid out as it was: the key that finds something again finds its rows in place.
      style={empty ? HIDDEN : SHOWN}
      className="absolute inset-0 overflow-y-auto outline-none"
    >
      <Rows {...props} />
    </div>
  );
}

// What changes in the list moves nothing around it.
const SHOWN = { contain: 'strict' } as const;
const HIDDEN = { ...SHOWN, contentVisibility: 'hidden' } as const;

/** Seen alone: to whoever hears the list, each option says which part it is in. */
function Heading({ words }: { words: string }) {
  return (
    <div
      aria-hidden
      style={{ height: HEADING_HEIGHT }}
      className="flex items-end bg-page px-3 pb-1 text-xs font-medium text-soft"
    >
      {words}
    </div>
  );
}

/** Rows that nobody sees are left as they are, instead of being taken away and made again. */
const Rows = memo(
  function Rows(props: TokenListProps) {
    const { rows, id, found, headings, at, now, tagColors, icons, busyId } = props;
    const { onOpen, onCopy, onPoint } = props;
    return (
      <div role="presentation" className="relative" style={{ height: rows.height }}>
        <div role="presentation" className="absolute inset-x-0" style={{ top: rows.top }}>
          {found.slice(rows.first, rows.end).map(({ token, mark }, place) => {
            const index = rows.first + place;
            const heading = headings.find(({ before }) => before === index);
            return (
              // By place: a row that finds another token changes its words, and is not made anew.
              <Fragment key={index}>
                {heading !== undefined && <Heading words={heading.words} />}
                <TokenOption
                  part={headings.findLast(({ before }) => before <= index)?.words}
                  id={`${id}-${index}`}
                  token={token}
                  mark={mark}
                  now={now}
                  tagColors={tagColors}
                  icons={icons}
                  active={index === at}
                  copying={busyId === token.id}
                  position={index + 1}
                  total={found.length}
                  onOpen={() => onOpen(token)}
                  onCopy={onCopy}
                  onPoint={() => onPoint(index)}
                />
              </Fragment>
            );
          })}
        </div>
      </div>
    );
  },
  (_, next) => next.found.length === 0 && next.whenEmpty === 'hide',
);
