import { useState } from 'react';
import type { FieldProblem } from '../../contract/errors.ts';
import type { VerifyWay } from '../../contract/front-value.ts';
import type { CreatedToken, CreateToken } from '../../contract/token.ts';
import { ask } from '../../utils/messaging/ask.ts';
import type { Failure } from '../../utils/messaging/protocol.ts';
import {
  EMPTY_FORM,
  isTokenForm,
  isUntouched,
  readCreate,
  type TokenForm,
} from '../../utils/tokens/token-form.ts';
import { t } from '../../utils/i18n/t.ts';
import { sayUndoable } from './undoable.ts';
import { useAuthor } from './use-author.ts';
import { useDraft } from './use-draft.ts';
import { fieldProblems } from '../../utils/words/error-words.ts';

/** What a form has led to: a token, or one that waits to be created, under its provisional id. */
export type Submitted =
  | { readonly kind: 'created'; readonly id: string; readonly token: CreatedToken }
  | { readonly kind: 'waiting'; readonly id: string };

export interface CreateForm {
  readonly form: TokenForm;
  readonly ready: boolean;
  readonly restored: boolean;
  readonly change: (patch: Partial<TokenForm>) => void;
  /** The pasted value of a Front token. It stays in this page's memory and in no draft. */
  readonly value: string;
  readonly setValue: (value: string) => void;
  readonly problemOf: (field: string) => string | null;
  readonly failure: Failure | null;
  readonly busy: boolean;
  /**
   * @param verify what happens when Front can't vouch for a pasted value; left out, nothing is
   *   recorded and `unproven` says why
   */
  readonly submit: (verify?: VerifyWay) => Promise<Submitted | null>;
  /** Why a pasted value was not recorded that could be kept unverified; null when it was not that. */
  readonly unproven: Failure | null;
  /** Empties the form, with a way back to what was typed; a pasted value is kept by nothing. */
  readonly clear: () => void;
}

/** What Front did not vouch for, and an admin may keep all the same. */
const UNPROVEN: ReadonlySet<Failure['code']> = new Set([
  'front_unreachable',
  'front_refuses_value',
]);

/** Popup and options page share one draft, so that a form begun in one goes on in the other. */
export const CREATE_DRAFT = 'create-token';

/**
 * A form for a new token: what was typed outlives the page, and a retry never makes a second token.
 * @param draftKey where its draft is kept
 * @param initial where it begins when there is no draft; a stable object
 */
export function useTokenForm(draftKey = CREATE_DRAFT, initial: TokenForm = EMPTY_FORM): CreateForm {
  const by = useAuthor();
  const draft = useDraft(draftKey, initial, isTokenForm);
  const [value, setValue] = useState('');
  const [problems, setProblems] = useState<readonly FieldProblem[]>([]);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [unproven, setUnproven] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(false);
  // One key for one content: after a broken connection the same press again gives the same token.
  const [attempt, setAttempt] = useState({ content: '', key: '' });

  const change = (patch: Partial<TokenForm>): void => {
    draft.set({ ...draft.value, ...patch });
    const fields = Object.keys(patch).map((field) => (field === 'expiry' ? 'expiresAt' : field));
    setProblems((before) => before.filter(({ field }) => !fields.includes(rootOf(field))));
  };

  const submit: CreateForm['submit'] = async (verify = 'required') => {
    setUnproven(null);
    const reading = readCreate(draft.value, value, Date.now());
    if (reading.kind === 'problems') {
      setProblems(reading.problems);
      return null;
    }
    const { body } = reading;
    const asked = body.kind === 'front' && body.value !== undefined;
    const content = JSON.stringify({ form: draft.value, hasValue: value !== '', verify });
    const key = attempt.content === content ? attempt.key : crypto.randomUUID();
    setAttempt({ content, key });
    setBusy(true);
    setFailure(null);
    setProblems([]);
    const submitted = asked ? await sendNow({ ...body, verify }, key) : await send(body, key);
    setBusy(false);
    return submitted;
  };

  const send = async (token: CreateToken, change: string): Promise<Submitted | null> => {
    const answer = await ask('changes.create', { change, by, token, draft: draftKey });
    if (!answer.ok) return refused(answer.failure);
    switch (answer.value.kind) {
      case 'sent':
        draft.drop();
        return { kind: 'created', id: answer.value.token.id, token: answer.value.token };
      case 'waiting':
        draft.drop();
        return { kind: 'waiting', id: answer.value.id };
      case 'refused':
        // The form is still here: what was typed goes back into it, and need not wait elsewhere.
        draft.set(draft.value);
        // The next press is another attempt.
        setAttempt({ content: '', key: '' });
        void ask('changes.discard', { change });
        return refused(answer.value.failure);
      case 'conflict':
        // Only edits can be in conflict.
        return null;
    }
  };

  /** With a value in it, a token is recorded now or not at all: values are never kept in the browser. */
  const sendNow = async (token: CreateToken, idempotencyKey: string): Promise<Submitted | null> => {
    const answer = await ask('tokens.create', { token, idempotencyKey });
    if (answer.ok) {
      setValue('');
      draft.drop();
      return { kind: 'created', id: answer.value.id, token: answer.value };
    }
    if (!UNPROVEN.has(answer.failure.code)) return refused(answer.failure);
    setUnproven(answer.failure);
    return null;
  };

  const refused = (why: Failure): null => {
    const fields = fieldProblems(why);
    setProblems(fields);
    if (fields.length === 0) setFailure(why);
    return null;
  };

  return {
    form: draft.value,
    ready: draft.ready,
    restored: draft.restored,
    change,
    value,
    setValue: (text) => {
      setValue(text);
      setUnproven(null);
      setAttempt({ content: '', key: '' });
      setProblems((before) => before.filter(({ field }) => field !== 'value'));
    },
    problemOf: (field) =>
      problems.find((problem) => rootOf(problem.field) === field)?.message ?? null,
    failure,
    unproven,
    busy,
    submit,
    clear: () => {
      const typed = draft.value;
      setValue('');
      setUnproven(null);
      setProblems([]);
      setFailure(null);
      draft.drop();
      if (!isUntouched(typed)) sayUndoable(t('options.cleared'), () => draft.set(typed));
    },
  };
}

/** `tags.3` and `usedIn.0.url` belong to the fields `tags` and `usedIn`. */
function rootOf(field: string): string {
  return field.split('.')[0] ?? field;
}
