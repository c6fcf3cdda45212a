import {
  MOST_REFUSED_MESSAGES,
  type MessageSender,
  type RefusedMessage,
} from '../../contract/refused-message.ts';
import { senderKind, type OwnIdentity, type Sender } from './sender-kind.ts';

/** Long enough that a flood becomes one report; short enough that the worker still runs, in ms. */
const GATHER_MS = 1_000;
/** Between two reports, whatever a page sends, in ms. */
const APART_MS = 10_000;
const MOST_COUNTED = 1_000_000;

export interface RefusalReport {
  /** Notes one refused message. Never throws, and nobody waits for it. */
  note(message: string, sender: Sender): void;
}

/**
 * Tells the service what was refused here, so that an attempt on a person's browser stands in the
 * company's log. Alike refusals are counted; a hostile page makes a number grow, and no more. What
 * cannot be told now (signed out, offline) is told with the next one, as long as the worker lives.
 */
export function createRefusalReport(
  own: OwnIdentity,
  send: (refusals: readonly RefusedMessage[]) => Promise<void>,
): RefusalReport {
  const pending = new Map<string, RefusedMessage>();
  let timer: ReturnType<typeof setTimeout> | null = null;
  let earliest = 0;

  async function report(): Promise<void> {
    const refusals = [...pending.values()];
    pending.clear();
    earliest = Date.now() + APART_MS;
    try {
      await send(refusals);
    } catch {
      // Kept for the next time; whoever asked was refused all the same.
      for (const refusal of refusals) add(refusal);
    } finally {
      timer = null;
    }
  }

  function add(refusal: RefusedMessage): void {
    const key = JSON.stringify([refusal.message, refusal.from, refusal.origin]);
    const known = pending.get(key);
    if (known === undefined && pending.size >= MOST_REFUSED_MESSAGES - 1) {
      // The last place is for all the rest: a stranger with a thousand names fills nothing.
      const rest: RefusedMessage = { ...refusal, message: 'unknown', from: 'unknown', origin: '' };
      const key = 'rest';
      pending.set(key, { ...rest, count: sum(pending.get(key)?.count ?? 0, refusal.count) });
      return;
    }
    pending.set(key, { ...refusal, count: sum(known?.count ?? 0, refusal.count) });
  }

  return {
    note(message, sender) {
      add({ message, ...whoSent(sender, own), count: 1 });
      timer ??= setTimeout(() => void report(), Math.max(GATHER_MS, earliest - Date.now()));
    },
  };
}

function sum(a: number, b: number): number {
  return Math.min(a + b, MOST_COUNTED);
}

function whoSent(sender: Sender, own: OwnIdentity): { from: MessageSender; origin: string } {
  const kind = senderKind(sender, own);
  if (kind !== null) return { from: kind, origin: kind === 'extension_page' ? '' : at(sender) };
  if (sender.id !== undefined && sender.id !== own.id) {
    return { from: 'other_extension', origin: tellable(sender.id) };
  }
  return { from: 'unknown', origin: at(sender) };
}

function at({ url, origin }: Sender): string {
  if (origin !== undefined) return tellable(origin);
  return url !== undefined && URL.canParse(url) ? tellable(new URL(url).origin) : '';
}

/** Of what a browser says nothing else is to be expected; what is not so is not told. */
function tellable(text: string): string {
  return /^[\x21-\x7e]{1,200}$/.test(text) ? text : '';
}
