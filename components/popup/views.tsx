import { lazy, Suspense, type ReactNode } from 'react';
import { nextPaint } from '../../utils/pages/next-paint.ts';
import type { Place, Surface, View } from '../../utils/panel/place.ts';
import { waitsWords } from '../../utils/words/waits.ts';
import { toast } from '../ui/toasts.tsx';
import { ViewOpens } from '../ui/view-opens.tsx';
import type { PageOperation } from './page-operation.ts';
import { TokenFinder } from './token-finder.tsx';
import { t } from '../../utils/i18n/t.ts';

// The list is what opens; the rest comes when it is asked for.
const TokenCard = lazy(() => import('./token-card.tsx').then((m) => ({ default: m.TokenCard })));
const CompactCreate = lazy(() =>
  import('./compact-create.tsx').then((m) => ({ default: m.CompactCreate })),
);
// Stands below the list, which is not kept waiting for it.
const UnrecognisedLine = lazy(async () => {
  await nextPaint();
  const { UnrecognisedLine: line } = await import('../front-page/unrecognised-line.tsx');
  return { default: line };
});
const PlannerView = lazy(() =>
  import('../planner/planner-view.tsx').then((m) => ({ default: m.PlannerView })),
);
const RecordView = lazy(() =>
  import('../panel/record-view.tsx').then((m) => ({ default: m.RecordView })),
);

interface ViewsProps {
  readonly surface: Surface;
  readonly place: Place;
  readonly onPlace: (place: Place) => void;
  /** More buttons beside the search. */
  readonly listActions?: ReactNode;
  /** The operation of the page below, whose tokens stand before the list. */
  readonly page?: PageOperation | null;
}

/** What popup and side panel share: the list, one token, and the forms. */
export function Views({ surface, place, onPlace, listActions, page = null }: ViewsProps) {
  const { query, view } = place;
  const go = (next: View): void => onPlace({ query, view: next });
  const toList = (): void => go({ kind: 'list' });
  const open = (id: string): void => go({ kind: 'token', id });
  switch (view.kind) {
    case 'list':
      return (
        // A column as high as what holds it: the list takes what the line leaves.
        <div className="flex h-full min-h-0 flex-col">
          <div className="min-h-0 flex-1">
            <TokenFinder
              query={query}
              onQuery={(text) => onPlace({ query: text, view })}
              onOpen={(token) => open(token.id)}
              onCreate={() => go({ kind: 'create' })}
              actions={listActions}
              above={
                page !== null && (
                  <page.Panel
                    operation={page.operation}
                    onOpen={(token) => open(token.id)}
                    onCreate={() => go({ kind: 'create', operation: page.operation.id })}
                  />
                )
              }
            />
          </div>
          <Suspense fallback={null}>
            <UnrecognisedLine />
          </Suspense>
        </div>
      );
    case 'token':
      return (
        <Suspense fallback={<ViewOpens />}>
          <TokenCard
            key={view.id}
            id={view.id}
            onBack={toList}
            {...(surface === 'panel'
              ? {
                  editing: view.edits === true,
                  onEditing: (edits: boolean) => go({ kind: 'token', id: view.id, edits }),
                }
              : {})}
          />
        </Suspense>
      );
    case 'create':
      return (
        <Suspense fallback={<ViewOpens />}>
          <CompactCreate
            operation={view.operation}
            onBack={toList}
            onCreated={(made) => {
              const created = t('popup.created');
              toast('good', made.kind === 'created' ? created : waitsWords());
              // Made for the page's call: back to where that can be copied.
              if (view.operation === undefined) open(made.id);
              else toList();
            }}
          />
        </Suspense>
      );
    case 'planner':
      return (
        <Suspense fallback={<ViewOpens />}>
          <PlannerView onBack={toList} onOpen={open} />
        </Suspense>
      );
    case 'record':
      return (
        <Suspense fallback={<ViewOpens />}>
          <RecordView key={view.name} name={view.name} onBack={toList} onRecorded={open} />
        </Suspense>
      );
  }
}
