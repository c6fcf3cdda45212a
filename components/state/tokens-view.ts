import { writeDraft } from '../../utils/drafts/drafts.ts';
import { START_VIEW } from '../../utils/tokens/view-filters.ts';
import { goTo } from './use-route.ts';

/** Under which it is kept what the person looked for in the list, so that it opens as it was left. */
export const TOKENS_VIEW_KEY = 'tokens-view';

/** Opens the list on the tokens with a tag. */
export async function showTag(tag: string): Promise<void> {
  await writeDraft(TOKENS_VIEW_KEY, { ...START_VIEW, tag });
  goTo({ kind: 'tokens' });
}
