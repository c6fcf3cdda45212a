import type { FrontError } from './front-error.ts';

/** Ways in which Front gives no whole answer. */
export type FrontFailure =
  'front_unreachable' | 'front_slow' | 'front_unreadable' | 'front_broke_off';

/** What an error of the connection to Front means, before an answer has begun. */
export function kindOfFailure(error: Error): FrontFailure {
  if (/Timeout/.test(error.name)) return 'front_slow';
  // What undici's parser, or its count of the bytes, could make nothing of.
  if (/^HTTPParser|^ResponseContentLength|^ResponseExceeded|^HeadersOverflow/.test(error.name)) {
    return 'front_unreadable';
  }
  return 'front_unreachable';
}

/** What the caller is told of it: RFC 9110 §15.6.3 and §15.6.5. */
export function answerOfFailure(failure: FrontFailure): FrontError {
  switch (failure) {
    case 'front_slow':
      return { status: 504, title: 'Gateway timeout', message: 'Front did not answer in time.' };
    case 'front_unreadable':
      return {
        status: 502,
        title: 'Bad gateway',
        message: 'Front’s answer was no HTTP that can be read.',
      };
    case 'front_unreachable':
    case 'front_broke_off':
      return {
        status: 502,
        title: 'Bad gateway',
        message: 'Front could not be reached, or broke off.',
      };
  }
}
