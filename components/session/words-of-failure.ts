import type { Failure } from '../../utils/messaging/protocol.ts';
import type { FailureWords } from '../../utils/words/failure-words.ts';

/** What to say of a failure that came of a press. The words are read only now, so that no page waits for them. */
export async function wordsOfFailure(failure: Failure): Promise<FailureWords> {
  const { failureWords } = await import('../../utils/words/failure-words.ts');
  return failureWords(failure);
}
