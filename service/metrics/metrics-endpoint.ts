import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { ERRORS, type ErrorBody, type ErrorCode } from '../../contract/errors.ts';
import { openSecret, type SecretValue } from '../../contract/secret-value.ts';
import { isLoopback } from '../config.ts';
import type { Metrics } from './metrics.ts';

export const METRICS_PATH = '/metrics';

const LOOPBACK = /^(::ffff:)?127\.|^::1$/;
/** What a proxy adds: then the call is somebody else's, whose address is not this one. */
const FORWARDED = ['forwarded', 'via', 'x-real-ip', 'x-forwarded-for', 'x-forwarded-host'];

export type MetricsReader = 'may' | 'must_say_who' | 'knows_nothing_here';

/**
 * Who may read: this machine itself, without a proxy between, or whoever has the token. Where there is
 * no token, nobody else is told that there is something to read. Pure.
 */
export function decideMetrics(
  request: Pick<IncomingMessage, 'headers'> & {
    readonly socket: Pick<IncomingMessage['socket'], 'remoteAddress'>;
  },
  token: SecretValue | null,
): MetricsReader {
  const { headers, socket } = request;
  const given = /^Bearer ([!-~]+)$/i.exec(headers.authorization ?? '')?.[1];
  if (token !== null && given !== undefined && sameSecret(given, openSecret(token))) return 'may';
  const isHere =
    LOOPBACK.test(socket.remoteAddress ?? '') &&
    FORWARDED.every((name) => headers[name] === undefined) &&
    // A page in a browser of this machine may call it by a name of its own.
    isLoopback(hostOf(headers.host));
  // Whoever says who they are is held to it.
  if (isHere && (token === null || headers.authorization === undefined)) return 'may';
  return token === null ? 'knows_nothing_here' : 'must_say_who';
}

/** Answers `GET /metrics`. Never rejects. */
export async function answerMetrics(
  metrics: Metrics,
  token: SecretValue | null,
  request: IncomingMessage,
  response: ServerResponse,
  onError: (error: unknown) => void,
): Promise<void> {
  const reader = request.method === 'GET' ? decideMetrics(request, token) : 'knows_nothing_here';
  if (reader === 'knows_nothing_here') {
    refuse(response, 'not_found');
    return;
  }
  if (reader === 'must_say_who') {
    response.setHeader('WWW-Authenticate', 'Bearer');
    refuse(response, 'not_signed_in');
    return;
  }
  try {
    const text = await metrics.text();
    response
      .writeHead(200, { 'Content-Type': metrics.contentType, 'Cache-Control': 'no-store' })
      .end(text);
  } catch (error) {
    onError(error);
    refuse(response, 'internal');
  }
}

function refuse(response: ServerResponse, code: ErrorCode): void {
  const { status, message } = ERRORS[code];
  const body: ErrorBody = { error: { code, message } };
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
}

/** Digests have one length, so that the time tells nothing about either. */
function sameSecret(given: string, secret: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(secret));
}

function hostOf(host: string | undefined): string {
  return (host ?? '').replace(/:\d+$/, '');
}
