import { ArrowLeft } from 'lucide-react';
import type { ReactNode } from 'react';
import { IconButton } from '../ui/icon-button.tsx';
import { t } from '../../utils/i18n/t.ts';

interface ViewHeadProps {
  readonly title: string;
  readonly onBack: () => void;
  readonly children?: ReactNode;
}

/** The head of a view in the popup or panel: the way back, and what this is. */
export function ViewHead({ title, onBack, children }: ViewHeadProps) {
  return (
    <header className="flex shrink-0 items-center gap-1 border-b border-line p-2">
      <IconButton label={t('panel.back')} onClick={onBack}>
        <ArrowLeft size={17} aria-hidden />
      </IconButton>
      <h1 className="min-w-0 flex-1 truncate font-semibold">{title}</h1>
      {children}
    </header>
  );
}
