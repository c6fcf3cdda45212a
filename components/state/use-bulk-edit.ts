import { useState } from 'react';
import type { Token } from '../../contract/token.ts';
import { ask } from '../../utils/messaging/ask.ts';
import type { Failure } from '../../utils/messaging/protocol.ts';
import { planBulkEdit, type BulkEdit } from '../../utils/tokens/bulk-edit.ts';
import { failureWords } from '../../utils/words/failure-words.ts';

/** What came of a change for one token. */
export type BulkOutcome =
  | { readonly kind: 'changed' | 'same' | 'stale' | 'unknown' | 'not_tried'; readonly token: Token }
  | { readonly kind: 'refused'; readonly token: Token; readonly why: string };

export interface BulkRun {
  readonly edit: BulkEdit;
  readonly total: number;
  /** One for each token that was looked at, in their order. */
  readonly outcomes: readonly BulkOutcome[];
  readonly running: boolean;
}

/** Failures that the next token would meet as well. */
const FOR_ALL: ReadonlySet<Failure['code']> = new Set([
  'not_connected',
  'not_a_service',
  'session_ended',
  'not_signed_in',
  'locked',
  'refused',
  'too_many_requests',
  'unavailable',
]);

/** Makes one change to many tokens, one after another, each against the version that is shown. */
export function useBulkEdit(): {
  readonly run: BulkRun | null;
  readonly start: (edit: BulkEdit, tokens: readonly Token[]) => Promise<void>;
  readonly close: () => void;
} {
  const [run, setRun] = useState<BulkRun | null>(null);
  const start = async (edit: BulkEdit, tokens: readonly Token[]): Promise<void> => {
    const outcomes: BulkOutcome[] = [];
    const tell = (running: boolean): void =>
      setRun({ edit, total: tokens.length, outcomes: [...outcomes], running });
    tell(true);
    let stopped = false;
    for (const token of tokens) {
      if (stopped) {
        outcomes.push({ kind: 'not_tried', token });
        continue;
      }
      const one = await changeOne(token, edit);
      stopped = one.stop;
      outcomes.push(one.outcome);
      tell(true);
    }
    tell(false);
  };
  return { run, start, close: () => setRun(null) };
}

async function changeOne(
  token: Token,
  edit: BulkEdit,
): Promise<{ outcome: BulkOutcome; stop: boolean }> {
  const plan = planBulkEdit(token, edit);
  switch (plan.kind) {
    case 'same':
      return { outcome: { kind: 'same', token }, stop: false };
    case 'impossible':
      return { outcome: { kind: 'refused', token, why: plan.why }, stop: false };
    case 'patch': {
      const { id, version } = token;
      const answer = await ask('tokens.update', { id, version, patch: plan.patch });
      if (answer.ok) return { outcome: { kind: 'changed', token }, stop: false };
      const { failure } = answer;
      if (failure.code === 'stale_version') {
        return { outcome: { kind: 'stale', token }, stop: false };
      }
      // The change may have arrived, and its answer got lost.
      if (failure.code === 'unreachable') {
        return { outcome: { kind: 'unknown', token }, stop: true };
      }
      const { title, text } = failureWords(failure);
      const why = text === '' ? title : `${title}. ${text}`;
      return { outcome: { kind: 'refused', token, why }, stop: FOR_ALL.has(failure.code) };
    }
  }
}
