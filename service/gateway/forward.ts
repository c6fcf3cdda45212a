import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Dispatcher } from 'undici';
import { responseHeaders } from './headers.ts';
import { answerFrontError } from './front-error.ts';

export interface Forwarding {
  readonly path: string;
  readonly headers: Record<string, string | string[]>;
}

/** Told what becomes of a call. */
export interface CallObserver {
  onStatus(status: number, headers: Readonly<Record<string, string | string[] | undefined>>): void;
  /** Once, whether the answer came to its end or not. */
  onEnd(): void;
}

/**
 * Streams a call to Front and its answer back, with back-pressure both ways and nothing buffered.
 * When the caller goes away the call to Front is cut; when Front breaks off, so does the answer.
 */
export function forward(
  upstream: Dispatcher,
  request: IncomingMessage,
  response: ServerResponse,
  call: Forwarding,
  observer: CallObserver,
): void {
  const hasBody =
    request.headers['transfer-encoding'] !== undefined ||
    Number(request.headers['content-length'] ?? 0) > 0;
  upstream.dispatch(
    {
      path: call.path,
      method: request.method as Dispatcher.HttpMethod,
      headers: call.headers,
      body: hasBody ? request : null,
    },
    new AnswerWriter(response, observer),
  );
}

/** A body of so many bytes goes out together with its headers, as one string: one write instead of two. */
const SMALL_BODY_BYTES = 16 * 1024;

class AnswerWriter implements Dispatcher.DispatchHandler {
  readonly #response: ServerResponse;

  readonly #observer: CallObserver;

  /** Bytes that Front said the body has; NaN when it did not say. */
  #announced = Number.NaN;

  constructor(response: ServerResponse, observer: CallObserver) {
    this.#response = response;
    this.#observer = observer;
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    const response = this.#response;
    // The caller may have gone while the request waited for a connection.
    if (response.destroyed) {
      controller.abort(new Error('the caller has gone'));
      return;
    }
    response.on('drain', () => controller.resume());
    response.once('close', () => {
      if (!response.writableFinished) controller.abort(new Error('the caller has gone'));
    });
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    status: number,
    headers: Record<string, string | string[] | undefined>,
  ): void {
    // 1xx is for the connection to Front alone.
    if (status < 200) return;
    this.#observer.onStatus(status, headers);
    this.#announced = Number(headers['content-length'] ?? Number.NaN);
    this.#response.writeHead(status, responseHeaders(headers));
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    const response = this.#response;
    if (chunk.length === this.#announced && chunk.length <= SMALL_BODY_BYTES) {
      // Latin-1 is the one encoding in which a string is its bytes.
      response.end(chunk.toString('latin1'), 'latin1');
    } else if (!response.write(chunk)) controller.pause();
  }

  onResponseEnd(): void {
    this.#observer.onEnd();
    if (!this.#response.writableEnded) this.#response.end();
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.#observer.onEnd();
    const response = this.#response;
    if (response.destroyed) return;
    if (response.headersSent) {
      // The status is out already; a broken connection is the one honest sign that is left.
      response.destroy();
      return;
    }
    const slow = /Timeout/.test(error.name);
    answerFrontError(
      response,
      slow
        ? { status: 504, title: 'Gateway timeout', message: 'Front did not answer in time.' }
        : {
            status: 502,
            title: 'Bad gateway',
            message: 'Front could not be reached, or broke off.',
          },
    );
  }
}
