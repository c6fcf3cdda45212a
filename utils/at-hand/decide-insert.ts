import { isLoopbackHost } from '../session/loopback.ts';
import type { FieldAnswer, FieldFault } from './field-script.ts';

/** Why nothing was put into a field. */
export type NotInserted =
  | FieldFault
  /** The browser lets no extension into this page, or no longer. */
  | 'no_access'
  /** The field is in a frame of another site than the page. */
  | 'other_frame'
  /** The page was not loaded safely, so that others can read along. */
  | 'unsafe_page'
  /** The question was left unanswered for too long. */
  | 'too_late'
  /** The token was recorded without its value. */
  | 'no_value';

export type InsertDecision =
  | { readonly kind: 'insert'; readonly origin: string }
  /** The person has not yet agreed to this site. */
  | { readonly kind: 'ask'; readonly origin: string }
  | { readonly kind: 'refuse'; readonly why: NotInserted };

interface Clicked {
  /** What the script in the frame has found; null when the browser did not let it in. */
  readonly field: FieldAnswer | null;
  /** Whether that is a frame within the page. */
  readonly inFrame: boolean;
  /** Address of the page around the frame, as the browser tells it. */
  readonly pageUrl: string;
  /** Sites that the person has agreed to. */
  readonly agreed: readonly string[];
}

/**
 * Whether a value may go into the field that was clicked. Only the site that stands in the address
 * bar gets one: nobody sees whose a frame is.
 */
export function decideInsert({ field, inFrame, pageUrl, agreed }: Clicked): InsertDecision {
  // The click lends the page alone, and not what other sites show in it.
  if (field === null) return { kind: 'refuse', why: inFrame ? 'other_frame' : 'no_access' };
  if (!URL.canParse(pageUrl)) return { kind: 'refuse', why: 'no_access' };
  if (field.kind === 'fault') return { kind: 'refuse', why: field.fault };
  const page = new URL(pageUrl);
  if (field.origin !== page.origin) return { kind: 'refuse', why: 'other_frame' };
  const safe =
    page.protocol === 'https:' || (page.protocol === 'http:' && isLoopbackHost(page.hostname));
  if (!safe) return { kind: 'refuse', why: 'unsafe_page' };
  return { kind: agreed.includes(page.origin) ? 'insert' : 'ask', origin: page.origin };
}
