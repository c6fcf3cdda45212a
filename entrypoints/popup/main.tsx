import { startPage } from '../../components/app/start-page.ts';
import { readPopupWord } from '../../components/at-hand/popup-word.ts';
import { drawFirstRows } from '../../components/popup/first-rows.tsx';
import { readPageOperation } from '../../components/popup/page-operation.ts';
import { readAtHand } from '../../components/state/at-hand.ts';
import { readDraftAhead } from '../../components/state/use-draft.ts';
import { isPlace, PLACE_DRAFTS } from '../../utils/panel/place.ts';
import '../../components/theme.css';

void startPage(
  () => import('../../components/popup/popup-app.tsx').then(({ PopupApp }) => PopupApp),
  async () => {
    await Promise.all([
      readPageOperation(),
      readAtHand(),
      readPopupWord(),
      readDraftAhead(PLACE_DRAFTS.popup, isPlace),
    ]);
  },
  drawFirstRows,
);
