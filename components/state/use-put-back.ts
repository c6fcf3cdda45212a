import type { NoteChange } from '../../contract/history.ts';
import type { Token } from '../../contract/token.ts';
import { readDraft, writeDraft } from '../../utils/drafts/drafts.ts';
import { putBack } from '../../utils/notes/put-back.ts';
import { editDraftKey } from '../../utils/outbox/edit-draft-key.ts';
import { formOf } from '../../utils/tokens/token-form.ts';
import { toast } from '../ui/toasts.tsx';
import { isEditDraft } from './use-edit-form.ts';
import { goTo } from './use-route.ts';
import { t } from '../../utils/i18n/t.ts';

/**
 * Opens the edit form of a token with one field as it stood before a change. What was typed there and
 * not saved yet stays; nothing is changed until the person saves.
 */
export function usePutBack(token: Token): (change: NoteChange) => Promise<void> {
  return async (change) => {
    const patch = putBack(token, change);
    if (patch === null) {
      toast('bad', t('notes.cannotPutBack'));
      return;
    }
    const key = editDraftKey(token.id);
    const draft = (await readDraft(key, isEditDraft)) ?? { form: formOf(token), base: token };
    await writeDraft(key, { ...draft, form: { ...draft.form, ...patch } });
    goTo({ kind: 'edit', id: token.id });
  };
}
