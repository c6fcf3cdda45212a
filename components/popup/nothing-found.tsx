import { KeyRound, Plus, SearchX } from 'lucide-react';
import { holdsTokenValue } from '../../contract/holds-token-value.ts';
import { openOptions } from '../../utils/pages/open-options.ts';
import { isAdmin, useRegister } from '../state/register.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { OPTION_HEIGHT } from './token-option.tsx';
import { t } from '../../utils/i18n/t.ts';

/** Instead of the list: nothing fits, nothing is there yet, or it is being fetched. */
export function NothingFound({ query, onCreate }: { query: string; onCreate: () => void }) {
  const admin = useRegister(isAdmin);
  const waiting = useRegister((state) => state.synced === null && state.sync.kind !== 'failed');
  if (query !== '') {
    const isValue = holdsTokenValue(query);
    return (
      <div className="flex h-full flex-col">
        <EmptyState
          icon={<SearchX size={22} aria-hidden />}
          title={isValue ? t('popup.isValue') : t('options.noneFits')}
          actions={
            isValue ? (
              <Button onClick={() => void openOptions('#/find')}>{t('popup.askWhose')}</Button>
            ) : undefined
          }
        >
          {isValue ? t('popup.valueNotSearched') : t('options.searchLooksAt')}
        </EmptyState>
      </div>
    );
  }
  if (waiting) return <SkeletonRows />;
  return (
    <div className="flex h-full flex-col">
      <EmptyState
        icon={<KeyRound size={22} aria-hidden />}
        title={t('options.noneYet')}
        actions={
          admin ? (
            <Button look="primary" icon={<Plus size={16} aria-hidden />} onClick={onCreate}>
              {t('options.createA')}
            </Button>
          ) : undefined
        }
      >
        {admin ? t('popup.recordOrCreate') : t('options.adminCanRecord')}
      </EmptyState>
    </div>
  );
}

/** The shape of the list while it is fetched for the first time. */
function SkeletonRows() {
  return (
    <div aria-hidden className="h-full overflow-hidden">
      {Array.from({ length: 7 }, (_, index) => (
        <div
          key={index}
          className="flex flex-col justify-center gap-1.5 border-b border-line px-3"
          style={{ height: OPTION_HEIGHT }}
        >
          <div className="h-3 w-3/5 animate-pulse rounded bg-hover" />
          <div className="h-2.5 w-4/5 animate-pulse rounded bg-hover" />
          <div className="h-2.5 w-2/5 animate-pulse rounded bg-hover" />
        </div>
      ))}
    </div>
  );
}
