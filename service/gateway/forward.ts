import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Dispatcher } from 'undici';
import { planAnswer, withoutByteFacts } from './answer-plan.ts';
import { wasCut } from './calls-in-flight.ts';
import type { FrontAddresses } from './front-addresses.ts';
import { answerFrontError } from './front-error.ts';
import { answerOfFailure, kindOfFailure, type FrontFailure } from './front-failure.ts';
import type { HeadDeadlines } from './head-deadlines.ts';
import { responseHeaders } from './headers.ts';
import { LinkedAnswer, type AnswerBody } from './linked-answer.ts';
import { RecodedAnswer } from './recoded-answer.ts';

export interface Forwarding {
  readonly path: string;
  /** Names and values in turn. */
  readonly headers: string[];
}

type FrontHeaders = Readonly<Record<string, string | string[] | undefined>>;

/** How a call that was sent to Front came to its end. */
export type CallEnd =
  /** Front's answer is out, to its last byte. */
  | { readonly kind: 'complete'; readonly status: number }
  /** The caller went away first. */
  | { readonly kind: 'caller_left' }
  /** It was broken off here: its token no longer stands. */
  | { readonly kind: 'cut' }
  | { readonly kind: FrontFailure };

/** The way to Front. */
export interface Front {
  readonly dispatcher: Dispatcher;
  readonly addresses: FrontAddresses;
  readonly deadlines: HeadDeadlines;
}

/** Told what becomes of a call. */
export interface CallObserver {
  /** With the head of Front's answer; not where none came. */
  onStatus(status: number, headers: FrontHeaders): void;
  /** Once. */
  onEnd(end: CallEnd): void;
  /** With the response's `close`. */
  onClose(): void;
}

/**
 * Streams a call to Front and its answer back, with back-pressure both ways and nothing buffered that
 * is longer than one piece. Links of the answer lead through the gateway. When the caller goes away
 * the call to Front is cut; when Front breaks off, so does the answer.
 */
export function forward(
  front: Front,
  request: IncomingMessage,
  response: ServerResponse,
  call: Forwarding,
  observer: CallObserver,
): void {
  const hasBody =
    request.headers['transfer-encoding'] !== undefined ||
    Number(request.headers['content-length'] ?? 0) > 0;
  const writer = new AnswerWriter(front.addresses, response, observer);
  response.once('close', () => writer.onClose());
  const { path, headers } = call;
  const method = request.method as Dispatcher.HttpMethod;
  if (hasBody) {
    // undici's own begins anew with each piece of the body that is sent.
    const headersTimeout = front.deadlines.patienceMs;
    front.dispatcher.dispatch({ path, method, headers, body: request, headersTimeout }, writer);
    return;
  }
  writer.waitForHead(front.deadlines);
  front.dispatcher.dispatch({ path, method, headers, headersTimeout: 0 }, writer);
}

class AnswerWriter implements Dispatcher.DispatchHandler {
  readonly #addresses: FrontAddresses;
  readonly #response: ServerResponse;
  readonly #observer: CallObserver;
  #body: AnswerBody;
  #status = 0;
  #failure: FrontFailure | null = null;
  #isOver = false;
  #controller: Dispatcher.DispatchController | null = null;
  #stopWaiting: (() => void) | null = null;

  constructor(addresses: FrontAddresses, response: ServerResponse, observer: CallObserver) {
    this.#addresses = addresses;
    this.#response = response;
    this.#observer = observer;
    this.#body = response;
  }

  /** Also while it waits for a connection to Front. */
  waitForHead(deadlines: HeadDeadlines): void {
    this.#stopWaiting = deadlines.add(() => {
      this.#fail('front_slow');
      this.#controller?.abort(new Error('Front is too slow'));
    });
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    // While the request waited for a connection, the caller may have gone, or have been told that it
    // was in vain.
    if (this.#response.destroyed || this.#isOver) {
      controller.abort(new Error('nobody waits for it any more'));
      return;
    }
    this.#controller = controller;
  }

  /** Of the response, with its answer out or not. */
  onClose(): void {
    this.#over();
    this.#observer.onClose();
    if (!this.#response.writableFinished) this.#controller?.abort(new Error('the caller has gone'));
  }

  onResponseStart(
    controller: Dispatcher.DispatchController,
    status: number,
    upstream: FrontHeaders,
  ): void {
    // 1xx is for the connection to Front alone.
    if (status < 200) return;
    this.#stopWaiting?.();
    this.#status = status;
    this.#observer.onStatus(status, upstream);
    const response = this.#response;
    const headers = responseHeaders(upstream);
    if (typeof headers.location === 'string') {
      headers.location = this.#addresses.rewrite(headers.location);
    }
    withoutByteFacts(status, upstream, headers);
    const plan = planAnswer(status, upstream);
    if (plan.kind === 'untouched') {
      response.writeHead(status, headers);
    } else if (plan.coding === null) {
      this.#body = new LinkedAnswer(this.#addresses, response, status, headers, () =>
        this.#fail('front_unreadable'),
      );
    } else {
      this.#body = new RecodedAnswer(plan.coding, this.#addresses, response, status, headers, {
        drain: () => controller.resume(),
        unreadable: (error) => {
          // It also breaks with the response, when the caller has gone.
          if (response.destroyed) return;
          this.#failure = 'front_broke_off';
          controller.abort(error);
        },
      });
    }
  }

  onResponseData(controller: Dispatcher.DispatchController, piece: Buffer): void {
    if (this.#body.write(piece)) return;
    controller.pause();
    // Of a compressed answer it is the decoder that has to drain, and that tells of it.
    if (this.#body instanceof RecodedAnswer) return;
    this.#response.once('drain', () => controller.resume());
  }

  onResponseEnd(): void {
    this.#body.end();
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.#fail(this.#status === 0 ? kindOfFailure(error) : 'front_broke_off');
  }

  #fail(failure: FrontFailure): void {
    if (this.#isOver) return;
    const response = this.#response;
    if (response.destroyed) {
      this.#over();
      return;
    }
    this.#failure = failure;
    this.#over();
    // Where the head is out already, a broken connection is the one honest sign that is left.
    if (response.headersSent) response.destroy();
    else answerFrontError(response, answerOfFailure(failure));
  }

  #over(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#stopWaiting?.();
    this.#observer.onEnd(this.#end());
  }

  #end(): CallEnd {
    if (this.#failure !== null) return { kind: this.#failure };
    if (this.#response.writableFinished) return { kind: 'complete', status: this.#status };
    return { kind: wasCut(this.#response) ? 'cut' : 'caller_left' };
  }
}
