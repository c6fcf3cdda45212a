import { PRODUCT_VERSION } from '../../contract/version.ts';
import type {
  Envelope,
  MessageInput,
  MessageOutput,
  Protocol,
  Result,
} from '../messaging/protocol.ts';

/** The messages that the background takes from content scripts, each from its own alone. */
export type ScriptMessage = {
  [Name in keyof Protocol]: Protocol[Name]['from'] extends 'extension_page' ? never : Name;
}[keyof Protocol];

interface Runtime {
  readonly id?: string;
  sendMessage(message: Envelope<ScriptMessage>): Promise<unknown>;
}

/**
 * Sends one message to the background. It never throws: a worker that doesn't answer and an
 * extension that was updated meanwhile are both a failure `refused`.
 */
export async function askBackground<Name extends ScriptMessage>(
  name: Name,
  input: MessageInput<Name>,
): Promise<Result<MessageOutput<Name>>> {
  const envelope: Envelope<ScriptMessage> = { companion: 1, build: PRODUCT_VERSION, name, input };
  try {
    const answer = await runtime()?.sendMessage(envelope);
    if (answer) return answer as Result<MessageOutput<Name>>;
  } catch {
    // The extension has gone or was updated: the same to us as no answer.
  }
  return { ok: false, failure: { code: 'refused', message: 'No answer.' } };
}

/**
 * False after the extension was updated, switched off or removed: this script is then an orphan
 * and has to leave the page ("Extension context invalidated").
 */
export function extensionIsAlive(): boolean {
  return runtime()?.id !== undefined;
}

function runtime(): Runtime | undefined {
  const scope = globalThis as { browser?: { runtime?: Runtime }; chrome?: { runtime?: Runtime } };
  return (scope.browser ?? scope.chrome)?.runtime;
}
