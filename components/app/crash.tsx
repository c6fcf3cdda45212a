import { TriangleAlert } from 'lucide-react';
import { t } from '../../utils/i18n/t.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';

/** Shown when the page cannot be drawn at all: what the browser said, and the one thing that helps. */
export function Crash({ error }: { error: unknown }) {
  return (
    <div className="flex min-h-80 flex-col">
      <EmptyState
        icon={<TriangleAlert size={22} aria-hidden />}
        title={t('app.crashTitle')}
        actions={<Button onClick={() => location.reload()}>{t('app.loadAgain')}</Button>}
      >
        {wordsOf(error)}
      </EmptyState>
    </div>
  );
}

/** What the browser said, as far as it said anything. */
export function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : t('app.noReason');
}
