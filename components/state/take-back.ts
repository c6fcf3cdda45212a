import { dropDraft, readDraft, writeDraft } from '../../utils/drafts/drafts.ts';
import { ask } from '../../utils/messaging/ask.ts';
import { failed } from '../../utils/messaging/failed.ts';
import type { Failure } from '../../utils/messaging/protocol.ts';
import { tokenOf, type OpenChange } from '../../utils/outbox/change.ts';
import { editDraftKey } from '../../utils/outbox/edit-draft-key.ts';
import { shownCreate } from '../../utils/outbox/shown-tokens.ts';
import type { Token } from '../../contract/token.ts';
import { formOf, isTokenForm, isUntouched } from '../../utils/tokens/token-form.ts';
import { isEditDraft, type EditDraft } from './use-edit-form.ts';
import { showRoute } from './show-route.ts';
import { CREATE_DRAFT } from './use-token-form.ts';
import { t } from '../../utils/i18n/t.ts';

/**
 * Puts a change that the service did not take back into its form. First the draft is kept, then the
 * change goes: whatever happens between the two, the text is in one of them. @returns why it could not
 */
export async function takeBack(change: OpenChange): Promise<Failure | null> {
  try {
    return await putIntoForm(change);
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
    // The draft was not kept: so the change still is.
    return failed('not_kept', t('outbox.draftNotKept')).failure;
  }
}

async function putIntoForm(change: OpenChange): Promise<Failure | null> {
  const key = change.kind === 'create' ? CREATE_DRAFT : editDraftKey(tokenOf(change));
  const begun =
    change.kind === 'create'
      ? await readDraft(key, isTokenForm).then((form) => form !== null && !isUntouched(form))
      : (await readDraft(key, isEditDraft)) !== null;
  if (begun) {
    return failed('refused', t('outbox.formBegun')).failure;
  }
  await writeDraft(key, draftOf(change));
  const answer = await ask('changes.discard', { change: change.id });
  if (!answer.ok) {
    await dropDraft(key);
    return answer.failure;
  }
  await showRoute(
    change.kind === 'create' ? { kind: 'new' } : { kind: 'edit', id: tokenOf(change) },
  );
  return null;
}

function draftOf(change: OpenChange): unknown {
  if (change.kind === 'create') return formOf(shownCreate(change));
  const { base, patch } = change;
  return { base, form: formOf({ ...base, ...patch } as Token) } satisfies EditDraft;
}
