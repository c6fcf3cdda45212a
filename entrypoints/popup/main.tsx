import { startPage } from '../../components/app/start-page.ts';
import { readPopupWord } from '../../components/at-hand/popup-word.ts';
import { drawFirstRows } from '../../components/popup/first-rows.tsx';
import { readPageOperation } from '../../components/popup/page-operation.ts';
import { idsAtHand, readAtHand } from '../../components/state/at-hand.ts';
import { readDraftAhead } from '../../components/state/use-draft.ts';
import { isPlace, PLACE_DRAFTS } from '../../utils/panel/place.ts';

/** A few more than fit into it. */
const ROWS = 12;

// The page says itself what went wrong.
void startPage('popup', () => {
  const atHand = readAtHand();
  return {
    load: () => import('../../components/popup/popup-app.tsx').then(({ PopupApp }) => PopupApp),
    before: () =>
      Promise.all([
        atHand,
        readPageOperation(),
        readPopupWord(),
        readDraftAhead(PLACE_DRAFTS.popup, isPlace),
      ]),
    tokens: {
      rows: ROWS,
      before: async (member) => {
        // Without them the list is in its own order, as it is when nothing is at hand.
        await atHand.catch(() => undefined);
        return idsAtHand(member);
      },
    },
    drawFirst: drawFirstRows,
  };
});
