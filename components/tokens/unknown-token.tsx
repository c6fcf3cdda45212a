import { SearchX } from 'lucide-react';
import { useRegister } from '../state/register.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { t } from '../../utils/i18n/t.ts';

/** Says that a token is not in the register, once all of it has been read, and leads back to the list. */
export function UnknownToken({ onBack }: { onBack: () => void }) {
  const complete = useRegister((state) => state.complete);
  if (!complete) return null;
  return (
    <EmptyState
      main
      icon={<SearchX size={22} aria-hidden />}
      title={t('tokens.unknownTitle')}
      actions={<Button onClick={onBack}>{t('tokens.allTokens')}</Button>}
    >
      {t('tokens.unknownText')}
    </EmptyState>
  );
}
