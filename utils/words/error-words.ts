import type { ErrorCode, FieldProblem } from '../../contract/errors.ts';
import { isErrorCode } from '../../contract/errors.ts';
import { language } from '../i18n/locale.ts';
import { t, type PlainTextKey } from '../i18n/t.ts';
import type { Failure } from '../messaging/protocol.ts';

/** What each refusal of the service means, in general. */
export const ERROR_TEXTS = {
  unreadable_request: 'errors.unreadableRequest',
  bad_json: 'errors.badJson',
  bad_query: 'errors.badQuery',
  bad_cursor: 'errors.badCursor',
  bad_header: 'errors.badHeader',
  if_match_required: 'errors.ifMatchRequired',
  not_signed_in: 'errors.notSignedIn',
  session_ended: 'errors.sessionEnded',
  bad_proof: 'errors.badProof',
  forbidden: 'errors.forbidden',
  field_forbidden: 'errors.fieldForbidden',
  no_grant: 'errors.noGrant',
  passkey_needed: 'errors.passkeyNeeded',
  not_found: 'errors.notFound',
  token_deleted: 'errors.tokenDeleted',
  request_too_slow: 'errors.requestTooSlow',
  name_taken: 'errors.nameTaken',
  tag_taken: 'errors.tagTaken',
  merge_changed: 'errors.mergeChanged',
  too_many_views: 'errors.tooManyViews',
  value_known: 'errors.valueKnown',
  last_admin: 'errors.lastAdmin',
  already_asked: 'errors.alreadyAsked',
  already_granted: 'errors.alreadyGranted',
  already_decided: 'errors.alreadyDecided',
  member_not_active: 'errors.memberNotActive',
  no_passkey: 'errors.noPasskey',
  not_issued: 'errors.notIssued',
  not_made_in_front: 'errors.notMadeInFront',
  no_value: 'errors.noValue',
  rotated_too_often: 'errors.rotatedTooOften',
  company_unproven: 'errors.companyUnproven',
  no_previous_value: 'errors.noPreviousValue',
  stale_version: 'errors.staleVersion',
  body_too_large: 'errors.bodyTooLarge',
  not_json: 'errors.notJson',
  wrong_type: 'errors.wrongType',
  missing_field: 'errors.missingField',
  unknown_field: 'errors.unknownField',
  too_long: 'errors.tooLong',
  too_many: 'errors.tooMany',
  too_short: 'errors.tooShort',
  invalid_value: 'errors.invalidValue',
  not_a_front_token: 'errors.notAFrontToken',
  backing_unknown: 'errors.backingUnknown',
  backing_lacks_scope: 'errors.backingLacksScope',
  front_refuses_value: 'errors.frontRefusesValue',
  other_company: 'errors.otherCompany',
  idempotency_key_reused: 'errors.idempotencyKeyReused',
  too_many_requests: 'errors.tooManyRequests',
  headers_too_large: 'errors.headersTooLarge',
  internal: 'errors.internal',
  front_unreachable: 'errors.frontUnreachable',
  unavailable: 'errors.unavailable',
} as const satisfies Record<ErrorCode, PlainTextKey>;

/** The language of the service's own sentences. */
const OF_THE_SERVICE = 'en';

/**
 * What a failure says of itself. The service's own sentence says more than what its code means in
 * general, but it is in English: whoever reads another language is told the latter.
 */
export function messageWords({
  code,
  message,
}: Pick<Failure | FieldProblem, 'code' | 'message'>): string {
  if (language() === OF_THE_SERVICE || !isErrorCode(code)) return message;
  return t(ERROR_TEXTS[code]);
}

/** The fields that a failure names, each with what is wrong in the reader's language; none for most. */
export function fieldProblems(failure: Failure): readonly FieldProblem[] {
  const fields = 'fields' in failure ? (failure.fields ?? []) : [];
  return fields.map((problem) => ({ ...problem, message: messageWords(problem) }));
}
