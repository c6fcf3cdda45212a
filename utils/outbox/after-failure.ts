import type { Failure } from '../messaging/protocol.ts';

/** What a failure means for the change that was sent. */
export type AfterFailure =
  /** Nobody answered: there is no use in trying the others now. */
  | { readonly kind: 'no_service' }
  /** Not just now; others may get through. */
  | { readonly kind: 'later' }
  /** Nothing is sent until the person has signed in. */
  | { readonly kind: 'sign_in' }
  /** The token is another by now. */
  | { readonly kind: 'stale' }
  /** The service will not take it as it is. */
  | { readonly kind: 'refused' };

/** Decides on a failure. Whatever is not known to pass is a refusal, which the person sees. */
export function afterFailure({ code }: Failure): AfterFailure {
  switch (code) {
    case 'unreachable':
      return { kind: 'no_service' };
    case 'unavailable':
    case 'front_unreachable':
    case 'too_many_requests':
    case 'request_too_slow':
    case 'internal':
    case 'wrong_answer':
      // `wrong_answer`: a network that asks for a sign-in of its own answers with a page.
      return { kind: 'later' };
    case 'not_connected':
    case 'not_signed_in':
    case 'session_ended':
    case 'bad_proof':
    case 'locked':
      return { kind: 'sign_in' };
    case 'stale_version':
      return { kind: 'stale' };
    default:
      return { kind: 'refused' };
  }
}
