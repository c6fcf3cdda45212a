import { browser } from 'wxt/browser';
import { openSecret, type SecretValue } from '../../contract/secret-value.ts';
import { actOnField, type FieldAnswer, type FieldStep } from './field-script.ts';
import type { MarkedField } from './popup-word.ts';

/** What the browser says of a click in a field's menu. */
export interface FieldClick {
  readonly tabId: number;
  readonly windowId: number;
  readonly frameId: number;
  /** Address of the page around the frame. */
  readonly pageUrl: string;
  /** Firefox's name for the element that was clicked; null in Chrome, which has none. */
  readonly targetElementId: number | null;
}

export interface Mark {
  /** Null when the browser did not let the script in. */
  readonly answer: FieldAnswer | null;
  readonly field: Omit<MarkedField, 'origin'>;
}

/**
 * Has the frame that was clicked remember its field. The click itself gave the permission for it
 * (`activeTab`), for this tab and until it goes elsewhere.
 */
export async function markField(click: FieldClick): Promise<Mark> {
  const { tabId, frameId, targetElementId } = click;
  const mark = crypto.randomUUID();
  const step = { kind: 'mark', mark, targetElementId } as const;
  const ran = await run({ tabId, frameIds: [frameId] }, step);
  const documentId = ran?.documentId ?? null;
  return { answer: ran?.answer ?? null, field: { mark, tabId, frameId, documentId } };
}

/**
 * Puts a value into a field that was marked. Where the browser names documents, the value does not
 * even reach the process of a page that has come in between.
 */
export async function fillField(
  { mark, tabId, frameId, documentId, origin }: MarkedField,
  value: SecretValue,
): Promise<FieldAnswer | null> {
  const step = { kind: 'fill', mark, origin, value: openSecret(value) } as const;
  const target =
    documentId === null ? { tabId, frameIds: [frameId] } : { tabId, documentIds: [documentId] };
  return (await run(target, step))?.answer ?? null;
}

type Target = Parameters<typeof browser.scripting.executeScript>[0]['target'];

async function run(
  target: Target,
  step: FieldStep,
): Promise<{ answer: FieldAnswer; documentId?: string } | null> {
  try {
    const [ran] = await browser.scripting.executeScript({
      target,
      func: actOnField,
      args: [step],
    });
    if (!ran?.result) return null;
    return { answer: ran.result, documentId: ran.documentId };
  } catch {
    // A page of the browser's own, a frame without leave, a document that is gone. The browser's
    // words may hold the address; they are not passed on.
    return null;
  }
}
