import { useState } from 'react';
import type { FieldProblem } from '../../contract/errors.ts';
import type { PatchToken, Token } from '../../contract/token.ts';
import { ask } from '../../utils/messaging/ask.ts';
import type { Failure } from '../../utils/messaging/protocol.ts';
import { editDraftKey } from '../../utils/outbox/edit-draft-key.ts';
import { formOf, isTokenForm, readPatch, type TokenForm } from '../../utils/tokens/token-form.ts';
import { useAuthor } from './use-author.ts';
import { useDraft } from './use-draft.ts';
import { fieldProblems } from '../../utils/words/error-words.ts';
import { t } from '../../utils/i18n/t.ts';
import { writeDraft } from '../../utils/drafts/drafts.ts';
import { showRoute } from './show-route.ts';
import { sayUndoable } from './undoable.ts';

/** An edit under way: the form, and the token as it stood when the edit began. */
export interface EditDraft {
  readonly form: TokenForm;
  readonly base: Token;
}

/** What became of a form that was saved. `conflict`: it is kept, and the person has to decide. */
export type Saved = 'saved' | 'waiting' | 'conflict' | 'not_saved';

export interface EditForm {
  readonly form: TokenForm;
  readonly ready: boolean;
  readonly restored: boolean;
  readonly change: (patch: Partial<TokenForm>) => void;
  readonly problemOf: (field: string) => string | null;
  readonly failure: Failure | null;
  readonly busy: boolean;
  readonly save: () => Promise<Saved>;
  /** Lets go of what was typed, with a way back to the form as it was. */
  readonly discard: () => void;
}

/** Edits a token against the state it was opened on, so that nobody’s change is lost. */
export function useEditForm(token: Token): EditForm {
  // The state at the beginning: later news of the token must not change what is being edited.
  const [initial] = useState<EditDraft>(() => ({ form: formOf(token), base: token }));
  const by = useAuthor();
  const draft = useDraft(editDraftKey(token.id), initial, isEditDraft);
  const [problems, setProblems] = useState<readonly FieldProblem[]>([]);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(false);
  const { form, base } = draft.value;
  const mine = readPatch(form, base, Date.now());

  const send = async (patch: PatchToken): Promise<Saved> => {
    if (Object.keys(patch).length === 0) {
      draft.drop();
      return 'saved';
    }
    setBusy(true);
    setFailure(null);
    setProblems([]);
    const change = crypto.randomUUID();
    const key = editDraftKey(token.id);
    const answer = await ask('changes.edit', { change, by, id: token.id, base, patch, draft: key });
    setBusy(false);
    if (!answer.ok) return refused(answer.failure);
    switch (answer.value.kind) {
      case 'sent':
      case 'waiting':
      case 'conflict':
        draft.drop();
        return answer.value.kind === 'sent' ? 'saved' : answer.value.kind;
      case 'refused':
        // The form is still here: what was typed goes back into it, and need not wait elsewhere.
        draft.set(draft.value);
        void ask('changes.discard', { change });
        return refused(answer.value.failure);
    }
  };

  const refused = (why: Failure): Saved => {
    const fields = fieldProblems(why);
    setProblems(fields);
    if (fields.length === 0) setFailure(why);
    return 'not_saved';
  };

  return {
    form,
    ready: draft.ready,
    restored: draft.restored,
    change: (patch) => draft.set({ form: { ...form, ...patch }, base }),
    problemOf: (field) =>
      problems.find((problem) => problem.field.split('.')[0] === field)?.message ?? null,
    failure,
    busy,
    save: async () => {
      if (mine.kind === 'problems') {
        setProblems(mine.problems);
        return 'not_saved';
      }
      return send(mine.body);
    },
    discard: () => {
      const typed = draft.value;
      setProblems([]);
      setFailure(null);
      draft.drop();
      if (mine.kind === 'ok' && Object.keys(mine.body).length === 0) return;
      sayUndoable(t('options.discarded'), () => {
        // The form is gone by then: it begins with the draft when it is shown again.
        void writeDraft(editDraftKey(token.id), typed).then(() =>
          showRoute({ kind: 'edit', id: token.id }),
        );
      });
    },
  };
}

export function isEditDraft(value: unknown): value is EditDraft {
  if (typeof value !== 'object' || value === null) return false;
  const { form, base } = value as { form?: unknown; base?: { version?: unknown; id?: unknown } };
  return isTokenForm(form) && typeof base?.version === 'number' && typeof base.id === 'string';
}
