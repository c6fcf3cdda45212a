import { create } from 'zustand';
import type { FoundValue } from '../../contract/find-tokens.ts';
import type { FrontTokenClaims } from '../../contract/front-token-value.ts';
import { findTokenValues, type TextReading } from '../../utils/find/find-token-values.ts';
import { sha256 } from '../../utils/find/sha256.ts';
import { lookUp } from '../../utils/import/look-up.ts';
import type { Failure } from '../../utils/messaging/protocol.ts';
import { callPeople } from '../../utils/people/call-people.ts';
import { onLeaving } from './on-leaving.ts';

/** A value that stood in the text, without the value: what is known of it, or that nothing is. */
export interface SeenValue {
  readonly digest: string;
  readonly kind: 'issued' | 'front';
  readonly hint: string;
  readonly lines: readonly number[];
  readonly claims: FrontTokenClaims | null;
}

export type FindState =
  | { kind: 'none' }
  | { kind: 'looking'; source: string; values: number }
  | {
      kind: 'found';
      source: string;
      seen: readonly SeenValue[];
      known: ReadonlyMap<string, FoundValue>;
      /** Tokens of other systems in the text. */
      others: number;
      more: boolean;
      /** False while some could not be asked about: of those nothing is known. */
      whole: boolean;
      rememberedSince: string | null;
      failure: Failure | null;
    };

/** In this page's memory alone; the text and the values are let go as soon as their digests are there. */
export const useFind = create<{ readonly state: FindState }>()(() => ({ state: { kind: 'none' } }));

let round = 0;
onLeaving(dropFind);

/** Looks for values in a text, and asks the service whose they are by their digests. */
export async function findInText(text: string, source: string): Promise<void> {
  const mine = ++round;
  const set = (state: FindState): void => {
    if (mine === round) useFind.setState({ state });
  };
  const reading = findTokenValues(text);
  set({ kind: 'looking', source, values: reading.values.length });
  await ask(mine, source, await seenOf(reading), reading, set);
}

/** Asks again about what was seen, such as after a delete or a failure. */
export async function lookAgain(): Promise<void> {
  const { state } = useFind.getState();
  if (state.kind !== 'found') return;
  const mine = ++round;
  await ask(mine, state.source, state.seen, state, (next) => {
    if (mine === round) useFind.setState({ state: next });
  });
}

export function dropFind(): void {
  round += 1;
  useFind.setState({ state: { kind: 'none' } });
}

async function ask(
  mine: number,
  source: string,
  seen: readonly SeenValue[],
  { others, more }: Pick<TextReading, 'others' | 'more'>,
  set: (state: FindState) => void,
): Promise<void> {
  const answer = await lookUp(
    seen.map(({ digest }) => digest),
    (digests) => callPeople('findTokens', { body: { digests: [...digests] } }),
  );
  if (mine !== round) return;
  const base = { kind: 'found', source, seen, others, more } as const;
  set(
    answer.kind === 'failed'
      ? { ...base, known: new Map(), whole: false, rememberedSince: null, failure: answer.failure }
      : { ...base, ...answer, kind: 'found', failure: null },
  );
}

function seenOf({ values }: TextReading): Promise<SeenValue[]> {
  return Promise.all(
    values.map(async ({ kind, value, hint, lines, claims }) => ({
      digest: await sha256(value),
      kind,
      hint,
      lines,
      claims,
    })),
  );
}
