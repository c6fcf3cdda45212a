import { MOST_DIGESTS, type FoundValue } from '../../contract/find-tokens.ts';
import type { RouteOutput } from '../../contract/routes.ts';
import type { Result } from '../messaging/protocol.ts';

/** Asks whose values some digests are of. */
export type FindCall = (digests: readonly string[]) => Promise<Result<RouteOutput<'findTokens'>>>;

export type LookUp =
  /** `whole` is false when the service took no more questions for now: the rest is told apart when it is sent. */
  | {
      kind: 'found';
      known: ReadonlyMap<string, FoundValue>;
      whole: boolean;
      rememberedSince: string | null;
    }
  | { kind: 'failed'; failure: Extract<Result<never>, { ok: false }>['failure'] };

/** Looks values up by their digests, a hundred in a question. */
export async function lookUp(
  digests: readonly string[],
  find: FindCall,
  onProgress: (asked: number) => void = () => undefined,
): Promise<LookUp> {
  const known = new Map<string, FoundValue>();
  const all = [...new Set(digests)];
  let rememberedSince: string | null = null;
  for (let at = 0; at < all.length; at += MOST_DIGESTS) {
    const answer = await find(all.slice(at, at + MOST_DIGESTS));
    if (!answer.ok) {
      return answer.failure.code === 'too_many_requests'
        ? { kind: 'found', known, whole: false, rememberedSince }
        : { kind: 'failed', failure: answer.failure };
    }
    ({ rememberedSince } = answer.value);
    for (const item of answer.value.items) known.set(item.digest, item);
    onProgress(Math.min(at + MOST_DIGESTS, all.length));
  }
  return { kind: 'found', known, whole: true, rememberedSince };
}
