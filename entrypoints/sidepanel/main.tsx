import { startPage } from '../../components/app/start-page.ts';
import { readDraftAhead } from '../../components/state/use-draft.ts';
import { isPlace, PLACE_DRAFTS } from '../../utils/panel/place.ts';
import '../../components/theme.css';

void startPage(
  () => import('../../components/panel/panel-app.tsx').then(({ PanelApp }) => PanelApp),
  () => readDraftAhead(PLACE_DRAFTS.panel, isPlace),
);
