import { PanelRight } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { withdrawLook } from '../../utils/at-hand/last-look.ts';
import { openPanelHere } from '../../utils/panel/open-panel-here.ts';
import { isPlace, PLACE_DRAFTS, START, type Place } from '../../utils/panel/place.ts';
import { usePopupWord } from '../at-hand/popup-word.ts';
import { personOf, useRegister } from '../state/register.ts';
import { useDraft } from '../state/use-draft.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { toast, Toasts } from '../ui/toasts.tsx';
import { ViewOpens } from '../ui/view-opens.tsx';
import { isList } from './first-rows.tsx';
import { usePageOperation } from './page-operation.ts';
import { Views } from './views.tsx';
import { t } from '../../utils/i18n/t.ts';

// Nobody who is signed in waits for them.
const LockScreen = lazy(() =>
  import('../session/lock-screen.tsx').then((m) => ({ default: m.LockScreen })),
);
const Outside = lazy(() => import('../session/outside.tsx').then((m) => ({ default: m.Outside })));

// Wanted when the popup was opened in the place of something else.
const WordNotice = lazy(() =>
  import('../at-hand/word-notice.tsx').then((m) => ({ default: m.WordNotice })),
);
// Wanted once for each site.
const AskInsert = lazy(() =>
  import('../at-hand/ask-insert.tsx').then((m) => ({ default: m.AskInsert })),
);

export function PopupApp() {
  const session = useRegister((state) => state.session);
  const word = usePopupWord((state) => state.word);
  const person = useRegister(personOf);
  return (
    <>
      <main className="flex h-[600px] w-[400px] max-w-full flex-col overflow-hidden bg-paper">
        {word !== null && (
          <Suspense fallback={null}>
            <WordNotice />
          </Suspense>
        )}
        <Suspense fallback={<ViewOpens />}>
          {session.kind === 'not_connected' || session.kind === 'signed_out' ? (
            <Outside session={session} />
          ) : session.kind === 'locked' ? (
            <LockScreen session={session} />
          ) : word?.kind === 'ask' && word.member === person ? (
            <AskInsert word={word} />
          ) : (
            <div className="min-h-0 flex-1">
              <PopupViews />
            </div>
          )}
        </Suspense>
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
        // The next popup opens elsewhere. Nothing waits for that, and it never rejects.
        if (isList(place.value) && !isList(next)) void withdrawLook();
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
    toast('bad', t('popup.noPanel'));
  }
}

// Made once: React passes over an element that is the very one it drew before.
const OPEN_PANEL = (
  <IconButton label={t('popup.openPanel')} onClick={() => void openPanel()}>
    <PanelRight size={16} aria-hidden />
  </IconButton>
);
