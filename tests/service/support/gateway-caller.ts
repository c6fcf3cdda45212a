import { request as httpRequest, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { created, revealed } from './http.ts';
import { aFront, anIssued } from './makers.ts';
import type { TestService } from './start-service.ts';

export interface RawAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** As it came over the wire, compressed where it was. */
  readonly body: Buffer;
  /** False when the connection broke before the end. */
  readonly whole: boolean;
}

export interface GatewayCall {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

/** Calls without any of what `fetch` does by itself: following, decoding, adding headers. */
export function callGateway(
  service: Pick<TestService, 'address'>,
  value: string,
  path: string,
  { method = 'GET', headers = {}, body }: GatewayCall = {},
): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(
      `${service.address}/front${path}`,
      { method, headers: { authorization: `Bearer ${value}`, ...headers } },
      (response) => void read(response).then(resolve, reject),
    );
    request.once('error', reject);
    request.end(body);
  });
}

async function read(response: IncomingMessage): Promise<RawAnswer> {
  const pieces: Buffer[] = [];
  try {
    for await (const piece of response) pieces.push(piece as Buffer);
  } catch {
    // Broken off: `whole` says it.
  }
  return {
    status: response.statusCode ?? 0,
    headers: response.headers,
    body: Buffer.concat(pieces),
    whole: response.complete,
  };
}

/** Sends bytes as they stand, and answers with all that comes back until the connection closes. */
export function sendBytes(service: Pick<TestService, 'address'>, text: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(Number(new URL(service.address).port), '127.0.0.1', () =>
      socket.write(text, 'latin1'),
    );
    let answer = '';
    socket.on('data', (piece: Buffer) => (answer += piece.toString('latin1')));
    // A reset after an answer is an end like any other.
    socket.on('error', () => undefined);
    socket.once('close', () => resolve(answer));
  });
}

/** The value of a new issued token, with a Front token of its own behind it. */
export async function anIssuedValue(
  service: TestService,
  scopes: readonly string[],
  behind?: string,
): Promise<{ id: string; value: string }> {
  const front = await created(service, aFront(behind === undefined ? {} : { value: behind }));
  const { id } = await created(service, anIssued({ scopes: [...scopes], backedBy: front.id }));
  return { id, value: await revealed(service, id) };
}
