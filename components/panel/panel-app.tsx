import { lazy, Suspense, useEffect } from 'react';
import { browser } from 'wxt/browser';
import { t } from '../../utils/i18n/t.ts';
import { onPanelTarget, takePanelTarget } from '../../utils/panel/panel-target.ts';
import { isPlace, PLACE_DRAFTS, START, viewOf, type View } from '../../utils/panel/place.ts';
import { Views } from '../popup/views.tsx';
import { useRegister } from '../state/register.ts';
import { useDraft, type Draft } from '../state/use-draft.ts';
import { Toasts } from '../ui/toasts.tsx';
import { ViewOpens } from '../ui/view-opens.tsx';
import type { Place } from '../../utils/panel/place.ts';

// Nobody who is signed in waits for them.
const LockScreen = lazy(() =>
  import('../session/lock-screen.tsx').then((m) => ({ default: m.LockScreen })),
);
const Outside = lazy(() => import('../session/outside.tsx').then((m) => ({ default: m.Outside })));

/** The side panel of Chrome and the sidebar of Firefox: the popup's parts, with room to work beside a page. */
export function PanelApp() {
  const session = useRegister((state) => state.session);
  return (
    <>
      <main className="mx-auto flex h-screen w-full max-w-2xl flex-col overflow-hidden bg-paper">
        <Suspense fallback={<ViewOpens />}>
          {session.kind === 'not_connected' || session.kind === 'signed_out' ? (
            <Outside session={session} />
          ) : session.kind === 'locked' ? (
            <LockScreen session={session} />
          ) : (
            <PanelViews />
          )}
        </Suspense>
      </main>
      <Toasts />
    </>
  );
}

function PanelViews() {
  const place = useDraft(PLACE_DRAFTS.panel, START, isPlace);
  useTargets(place);
  if (!place.ready) return null;
  const { query, view } = place.value;
  const go = (next: View): void => place.set({ query, view: next });
  return (
    <>
      <nav
        aria-label={t('panel.panel')}
        className="flex shrink-0 gap-1 border-b border-line bg-page px-2 pt-1.5"
      >
        <Tab
          words={t('common.tokens')}
          on={view.kind !== 'planner'}
          onClick={() => go({ kind: 'list' })}
        />
        <Tab
          words={t('panel.scopePlanner')}
          on={view.kind === 'planner'}
          onClick={() => go({ kind: 'planner' })}
        />
      </nav>
      <div className="min-h-0 flex-1">
        <Views surface="panel" place={place.value} onPlace={place.set} />
      </div>
    </>
  );
}

/** Goes where a label on Front's page leads, whether the panel was open already or not. */
function useTargets({ set }: Draft<Place>): void {
  useEffect(() => {
    const life = new AbortController();
    const take = async (): Promise<void> => {
      const { id } = await browser.windows.getCurrent();
      const target = id === undefined ? null : await takePanelTarget(id);
      if (target !== null) set({ query: '', view: viewOf(target) });
    };
    // A target that can't be read is one that nobody waits for: the panel shows where it was left.
    const quietly = (): void => void take().catch(() => undefined);
    onPanelTarget(quietly, life.signal);
    quietly();
    return () => life.abort();
  }, [set]);
}

function Tab({ words, on, onClick }: { words: string; on: boolean; onClick: () => void }) {
  return (
    <button
      type="button"
      aria-current={on ? 'page' : undefined}
      className="rounded-t-md border-b-2 border-transparent px-2.5 py-1.5 text-[13px] font-medium text-soft hover:text-ink aria-[current=page]:border-accent aria-[current=page]:text-ink"
      onClick={onClick}
    >
      {words}
    </button>
  );
}
