import { useMemo, useState } from 'react';
import type { Rotation } from '../../contract/rotation.ts';
import type { Token } from '../../contract/token.ts';
import {
  beginGuide,
  guideKey,
  isGuideDraft,
  type GuideDraft,
} from '../../utils/rotation/guide-draft.ts';
import { guideSteps, type GuideStep, type StepState } from '../../utils/rotation/guide-steps.ts';
import { useRegister } from './register.ts';
import { useDraft } from './use-draft.ts';
import { useRotation } from './use-rotation.ts';

export interface Guide {
  readonly token: Token;
  readonly draft: GuideDraft;
  readonly ready: boolean;
  /** What the service keeps of the old value; null while that is not known. */
  readonly rotation: Rotation | null;
  /** Issued tokens that stand on it, by name. */
  readonly dependents: readonly Token[];
  readonly steps: readonly StepState[];
  readonly change: (patch: Partial<GuideDraft>) => void;
  /** Takes back what a person said of this step and of those behind it. */
  readonly goBack: (step: GuideStep) => void;
  /** Reads anew what the service keeps. */
  readonly again: () => void;
  readonly close: () => void;
}

/** Taken back with a step: what was said of it, and of all that came after. */
const UNSAID: Readonly<Record<GuideStep, Partial<GuideDraft>>> = {
  create: { isMade: false, isSwitched: false, isTold: false, isDeleted: false, refusedAt: null },
  capture: { isSwitched: false, isTold: false, isDeleted: false, refusedAt: null },
  switch: { isSwitched: false, isTold: false, isDeleted: false, refusedAt: null },
  watch: { isTold: false, isDeleted: false, refusedAt: null },
  delete: { isDeleted: false, refusedAt: null },
  confirm: { refusedAt: null },
};

/** The guided rotation of a Front token; it keeps its place across restarts of page and browser. */
export function useGuide(token: Token): Guide {
  // As the token stood when this page was opened; a kept guide began earlier, and wins.
  const [initial] = useState(() => beginGuide(token, Date.now()));
  const { value, ready, set, drop } = useDraft(guideKey(token.id), initial, isGuideDraft);
  const [round, setRound] = useState(0);
  const rotation = useRotation(token, round);
  const tokens = useRegister((state) => state.tokens);
  const dependents = useMemo(
    () =>
      tokens
        .map((item) => item.token)
        .filter(({ backedBy, status }) => backedBy === token.id && status !== 'deleted'),
    [tokens, token.id],
  );
  const change = (patch: Partial<GuideDraft>): void => set({ ...value, ...patch });
  return {
    token,
    draft: value,
    ready,
    rotation,
    dependents,
    steps: guideSteps(value, { token, rotation }),
    change,
    goBack: (step) => change(UNSAID[step]),
    again: () => setRound((last) => last + 1),
    close: drop,
  };
}
