import { useCallback, useMemo, useState } from 'react';
import type { Token } from '../../contract/token.ts';
import { NOTHING_SELECTED, rangeTo, toggled } from '../../utils/tokens/selection.ts';

export interface SelectedTokens {
  /** Those of the shown ones that are chosen, in their order. What is not shown is never changed. */
  readonly tokens: readonly Token[];
  readonly has: (id: string) => boolean;
  readonly all: boolean;
  /** `range` goes on from the last one that was chosen. */
  readonly toggle: (id: string, range: boolean) => void;
  readonly toggleAll: () => void;
  readonly clear: () => void;
}

/** Which of the shown tokens are chosen. Deleted ones can’t be. */
export function useSelection(shown: readonly Token[]): SelectedTokens {
  const [selection, setSelection] = useState(NOTHING_SELECTED);
  const choosable = useMemo(() => shown.filter(({ status }) => status !== 'deleted'), [shown]);
  const tokens = useMemo(
    () => choosable.filter(({ id }) => selection.ids.has(id)),
    [choosable, selection],
  );
  const all = tokens.length > 0 && tokens.length === choosable.length;
  const clear = useCallback(() => setSelection(NOTHING_SELECTED), []);
  return {
    tokens,
    all,
    has: (id) => selection.ids.has(id),
    toggle: (id, range) =>
      setSelection((before) =>
        range
          ? rangeTo(
              before,
              id,
              choosable.map((token) => token.id),
            )
          : toggled(before, id),
      ),
    toggleAll: () =>
      setSelection(
        all ? NOTHING_SELECTED : { ids: new Set(choosable.map(({ id }) => id)), anchor: null },
      ),
    clear,
  };
}
