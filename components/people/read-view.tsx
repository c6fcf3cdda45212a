import type { ReactNode } from 'react';
import { t } from '../../utils/i18n/t.ts';
import { FailureNotice } from '../session/failure-notice.tsx';
import type { Reading } from '../state/use-people.ts';
import { Button } from '../ui/button.tsx';

interface ReadViewProps<T> {
  readonly reading: Reading<T> & { readonly again: () => void };
  readonly children: (value: T) => ReactNode;
}

/** What was read; until then a quiet place for it, and when it failed the reason and another try. */
export function ReadView<T>({ reading, children }: ReadViewProps<T>) {
  switch (reading.kind) {
    case 'reading':
      return <div aria-hidden className="h-16 animate-pulse rounded-lg bg-hover" />;
    case 'failed':
      return (
        <div className="flex flex-col items-start gap-2">
          {reading.failure.code === 'unreachable' ? (
            // The head of the page says why, once for all its parts.
            <p className="text-[13px] text-soft">{t('ui.whenReachable')}</p>
          ) : (
            <FailureNotice failure={reading.failure} />
          )}
          <Button onClick={reading.again}>{t('common.tryAgain')}</Button>
        </div>
      );
    case 'read':
      return children(reading.value);
  }
}
