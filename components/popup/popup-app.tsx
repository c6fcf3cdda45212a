import { PanelRight } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { openPanelHere } from '../../utils/panel/open-panel.ts';
import { isPlace, PLACE_DRAFTS, START, type Place } from '../../utils/panel/place.ts';
import { usePopupWord } from '../at-hand/popup-word.ts';
import { WordNotice } from '../at-hand/word-notice.tsx';
import { LockScreen } from '../session/lock-screen.tsx';
import { Outside } from '../session/outside.tsx';
import { useRegister } from '../state/register.ts';
import { useDraft } from '../state/use-draft.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { toast, Toasts } from '../ui/toasts.tsx';
import { usePageOperation } from './page-operation.ts';
import { Views } from './views.tsx';

// Wanted once for each site.
const AskInsert = lazy(() =>
  import('../at-hand/ask-insert.tsx').then((m) => ({ default: m.AskInsert })),
);

export function PopupApp() {
  const session = useRegister((state) => state.session);
  const word = usePopupWord((state) => state.word);
  return (
    <>
      <main className="flex h-[600px] w-[400px] max-w-full flex-col overflow-hidden bg-paper">
        <WordNotice />
        {session.kind === 'not_connected' || session.kind === 'signed_out' ? (
          <Outside session={session} />
        ) : session.kind === 'locked' ? (
          <LockScreen session={session} />
        ) : word?.kind === 'ask' ? (
          <Suspense fallback={null}>
            <AskInsert word={word} />
          </Suspense>
        ) : (
          <div className="min-h-0 flex-1">
            <PopupViews />
          </div>
        )}
      </main>
      <Toasts />
    </>
  );
}

function PopupViews() {
  const place = useDraft(PLACE_DRAFTS.popup, START, isPlace);
  const page = usePageOperation((state) => state.page);
  // Who was led to a place by a field's menu or a key is shown that.
  const led = usePopupWord((state) => state.word !== null);
  const [fresh, setFresh] = useState(page !== null && !led);
  if (!place.ready) return null;
  return (
    <Views
      surface="popup"
      // Above a page of the API reference it opens on what that is about, and not where it was left.
      place={fresh && !isFor(place.value, page?.operation.id) ? START : place.value}
      onPlace={(next) => {
        setFresh(false);
        place.set(next);
      }}
      listActions={OPEN_PANEL}
      page={page}
    />
  );
}

/** A form that was begun for this very operation is gone on with. */
function isFor({ view }: Place, operation: string | undefined): boolean {
  return view.kind === 'create' && view.operation !== undefined && view.operation === operation;
}

async function openPanel(): Promise<void> {
  try {
    await openPanelHere();
    // It stands beside the page now; the popup would lie over it.
    close();
  } catch {
    // The browser's reason is for programmers; the person needs the other way there.
    toast('bad', 'The browser did not open the side panel. Its menu has it too.');
  }
}

// Made once: React passes over an element that is the very one it drew before.
const OPEN_PANEL = (
  <IconButton label="Open in the side panel" onClick={() => void openPanel()}>
    <PanelRight size={16} aria-hidden />
  </IconButton>
);
