import { useState } from 'react';
import type { Token } from '../../contract/token.ts';
import { ask } from '../../utils/messaging/ask.ts';
import type { Failure } from '../../utils/messaging/protocol.ts';
import { readCreate, type TokenForm } from '../../utils/tokens/token-form.ts';
import { fieldProblems } from '../../utils/words/error-words.ts';

export interface RecordPlan {
  readonly busy: boolean;
  readonly failure: Failure | null;
  /** What is wrong with what was typed, in a sentence each. */
  readonly problems: readonly string[];
  /** Records the token of this form without a value; null when it did not work. */
  readonly record: (form: TokenForm) => Promise<Token | null>;
}

/** Writes a token that was made in Front into the register; the same press again makes no second one. */
export function useRecordPlan(): RecordPlan {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [problems, setProblems] = useState<readonly string[]>([]);
  const [attempt, setAttempt] = useState({ content: '', key: '' });
  const record = async (form: TokenForm): Promise<Token | null> => {
    const reading = readCreate(form, '', Date.now());
    if (reading.kind === 'problems') {
      setProblems(reading.problems.map(({ message }) => message));
      return null;
    }
    const content = JSON.stringify(form);
    const key = attempt.content === content ? attempt.key : crypto.randomUUID();
    setAttempt({ content, key });
    setBusy(true);
    setFailure(null);
    setProblems([]);
    const answer = await ask('tokens.create', { token: reading.body, idempotencyKey: key });
    setBusy(false);
    if (answer.ok) return answer.value;
    const fields = fieldProblems(answer.failure);
    setProblems(fields.map(({ message }) => message));
    if (fields.length === 0) setFailure(answer.failure);
    return null;
  };
  return { busy, failure, problems, record };
}
