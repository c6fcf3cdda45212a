import { Copy, LoaderCircle } from 'lucide-react';
import type { Token } from '../../contract/token.ts';
import { scopesInShort } from '../../utils/words/scope-words.ts';
import { StateChip } from '../tokens/state-chip.tsx';
import { Chip } from '../ui/chip.tsx';

export const OPTION_HEIGHT = 68;
const SHOWN_TAGS = 2;

interface TokenOptionProps {
  readonly id: string;
  readonly token: Token;
  readonly now: number;
  readonly active: boolean;
  readonly copying: boolean;
  readonly position: number;
  readonly total: number;
  readonly onOpen: () => void;
  readonly onCopy: () => void;
  readonly onPoint: () => void;
}

/** One row of the popup's list: name and state, purpose, what it may do and its tags. */
export function TokenOption(props: TokenOptionProps) {
  const { id, token, now, active, copying, position, total, onOpen, onCopy, onPoint } = props;
  const more = token.tags.length - SHOWN_TAGS;
  return (
    <div
      id={id}
      role="option"
      aria-selected={active}
      aria-posinset={position}
      aria-setsize={total}
      onClick={onOpen}
      onPointerMove={onPoint}
      style={{ height: OPTION_HEIGHT }}
      className={`relative flex cursor-pointer flex-col justify-center gap-px border-b border-line pr-11 pl-3 ${active ? 'bg-chosen' : ''}`}
    >
      <div className="flex min-w-0 items-center gap-2">
        <span className="min-w-0 flex-1 truncate text-[13.5px] font-semibold">{token.name}</span>
        <StateChip token={token} now={now} />
      </div>
      <div className={`truncate text-[12.5px] ${token.purpose === '' ? 'text-soft italic' : ''}`}>
        {token.purpose === '' ? 'No purpose noted' : token.purpose}
      </div>
      <div className="flex min-w-0 items-center gap-1 text-xs text-soft">
        <span className="min-w-0 truncate">{scopesInShort(token.scopes) || 'Scope unknown'}</span>
        <span className="ml-auto flex shrink-0 gap-1 pl-1">
          {token.tags.slice(0, SHOWN_TAGS).map((tag) => (
            <span key={tag} className="flex max-w-24">
              <Chip>{tag}</Chip>
            </span>
          ))}
          {more > 0 && <Chip>+{more}</Chip>}
        </span>
      </div>
      {/* A short cut for the mouse alone: the keyboard copies with Ctrl+C, and the details have the button. */}
      {token.hint !== null && (
        <span
          aria-hidden
          title="Copy the value"
          onClick={(event) => {
            event.stopPropagation();
            onCopy();
          }}
          className={`absolute top-4.5 right-2 flex size-8 items-center justify-center rounded-lg hover:bg-paper hover:text-ink ${active ? 'text-ink' : 'text-soft'}`}
        >
          {copying ? <LoaderCircle size={15} className="animate-spin" /> : <Copy size={15} />}
        </span>
      )}
    </div>
  );
}
