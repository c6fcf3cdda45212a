import { browser } from 'wxt/browser';
import { openSecret } from '../../contract/secret-value.ts';
import type { Token } from '../../contract/token.ts';
import { failed } from '../messaging/failed.ts';
import { readShownValues } from '../settings-page/read-shown-values.ts';
import type { Tokens } from '../tokens/tokens.ts';
import { decideCapture, type NotTaken } from './decide-capture.ts';

export interface CaptureRequest {
  /** The tab that the person looks at. */
  readonly tabId: number;
  /** The token whose value it becomes. */
  readonly id: string;
  /** The name that Front has to show: the token's, or that of its successor. */
  readonly name: string;
  /** Last four characters of the value that the person has agreed to put in the place of another. */
  readonly agreedHint: string | null;
  /** Says that the new value is right although the old one no longer tells its company. */
  readonly oldCompany?: 'unproven' | undefined;
  readonly idempotencyKey: string;
}

export type CaptureOutcome =
  | { readonly kind: 'saved'; readonly token: Token }
  | NotTaken
  /** The browser lets no script of ours into the tab. */
  | { readonly kind: 'no_access' };

/**
 * Takes the value that Front shows in a tab to the service, as a first value or in the place of
 * another. It is read by a script that runs once, and goes from the page to the background and from
 * there to the service: no page of ours, no message and no storage has it on the way.
 */
export async function saveShownValue(
  tokens: Pick<Tokens, 'get' | 'rotate'>,
  request: CaptureRequest,
): Promise<CaptureOutcome> {
  const { tabId, id, name, agreedHint, oldCompany, idempotencyKey } = request;
  // What is on record is asked for anew: a page may have shown it for an hour.
  const { kind, hint } = await tokens.get(id);
  if (kind !== 'front') throw failed('refused', 'Values of issued tokens are made here.');
  const shown = await readTab(tabId);
  if (shown === null) return { kind: 'no_access' };
  const capture = decideCapture(shown, { name, recordedHint: hint, agreedHint });
  if (capture.kind !== 'take') return capture;
  const rotation = {
    value: openSecret(capture.value),
    ...(oldCompany === undefined ? {} : { oldCompany }),
  };
  return { kind: 'saved', token: await tokens.rotate(id, rotation, idempotencyKey) };
}

async function readTab(tabId: number): Promise<ReturnType<typeof readShownValues> | null> {
  try {
    const [top] = await browser.scripting.executeScript({
      target: { tabId, frameIds: [0] },
      func: readShownValues,
    });
    return top?.result ?? null;
  } catch {
    // A page of the browser's own, a closed tab, or access that the person has taken away. The
    // browser's words may hold the address; they are not passed on.
    return null;
  }
}
