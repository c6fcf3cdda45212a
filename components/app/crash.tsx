import { TriangleAlert } from 'lucide-react';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';

/** Shown when the page cannot be drawn at all: what the browser said, and the one thing that helps. */
export function Crash({ error }: { error: unknown }) {
  return (
    <div className="flex min-h-80 flex-col">
      <EmptyState
        icon={<TriangleAlert size={22} aria-hidden />}
        title="This page could not be opened"
        actions={<Button onClick={() => location.reload()}>Load again</Button>}
      >
        {error instanceof Error ? error.message : 'The browser did not say why.'}
      </EmptyState>
    </div>
  );
}
