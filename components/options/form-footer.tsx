import type { ReactNode } from 'react';
import { t } from '../../utils/i18n/t.ts';

interface FormFooterProps {
  /** What went wrong, shown above the buttons so that it is never scrolled away. */
  readonly problem?: ReactNode;
  readonly restored: boolean;
  readonly children: ReactNode;
}

/** The buttons of a long form, always in view. */
export function FormFooter({ problem, restored, children }: FormFooterProps) {
  return (
    <div className="sticky bottom-0 -mx-4 flex flex-col gap-2 border-t border-line bg-page px-4 py-3 sm:mx-0 sm:px-0">
      {problem}
      <div className="flex items-center justify-end gap-2">
        {restored && <span className="mr-auto text-xs text-soft">{t('options.draft')}</span>}
        {children}
      </div>
    </div>
  );
}
