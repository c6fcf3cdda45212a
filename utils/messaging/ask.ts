import { browser } from 'wxt/browser';
import { PRODUCT_VERSION } from '../../contract/version.ts';
import type { Envelope, MessageInput, MessageName, MessageOutput, Result } from './protocol.ts';
import { t } from '../i18n/t.ts';

/**
 * Messages that can be sent twice and do their work once. The others are repeated only when the
 * browser says that nobody got them.
 */
const REPEATABLE: ReadonlySet<MessageName> = new Set([
  'session.get',
  'session.connect',
  'session.sign_out',
  'session.lock',
  'tokens.refresh',
  'tokens.get',
  // The idempotency key in it makes the second one answer with the first one's token.
  'tokens.create',
  // Each change bears an id, and is kept once.
  'changes.edit',
  'changes.create',
  'changes.settle',
  'changes.again',
  'changes.discard',
  'changes.send',
  'clipboard.guard',
]);

const RESTART_MS = 150;
/** Chrome's and Firefox's words for a message that reached nobody. */
const NOT_DELIVERED = /receiving end does not exist/i;

/**
 * Asks the background, from one of the extension's own pages. It never throws: whatever goes wrong
 * on the way is a failure `refused`. A worker that was just being stopped is asked once more.
 */
export async function ask<Name extends MessageName>(
  name: Name,
  input: MessageInput<Name>,
): Promise<Result<MessageOutput<Name>>> {
  const envelope = { companion: 1, build: PRODUCT_VERSION, name, input } as Envelope<Name>;
  const first = await send(envelope);
  if (first.kind === 'answer') return first.result;
  if (first.kind === 'not_delivered' || REPEATABLE.has(name)) {
    await new Promise((resolve) => setTimeout(resolve, RESTART_MS));
    const second = await send(envelope);
    if (second.kind === 'answer') return second.result;
  }
  return {
    ok: false,
    failure: { code: 'refused', message: t('failure.noAnswer') },
  };
}

type Sent<Name extends MessageName> =
  | { kind: 'answer'; result: Result<MessageOutput<Name>> }
  /** Nobody got the message. */
  | { kind: 'not_delivered' }
  /** It may have been at work on it when it was stopped. */
  | { kind: 'no_answer' };

async function send<Name extends MessageName>(envelope: Envelope<Name>): Promise<Sent<Name>> {
  try {
    const result: unknown = await browser.runtime.sendMessage(envelope);
    return isResult<MessageOutput<Name>>(result)
      ? { kind: 'answer', result }
      : { kind: 'no_answer' };
  } catch (error) {
    const text = error instanceof Error ? error.message : '';
    return { kind: NOT_DELIVERED.test(text) ? 'not_delivered' : 'no_answer' };
  }
}

// The one who answers is our own background, of the same build.
function isResult<T>(answer: unknown): answer is Result<T> {
  return typeof answer === 'object' && answer !== null && 'ok' in answer;
}
