import type { Token } from '../../contract/token.ts';
import { readDraft, writeDraft } from '../../utils/drafts/drafts.ts';
import { editDraftKey } from '../../utils/outbox/edit-draft-key.ts';
import { formOf } from '../../utils/tokens/token-form.ts';
import { isEditDraft, type EditDraft } from './use-edit-form.ts';
import { goTo } from './use-route.ts';

/**
 * Opens a token’s edit page with other scopes put in, for the person to look at and save. What they
 * had typed there before stays.
 */
export async function editWithScopes(token: Token, scopes: readonly string[]): Promise<void> {
  const key = editDraftKey(token.id);
  const begun = await readDraft(key, isEditDraft);
  const { form, base }: EditDraft = begun ?? { form: formOf(token), base: token };
  await writeDraft(key, { base, form: { ...form, scopes: [...scopes] } });
  goTo({ kind: 'edit', id: token.id });
}
