import { startPage } from '../../components/app/start-page.ts';
import { readAtHand } from '../../components/state/at-hand.ts';
import { readDraftAhead } from '../../components/state/use-draft.ts';
import { isPlace, PLACE_DRAFTS } from '../../utils/panel/place.ts';

// The page says itself what went wrong.
void startPage('sidepanel', () => ({
  load: () => import('../../components/panel/panel-app.tsx').then(({ PanelApp }) => PanelApp),
  before: () => Promise.all([readAtHand(), readDraftAhead(PLACE_DRAFTS.panel, isPlace)]),
}));
