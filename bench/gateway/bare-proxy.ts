/**
 * The floor that the gateway stands on: `node:http` in front, undici's `dispatch` behind, another
 * bearer, and nothing else. What the gateway costs on top of it are its checks and its counting.
 */
import { createServer, type ServerResponse } from 'node:http';
import { Pool, type Dispatcher } from 'undici';

const { PORT, UPSTREAM = '', BEARER } = process.env;
const pool = new Pool(UPSTREAM, { connections: 512 });

class Answer implements Dispatcher.DispatchHandler {
  readonly #response: ServerResponse;

  constructor(response: ServerResponse) {
    this.#response = response;
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    const response = this.#response;
    // At the end of a round the load leaves in the middle of answers, which would hold their connections.
    response.on('close', () => {
      if (!response.writableFinished) controller.abort(new Error('the caller has gone'));
    });
  }

  onResponseStart(
    controller: Dispatcher.DispatchController,
    status: number,
    headers: Record<string, string | string[] | undefined>,
  ): void {
    this.#response.on('drain', () => controller.resume());
    this.#response.writeHead(status, headers);
  }

  onResponseData(controller: Dispatcher.DispatchController, piece: Buffer): void {
    if (!this.#response.write(piece)) controller.pause();
  }

  onResponseEnd(): void {
    this.#response.end();
  }

  onResponseError(): void {
    this.#response.destroy();
  }
}

createServer((request, response) => {
  const headers = { ...request.headers, authorization: `Bearer ${BEARER}` };
  const path = (request.url ?? '').slice('/front'.length);
  const method = request.method as Dispatcher.HttpMethod;
  const hasBody = method !== 'GET' && method !== 'HEAD';
  pool.dispatch({ path, method, headers, body: hasBody ? request : null }, new Answer(response));
}).listen(Number(PORT), '127.0.0.1', () => process.stdout.write('ready\n'));
