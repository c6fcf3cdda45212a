import type { ReactNode } from 'react';
import { SessionNotice } from '../session/session-notice.tsx';
import { ViewHead } from './view-head.tsx';
import { t } from '../../utils/i18n/t.ts';

interface FormViewProps {
  readonly title: string;
  readonly onBack: () => void;
  /** It says itself what went wrong. */
  readonly onSubmit: () => Promise<void>;
  /** What is typed there goes on with a draft. */
  readonly restored: boolean;
  readonly children: ReactNode;
  readonly buttons: ReactNode;
}

/** A form in the panel: its head and its buttons stay, what is between them scrolls. */
export function FormView({ title, onBack, onSubmit, restored, children, buttons }: FormViewProps) {
  return (
    <form
      className="flex h-full flex-col"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        // It never rejects: the form shows its failure.
        void onSubmit();
      }}
    >
      <ViewHead title={title} onBack={onBack} />
      <SessionNotice />
      <div className="relative flex min-h-0 flex-1 flex-col gap-3.5 overflow-y-auto p-3">
        {children}
      </div>
      <footer className="flex shrink-0 items-center justify-end gap-2 border-t border-line bg-page p-2">
        {restored && <span className="mr-auto text-xs text-soft">{t('options.draft')}</span>}
        {buttons}
      </footer>
    </form>
  );
}
