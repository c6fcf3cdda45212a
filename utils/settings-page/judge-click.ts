/** What was true of a label in the moment of a click on it. */
export interface ClickFacts {
  /** Dispatched by the browser for a person, and not by a script. */
  readonly isTrusted: boolean;
  /** True when the label itself is what lies at the point of the click, or has the focus. */
  readonly isHit: boolean;
  /** True when something that lets clicks through is painted over the point. */
  readonly isPaintedOver: boolean;
  /** True when the label and all that it stands in are shown as they are: neither faint nor bent. */
  readonly isPlain: boolean;
  /** How long the label has been seen where it is, in ms. */
  readonly seenFor: number;
  /** How far it has moved since the person's hand went onto it, in px; 0 for a key or a touch. */
  readonly movedBy: number;
}

export type ClickVerdict = 'real' | 'synthetic' | 'covered' | 'unseen' | 'moved';

/** Nobody reads a label and clicks on it faster, in ms. */
const LEAST_SEEN_MS = 250;
/** A page that settles may move a label by so much under the hand, in px. */
const MOST_MOVED = 4;

/**
 * Whether a click on a label is one that a person meant for it. A label opens a page of the extension
 * and can do nothing else; even so no page may have it clicked on by making it look like something else.
 */
export function judgeClick(facts: ClickFacts): ClickVerdict {
  if (!facts.isTrusted) return 'synthetic';
  if (!facts.isHit || facts.isPaintedOver) return 'covered';
  if (!facts.isPlain || !(facts.seenFor >= LEAST_SEEN_MS)) return 'unseen';
  return facts.movedBy > MOST_MOVED ? 'moved' : 'real';
}
