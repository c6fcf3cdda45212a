import type { Operation } from '../../contract/operations.ts';
import { readRest, readStart, type CachedToken } from '../cache/token-cache.ts';
import type { SessionState } from '../messaging/protocol.ts';
import { fitTokens } from './fit-tokens.ts';
import type { MayReveal } from './may-reveal.ts';
import type { OperationNote } from './operation-note.ts';

/**
 * What is said of an operation on Front's page: its scope, and how many tokens the one who is signed
 * in can make the call with. Null while the extension is connected to no service.
 */
export async function noteOnOperation(
  operation: Operation,
  mayReveal: (session: SessionState) => Promise<MayReveal>,
): Promise<OperationNote | null> {
  const { scope } = operation;
  const { session } = await readStart(0);
  if (session.kind === 'not_connected') return null;
  if (session.kind !== 'signed_in') return { scope, tokens: { kind: 'signed_out' } };
  const may = await mayReveal(session);
  if (may.kind === 'unknown') return { scope, tokens: { kind: 'unknown' } };
  const tokens: CachedToken[] = [];
  for await (const some of readRest(0)) tokens.push(...some);
  // Locked or signed out while the service was asked: what was known then is told to nobody.
  if ((await readStart(0)).session.kind !== 'signed_in') {
    return { scope, tokens: { kind: 'signed_out' } };
  }
  const { mine } = fitTokens(tokens, operation, may, Date.now());
  return { scope, tokens: { kind: 'count', count: mine.length } };
}
