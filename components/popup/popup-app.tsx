import { PanelRight } from 'lucide-react';
import { useState } from 'react';
import { openPanelHere } from '../../utils/panel/open-panel.ts';
import { isPlace, PLACE_DRAFTS, START, type Place } from '../../utils/panel/place.ts';
import { LockScreen } from '../session/lock-screen.tsx';
import { Outside } from '../session/outside.tsx';
import { useRegister } from '../state/register.ts';
import { useDraft } from '../state/use-draft.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { toast, Toasts } from '../ui/toasts.tsx';
import { usePageOperation } from './page-operation.ts';
import { Views } from './views.tsx';

export function PopupApp() {
  const session = useRegister((state) => state.session);
  return (
    <>
      <main className="flex h-[600px] w-[400px] max-w-full flex-col overflow-hidden bg-paper">
        {session.kind === 'not_connected' || session.kind === 'signed_out' ? (
          <Outside session={session} />
        ) : session.kind === 'locked' ? (
          <LockScreen session={session} />
        ) : (
          <PopupViews />
        )}
      </main>
      <Toasts />
    </>
  );
}

function PopupViews() {
  const place = useDraft(PLACE_DRAFTS.popup, START, isPlace);
  const page = usePageOperation((state) => state.page);
  const [fresh, setFresh] = useState(page !== null);
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
