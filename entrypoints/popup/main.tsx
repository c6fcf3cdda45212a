import { startPage } from '../../components/app/start-page.ts';
import { readPopupWord } from '../../components/at-hand/popup-word.ts';
import { drawFirstRows, firstLook, opensPlain } from '../../components/popup/first-rows.tsx';
import { followFirstLook } from '../../components/popup/keep-first-look.ts';
import { readPageOperation } from '../../components/popup/page-operation.ts';
import { idsAtHand, readAtHand } from '../../components/state/at-hand.ts';
import { readDraftAhead } from '../../components/state/use-draft.ts';
import {
  keepLookOf,
  lookGeneration,
  readLook,
  type LastLook,
} from '../../utils/at-hand/last-look.ts';
import { isPlace, PLACE_DRAFTS } from '../../utils/panel/place.ts';

/** A few more than fit into it. */
const ROWS = 12;

// The page says itself what went wrong.
void startPage('popup', () => {
  // The generation is of the moment before the database is read.
  const before = Promise.all([readLook(), lookGeneration()]);
  const opens = Promise.all([readPageOperation(), readPopupWord()]);
  const atHand = readAtHand();
  const draw = (look: LastLook | null, into: Element): boolean => {
    if (look !== null) drawFirstRows(look, into);
    return look !== null;
  };
  return {
    load: () => import('../../components/popup/popup-app.tsx').then(({ PopupApp }) => PopupApp),
    before: () => Promise.all([atHand, opens, readDraftAhead(PLACE_DRAFTS.popup, isPlace)]),
    tokens: {
      rows: ROWS,
      before: async (member) => {
        // Without them the list is in its own order, as it is when nothing is at hand.
        await atHand.catch(() => undefined);
        return idsAtHand(member);
      },
    },
    ahead: {
      fromLook: async (into) => {
        const [[look]] = await Promise.all([before, opens]);
        return opensPlain() && draw(look, into);
      },
      fromRead: (into) => draw(firstLook(), into),
      isRight: () => firstLook() !== null,
    },
    // Many a popup is closed before the rest of its list has been read.
    painted: async () => {
      const look = firstLook();
      const [last, generation] = await before;
      if (look !== null && last === null) await keepLookOf(generation, look);
    },
    afterwards: (signal) => followFirstLook(ROWS, signal),
  };
});
