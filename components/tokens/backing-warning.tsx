import { useMemo } from 'react';
import { useRegister } from '../state/register.ts';
import { Notice } from '../ui/notice.tsx';
import { t } from '../../utils/i18n/t.ts';

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
    <Notice tone="warn" title={t('tokens.noBackingTitle')}>
      {t('tokens.noBackingText')}
    </Notice>
  );
}
