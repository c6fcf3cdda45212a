import type { KeyboardEvent } from 'react';
import type { Token } from '../../contract/token.ts';
import type { SelectedTokens } from '../state/use-selection.ts';
import { t } from '../../utils/i18n/t.ts';

interface SelectCellProps {
  readonly token: Token;
  readonly selected: SelectedTokens;
}

/** Chooses a row. With Shift all rows from the last one; Ctrl+A chooses all that were found, Esc none. */
export function SelectCell({ token, selected }: SelectCellProps) {
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key.toLowerCase() === 'a' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      if (!selected.all) selected.toggleAll();
    } else if (event.key === 'Escape' && selected.tokens.length > 0) {
      event.preventDefault();
      selected.clear();
    }
  };
  // Above the link that covers the row.
  return (
    <span role="cell" className="relative z-10 flex">
      {token.status !== 'deleted' && (
        <label className="-m-3 flex p-3 select-none">
          <input
            type="checkbox"
            aria-label={t('options.select', { name: token.name })}
            aria-keyshortcuts="Control+A Escape"
            className="size-4 accent-accent"
            checked={selected.has(token.id)}
            onChange={() => undefined}
            onClick={(event) => selected.toggle(token.id, event.shiftKey)}
            onKeyDown={onKeyDown}
          />
        </label>
      )}
    </span>
  );
}
