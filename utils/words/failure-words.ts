import type { Failure } from '../messaging/protocol.ts';
import { t } from '../i18n/t.ts';
import { ERROR_TEXTS, messageWords } from './error-words.ts';

/** What a page says of a failure: what happened, what it means, and which way leads on. */
export interface FailureWords {
  readonly title: string;
  readonly text: string;
  readonly next: 'retry' | 'sign_in' | 'confirm' | 'connect' | 'reload' | 'none';
}

/** Turns a failure into words for a person. A refusal of the service keeps the service's own sentence, where the reader's language is its language. */
export function failureWords(failure: Failure): FailureWords {
  switch (failure.code) {
    case 'unreachable':
      return {
        title: t('failure.unreachableTitle'),
        text: t('failure.unreachableText'),
        next: 'retry',
      };
    case 'not_connected':
      return {
        title: t('failure.notConnectedTitle'),
        text: t('failure.notConnectedText'),
        next: 'connect',
      };
    case 'bad_address':
      return { title: t('failure.badAddressTitle'), text: messageWords(failure), next: 'none' };
    case 'not_a_service':
      return {
        title: t('failure.notServiceTitle'),
        text: t('failure.notServiceText'),
        next: 'connect',
      };
    case 'service_too_old':
      return {
        title: t('failure.tooOldTitle'),
        text: messageWords(failure),
        next: 'retry',
      };
    case 'not_signed_in':
    case 'session_ended':
    case 'bad_proof':
      return {
        title: t('failure.signedOutTitle'),
        text: t('failure.signedOutText'),
        next: 'sign_in',
      };
    case 'sign_in_cancelled':
      return {
        title: t('failure.cancelledTitle'),
        text: t('failure.cancelledText'),
        next: 'sign_in',
      };
    case 'sign_in_failed':
      return {
        title: t('failure.signInFailedTitle'),
        text: messageWords(failure),
        next: 'sign_in',
      };
    case 'other_person':
      return { title: t('failure.otherPersonTitle'), text: messageWords(failure), next: 'confirm' };
    case 'other_author':
      return {
        title: t('failure.otherAuthorTitle'),
        text: t('failure.otherAuthorText'),
        next: 'reload',
      };
    case 'locked':
      return {
        title: t('failure.lockedTitle'),
        text: t('failure.lockedText'),
        next: 'sign_in',
      };
    case 'passkey_needed':
      return {
        title: t('failure.passkeyTitle'),
        text: t('failure.passkeyText'),
        next: 'confirm',
      };
    case 'wrong_answer':
      return {
        title: t('failure.wrongAnswerTitle'),
        text: t('failure.wrongAnswerText'),
        next: 'retry',
      };
    case 'refused':
      return {
        title: t('failure.refusedTitle'),
        text: messageWords(failure),
        next: 'reload',
      };
    case 'not_kept':
      return { title: t('failure.notKeptTitle'), text: messageWords(failure), next: 'none' };
    case 'change_gone':
      return {
        title: t('failure.changeGoneTitle'),
        text: t('failure.changeGoneText'),
        next: 'none',
      };
    case 'unknown_refusal':
      return { title: t('failure.unknownTitle'), text: messageWords(failure), next: 'none' };
    case 'stale_version':
      return {
        title: t('failure.staleTitle'),
        text: t('failure.staleText'),
        next: 'none',
      };
    case 'no_grant':
      return {
        title: t('failure.noGrantTitle'),
        text: t('failure.noGrantText'),
        next: 'none',
      };
    case 'forbidden':
    case 'field_forbidden':
      return { title: t('failure.forbiddenTitle'), text: messageWords(failure), next: 'none' };
    case 'no_passkey':
      return {
        title: t('failure.noPasskeyTitle'),
        text: t('failure.noPasskeyText'),
        next: 'none',
      };
    case 'company_unproven':
      return {
        title: t('failure.companyTitle'),
        text: messageWords(failure),
        next: 'none',
      };
    case 'front_refuses_value':
      return { title: t('failure.frontSaidNoTitle'), text: messageWords(failure), next: 'none' };
    case 'other_company':
      return { title: t('failure.otherCompanyTitle'), text: messageWords(failure), next: 'none' };
    case 'front_unreachable':
      return { title: t('failure.frontSilentTitle'), text: messageWords(failure), next: 'retry' };
    case 'last_admin':
      return {
        title: t('failure.lastAdminTitle'),
        text: t('failure.lastAdminText'),
        next: 'none',
      };
    case 'already_decided':
      return {
        title: t('failure.decidedTitle'),
        text: t('failure.decidedText'),
        next: 'none',
      };
    case 'internal':
    case 'unavailable':
    case 'too_many_requests':
      return { title: t('failure.notNowTitle'), text: t(ERROR_TEXTS[failure.code]), next: 'retry' };
    default:
      return { title: t('failure.failedTitle'), text: messageWords(failure), next: 'none' };
  }
}
