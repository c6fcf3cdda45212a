export type { ErrorBody, FieldProblem } from './error-body.ts';

/**
 * Every way in which a call of the service's own interface (`/v1/…`) can be refused: code, HTTP
 * status, and what to tell a person who has no better words. The gateway answers in Front's own
 * error shape instead.
 */
export const ERRORS = {
  unreadable_request: { status: 400, message: 'This is no HTTP request that can be read.' },
  bad_json: { status: 400, message: 'The body is not valid JSON.' },
  bad_query: { status: 400, message: 'A query parameter is not valid.' },
  bad_cursor: {
    status: 400,
    message: 'The cursor is not one that this list gave out. Start again without it.',
  },
  bad_header: { status: 400, message: 'A header is not valid.' },
  if_match_required: {
    status: 400,
    message: 'Send If-Match with the ETag that you last read, so that no other change is lost.',
  },
  not_signed_in: { status: 401, message: 'Sign in first.' },
  session_ended: { status: 401, message: 'This sign-in has ended. Sign in again.' },
  bad_proof: { status: 401, message: 'The DPoP proof does not fit this request.' },
  forbidden: { status: 403, message: 'Only an admin may do this.' },
  field_forbidden: { status: 403, message: 'Only an admin may change this field.' },
  no_grant: { status: 403, message: 'An admin has to grant you this token before you can see it.' },
  passkey_needed: { status: 403, message: 'Confirm with your passkey first.' },
  not_found: { status: 404, message: 'There is no such thing here.' },
  token_deleted: { status: 404, message: 'This token was deleted.' },
  request_too_slow: { status: 408, message: 'The request did not arrive in time.' },
  name_taken: { status: 409, message: 'Another token has this name already.' },
  tag_taken: {
    status: 409,
    message: 'There is a tag of this name already. Merge the two instead.',
  },
  merge_changed: {
    status: 409,
    message: 'By this merge others would see more than when you looked. Look again.',
  },
  too_many_views: { status: 409, message: 'There are 50 views already. Delete one first.' },
  value_known: { status: 409, message: 'This value is recorded already.' },
  last_admin: {
    status: 409,
    message: 'This is the last admin. Make somebody else an admin first.',
  },
  already_asked: { status: 409, message: 'You have asked for this token already.' },
  already_granted: { status: 409, message: 'You may see this token already.' },
  already_decided: { status: 409, message: 'This request has been answered already.' },
  member_not_active: { status: 409, message: 'This person is blocked or removed.' },
  no_passkey: {
    status: 409,
    message: 'Add a passkey first, or you could not confirm anything any more.',
  },
  not_issued: {
    status: 409,
    message: 'What a token does is known of those issued here. Front does not say it of its own.',
  },
  not_made_in_front: {
    status: 409,
    message: 'Front is asked about values that were made there alone.',
  },
  no_value: { status: 409, message: 'This token was recorded without its value.' },
  rotated_too_often: {
    status: 409,
    message: 'Too many old values still work. End them first.',
  },
  company_unproven: {
    status: 409,
    message: 'The old value no longer tells which company it belongs to. Confirm the new one.',
  },
  no_previous_value: { status: 409, message: 'There is no earlier value to go back to.' },
  stale_version: {
    status: 412,
    message: 'Somebody changed this token since you read it. Read it again.',
  },
  body_too_large: { status: 413, message: 'The body is too large.' },
  not_json: { status: 415, message: 'Send the body as application/json.' },
  wrong_type: { status: 422, message: 'A field has the wrong type.' },
  missing_field: { status: 422, message: 'A field is missing.' },
  unknown_field: { status: 422, message: 'A field is not known.' },
  too_long: { status: 422, message: 'A text is too long.' },
  too_many: { status: 422, message: 'A list is too long.' },
  too_short: { status: 422, message: 'A text is too short.' },
  invalid_value: { status: 422, message: 'A field has a value that is not allowed.' },
  not_a_front_token: { status: 422, message: 'This value is not a Front API token.' },
  backing_unknown: { status: 422, message: 'The Front token to stand on is not known.' },
  backing_lacks_scope: {
    status: 422,
    message: 'The Front token behind it does not have all of these scopes.',
  },
  front_refuses_value: { status: 422, message: 'Front does not accept this value.' },
  other_company: { status: 422, message: 'This value belongs to another company in Front.' },
  idempotency_key_reused: {
    status: 422,
    message: 'This Idempotency-Key was used for another request.',
  },
  too_many_requests: { status: 429, message: 'Too many requests. Wait a little.' },
  headers_too_large: { status: 431, message: 'The headers of the request are too large.' },
  internal: { status: 500, message: 'Something went wrong in the service. It is in its log.' },
  front_unreachable: {
    status: 503,
    message: 'Front could not be asked just now. Nothing has changed.',
  },
  unavailable: { status: 503, message: 'The service cannot reach its database just now.' },
} as const satisfies Readonly<Record<string, { status: number; message: string }>>;

export type ErrorCode = keyof typeof ERRORS;

export const ERROR_CODES = Object.keys(ERRORS) as ErrorCode[];

/** True when a code that came over the wire is one of ours. */
export function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(ERRORS, code);
}
