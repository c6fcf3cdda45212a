import { readDraft, writeDraft } from '../drafts/drafts.ts';
import { isPlace, PLACE_DRAFTS, START, type Place, type View } from './place.ts';

/** Has the popup open on this view the next time: on the list from its start, elsewhere with the search kept for the way back. */
export async function placePopup(view: View): Promise<void> {
  const place: Place =
    view.kind === 'list'
      ? START
      : { ...((await readDraft(PLACE_DRAFTS.popup, isPlace)) ?? START), view };
  await writeDraft(PLACE_DRAFTS.popup, place);
}
