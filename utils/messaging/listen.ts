import { browser } from 'wxt/browser';
import { PRODUCT_VERSION } from '../../contract/version.ts';
import { failed, failureOf } from './failed.ts';
import { MESSAGE_INPUTS } from './message-inputs.ts';
import type {
  MessageInput,
  MessageName,
  MessageOutput,
  Protocol,
  Result,
  SenderKind,
} from './protocol.ts';
import { senderKind, type OwnIdentity, type Sender } from './sender-kind.ts';
import { t } from '../i18n/t.ts';

type Handler<Name extends MessageName> = (
  input: MessageInput<Name>,
  sender: Sender,
) => Promise<MessageOutput<Name>>;

interface Registration {
  readonly from: SenderKind;
  readonly answer: (input: unknown, sender: Sender) => Promise<unknown>;
}

export interface Registry {
  /**
   * Says who may send a message, and what answers it.
   * @throws Error when the name is taken: two answers to one message would hide each other
   */
  on<Name extends MessageName>(
    name: Name,
    from: Protocol[Name]['from'],
    handler: Handler<Name>,
  ): void;
  /**
   * As `on`, with a handler that is called in the very turn in which the message comes: browsers
   * forget a person's gesture at the first wait. No gate is asked before it, so it may show one of
   * our own pages, which ask the gate themselves, and do nothing else.
   */
  onGesture<Name extends MessageName>(
    name: Name,
    from: Protocol[Name]['from'],
    handler: Handler<Name>,
  ): void;
  /** Answers a message from this sender; null when it is not one of ours and is left to others. Never throws. */
  answer(message: unknown, sender: Sender): Promise<Result<unknown>> | null;
  /** Takes note of a message that came from outside, whatever it is. Nothing from there is answered. */
  refuse(message: unknown, sender: Sender): void;
}

/**
 * Asked before each message that came from the right place, and passes it on or throws Failed. It
 * can only refuse: who may send what stands with the message.
 */
export type Gate = (name: MessageName) => Promise<void>;

const OPEN: Gate = () => Promise.resolve();

/** Told of each message that did not come from the one who may send it. `unknown` is a name of nobody's. */
export type OnRefused = (name: MessageName | 'unknown', sender: Sender) => void;

/** Makes a registry that refuses everything until it is told otherwise. */
export function createRegistry(
  own: OwnIdentity,
  gate: Gate = OPEN,
  onRefused: OnRefused = () => undefined,
): Registry {
  const registrations = new Map<string, Registration>();
  function register(name: MessageName, registration: Registration): void {
    if (registrations.has(name)) throw new Error(`“${name}” is answered already`);
    registrations.set(name, registration);
  }
  return {
    on(name, from, handler) {
      const schema = MESSAGE_INPUTS[name];
      register(name, {
        from,
        answer: async (input, sender) => {
          await gate(name);
          const read = schema.safeParse(input);
          if (!read.success) throw failed('refused', t('failure.unreadable'));
          return handler(read.data, sender);
        },
      });
    },
    onGesture(name, from, handler) {
      const schema = MESSAGE_INPUTS[name];
      register(name, {
        from,
        answer: (input, sender) => {
          const read = schema.safeParse(input);
          return read.success
            ? handler(read.data, sender)
            : Promise.reject(failed('refused', t('failure.unreadable')));
        },
      });
    },
    answer(message, sender) {
      if (!isEnvelope(message)) return null;
      const registration = registrations.get(message.name);
      if (registration === undefined || senderKind(sender, own) !== registration.from) {
        onRefused(registration === undefined ? 'unknown' : (message.name as MessageName), sender);
        return Promise.resolve(refused(t('failure.notFromHere')));
      }
      if (message.build !== PRODUCT_VERSION) {
        return Promise.resolve(refused(t('failure.updated')));
      }
      return registration.answer(message.input, sender).then(
        (value): Result<unknown> => ({ ok: true, value }),
        (error: unknown): Result<unknown> => ({ ok: false, failure: failureOf(error) }),
      );
    },
    refuse(message, sender) {
      const known = isEnvelope(message) && registrations.has(message.name);
      onRefused(known ? (message.name as MessageName) : 'unknown', sender);
    },
  };
}

/**
 * Lets a registry answer what comes through `runtime.onMessage`. Call it while the worker's script
 * runs for the first time: a listener that is added later misses the message that woke the worker.
 */
export function listen(registry: Registry): void {
  browser.runtime.onMessage.addListener((message: unknown, sender, sendResponse) => {
    const answer = registry.answer(message, sender);
    if (answer === null) return;
    // It never rejects: a failure is a value by now.
    void answer.then((result) => {
      sendResponse(result);
    });
    // Chrome keeps the channel open for this alone, and not for a promise.
    return true;
  });
  // Other extensions get no answer: for them nobody is here.
  browser.runtime.onMessageExternal.addListener((message: unknown, sender) => {
    registry.refuse(message, sender);
  });
}

interface AnyEnvelope {
  readonly build: unknown;
  readonly name: string;
  readonly input: unknown;
}

function isEnvelope(message: unknown): message is AnyEnvelope {
  if (typeof message !== 'object' || message === null) return false;
  const { companion, name } = message as { companion?: unknown; name?: unknown };
  return companion === 1 && typeof name === 'string';
}

function refused(message: string): Result<never> {
  return { ok: false, failure: { code: 'refused', message } };
}
