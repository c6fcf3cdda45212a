import { useState } from 'react';
import type { FieldProblem } from '../../contract/errors.ts';
import type { PatchToken, Token } from '../../contract/token.ts';
import { ask } from '../../utils/messaging/ask.ts';
import type { Failure } from '../../utils/messaging/protocol.ts';
import { findConflicts, type Conflict } from '../../utils/tokens/find-conflicts.ts';
import { formOf, isTokenForm, readPatch, type TokenForm } from '../../utils/tokens/token-form.ts';
import { useDraft } from './use-draft.ts';

/** An edit under way: the form, and the token as it stood when the edit began. */
export interface EditDraft {
  readonly form: TokenForm;
  readonly base: Token;
}

/** Where the edit of a token is kept. */
export function editDraftKey(id: string): string {
  return `edit-${id}`;
}

export interface EditForm {
  readonly form: TokenForm;
  readonly ready: boolean;
  readonly restored: boolean;
  readonly change: (patch: Partial<TokenForm>) => void;
  readonly problemOf: (field: string) => string | null;
  readonly failure: Failure | null;
  /** Fields that somebody else changed as well; empty when there is no conflict. */
  readonly conflicts: readonly Conflict[];
  readonly busy: boolean;
  readonly save: () => Promise<boolean>;
  readonly settle: (choice: 'mine' | 'theirs') => Promise<boolean>;
  readonly drop: () => void;
}

/** Edits a token against the state it was opened on, so that nobody’s change is lost. */
export function useEditForm(token: Token): EditForm {
  // The state at the beginning: later news of the token must not change what is being edited.
  const [initial] = useState<EditDraft>(() => ({ form: formOf(token), base: token }));
  const draft = useDraft(editDraftKey(token.id), initial, isEditDraft);
  const [problems, setProblems] = useState<readonly FieldProblem[]>([]);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [theirs, setTheirs] = useState<Token | null>(null);
  const [busy, setBusy] = useState(false);
  const { form, base } = draft.value;
  const mine = readPatch(form, base, Date.now());
  const conflicts =
    theirs === null || mine.kind !== 'ok' ? [] : findConflicts(base, mine.body, theirs);

  const send = async (patch: PatchToken, version: number): Promise<boolean> => {
    if (Object.keys(patch).length === 0) {
      draft.drop();
      return true;
    }
    setBusy(true);
    setFailure(null);
    setProblems([]);
    const answer = await ask('tokens.update', { id: token.id, version, patch });
    if (answer.ok) {
      setBusy(false);
      draft.drop();
      return true;
    }
    if (answer.failure.code === 'stale_version') return resolve(patch, answer.failure);
    setBusy(false);
    const fields = 'fields' in answer.failure ? (answer.failure.fields ?? []) : [];
    setProblems(fields);
    if (fields.length === 0) setFailure(answer.failure);
    return false;
  };

  /** Somebody was faster: changes of other fields go together by themselves, changes of the same are shown. */
  const resolve = async (patch: PatchToken, stale: Failure): Promise<boolean> => {
    const newest = await ask('tokens.get', { id: token.id });
    setBusy(false);
    if (!newest.ok) {
      setFailure(stale);
      return false;
    }
    if (findConflicts(base, patch, newest.value).length === 0) {
      return send(patch, newest.value.version);
    }
    setTheirs(newest.value);
    return false;
  };

  return {
    form,
    ready: draft.ready,
    restored: draft.restored,
    change: (patch) => draft.set({ form: { ...form, ...patch }, base }),
    problemOf: (field) =>
      problems.find((problem) => problem.field.split('.')[0] === field)?.message ?? null,
    failure,
    conflicts,
    busy,
    save: async () => {
      if (mine.kind === 'problems') {
        setProblems(mine.problems);
        return false;
      }
      return send(mine.body, base.version);
    },
    settle: async (choice) => {
      if (theirs === null || mine.kind !== 'ok') return false;
      const disputed = new Set<string>(conflicts.map(({ field }) => field));
      const kept = Object.entries(mine.body).filter(
        ([field]) => choice === 'mine' || !disputed.has(field),
      );
      setTheirs(null);
      return send(Object.fromEntries(kept), theirs.version);
    },
    drop: () => {
      setProblems([]);
      setFailure(null);
      setTheirs(null);
      draft.drop();
    },
  };
}

export function isEditDraft(value: unknown): value is EditDraft {
  if (typeof value !== 'object' || value === null) return false;
  const { form, base } = value as { form?: unknown; base?: { version?: unknown; id?: unknown } };
  return isTokenForm(form) && typeof base?.version === 'number' && typeof base.id === 'string';
}
