import { PREVIOUS_KEPT_DAYS, type Rotation } from '../../contract/rotation.ts';
import type { Token } from '../../contract/token.ts';
import type { GuideDraft } from './guide-draft.ts';

export const GUIDE_STEPS = ['create', 'capture', 'switch', 'watch', 'delete', 'confirm'] as const;
export type GuideStep = (typeof GUIDE_STEPS)[number];

export interface StepState {
  readonly step: GuideStep;
  readonly state: 'done' | 'next' | 'later';
}

export interface GuideFacts {
  readonly token: Token;
  /** What the service keeps of the old value; null while that is not known. */
  readonly rotation: Rotation | null;
}

/**
 * Where a guided rotation stands: what is done, what comes next. A value that is on record is known
 * from the record, whoever put it there; when it was put back, the guide is back at that step too.
 * The rest is what a person said, and what Front said of the old value.
 */
export function guideSteps(draft: GuideDraft, facts: GuideFacts): readonly StepState[] {
  const captured = isCaptured(draft, facts.token);
  const done: Readonly<Record<GuideStep, boolean>> = {
    create: draft.isMade || captured,
    capture: captured,
    switch: draft.isSwitched,
    watch: draft.isTold,
    delete: draft.isDeleted || draft.refusedAt !== null,
    confirm: draft.refusedAt !== null,
  };
  // What was said of later steps counts once the earlier ones are done.
  const next = GUIDE_STEPS.findIndex((step) => !done[step]);
  return GUIDE_STEPS.map((step, index) => ({
    step,
    state: next < 0 || index < next ? 'done' : index === next ? 'next' : 'later',
  }));
}

/** Whether another value is on record than when the guide began. */
export function isCaptured({ oldHint }: GuideDraft, { hint }: Token): boolean {
  return hint !== null && hint !== oldHint;
}

/** How the last step can be done. */
export type Confirming =
  /** The service has the old value, and can ask Front about it until then. */
  | { readonly kind: 'can_ask'; readonly hint: string; readonly until: string }
  /** The old value was never here, or is wiped: nobody here can ask about it. */
  | { readonly kind: 'cannot_ask' }
  | { readonly kind: 'not_known' };

/** Says whether Front can be asked about the value with which the guide began. */
export function confirmingOf(draft: GuideDraft, { rotation }: GuideFacts): Confirming {
  if (draft.oldHint === null) return { kind: 'cannot_ask' };
  if (rotation === null) return { kind: 'not_known' };
  const { previous } = rotation;
  return previous === null || previous.hint !== draft.oldHint
    ? { kind: 'cannot_ask' }
    : { kind: 'can_ask', hint: previous.hint, until: previous.keptUntil };
}

/**
 * When the new value took the old one's place, by the service's clock: it says how long it keeps the
 * old one, which tells the moment. ISO 8601; null where nobody knows any more.
 */
export function replacedAt(draft: GuideDraft, facts: GuideFacts): string | null {
  const confirming = confirmingOf(draft, facts);
  if (confirming.kind !== 'can_ask') return draft.capturedAt;
  const moment = Date.parse(confirming.until) - PREVIOUS_KEPT_DAYS * 86_400_000;
  return new Date(moment).toISOString();
}

/** What an issued token has done since the value behind it was replaced. */
export type SwitchState = 'called_since' | 'not_yet' | 'never_called';

export function switchStateOf(issued: Token, capturedAt: string | null): SwitchState {
  if (issued.lastUsedAt === null) return 'never_called';
  return capturedAt !== null && issued.lastUsedAt > capturedAt ? 'called_since' : 'not_yet';
}
