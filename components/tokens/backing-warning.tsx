import { useMemo } from 'react';
import { useRegister } from '../state/register.ts';
import { Notice } from '../ui/notice.tsx';

/** Says before an issued token is made that nothing stands behind it yet. */
export function BackingWarning() {
  const tokens = useRegister((state) => state.tokens);
  const complete = useRegister((state) => state.complete);
  const hasFrontToken = useMemo(
    () =>
      tokens.some(
        ({ token }) => token.kind === 'front' && token.status !== 'deleted' && token.hint !== null,
      ),
    [tokens],
  );
  if (!complete || hasFrontToken) return null;
  return (
    <Notice tone="warn" title="No Front token is recorded yet">
      Calls of an issued token go to Front with a Front token behind it. Record one with its value
      first, or its calls are refused.
    </Notice>
  );
}
