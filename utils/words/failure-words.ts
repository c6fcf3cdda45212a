import { ERRORS } from '../../contract/errors.ts';
import type { Failure } from '../messaging/protocol.ts';

/** What a page says of a failure: what happened, what it means, and which way leads on. */
export interface FailureWords {
  readonly title: string;
  readonly text: string;
  readonly next: 'retry' | 'sign_in' | 'confirm' | 'connect' | 'reload' | 'none';
}

/** Turns a failure into words for a person. A refusal of the service keeps the service's own sentence. */
export function failureWords(failure: Failure): FailureWords {
  switch (failure.code) {
    case 'unreachable':
      return {
        title: 'The token service does not answer',
        text: 'You can read what is stored here. Check your network or VPN, or ask whoever runs the service.',
        next: 'retry',
      };
    case 'not_connected':
      return {
        title: 'Not connected yet',
        text: 'Tell the extension where your token service is.',
        next: 'connect',
      };
    case 'bad_address':
      return { title: 'This address cannot be used', text: failure.message, next: 'none' };
    case 'not_a_service':
      return {
        title: 'There is no token service at this address',
        text: 'Something answers there, but it is not a token service. Check the address for typing errors.',
        next: 'connect',
      };
    case 'service_too_old':
      return {
        title: 'The token service is too old',
        text: failure.message,
        next: 'retry',
      };
    case 'not_signed_in':
    case 'session_ended':
    case 'bad_proof':
      return {
        title: 'You are signed out',
        text: 'Your sign-in has ended. Sign in again to go on; nothing that you typed is lost.',
        next: 'sign_in',
      };
    case 'sign_in_cancelled':
      return {
        title: 'The sign-in window was closed',
        text: 'Nothing has changed. Try again when you are ready.',
        next: 'sign_in',
      };
    case 'sign_in_failed':
      return { title: 'Signing in did not work', text: failure.message, next: 'sign_in' };
    case 'other_person':
      return { title: 'Somebody else confirmed', text: failure.message, next: 'confirm' };
    case 'other_author':
      return {
        title: 'Somebody else is signed in now',
        text: 'This was typed by another person, and is not kept in your name. Load the page again.',
        next: 'reload',
      };
    case 'locked':
      return {
        title: 'The extension is locked',
        text: 'Unlock it to go on; nothing that you typed is lost.',
        next: 'sign_in',
      };
    case 'passkey_needed':
      return {
        title: 'Confirm with your passkey',
        text: 'Your company wants this confirmed. It counts for five minutes in this browser.',
        next: 'confirm',
      };
    case 'wrong_answer':
      return {
        title: 'The token service answered oddly',
        text: 'Its answer could not be read. Try again; if it stays so, ask whoever runs it to look at its log.',
        next: 'retry',
      };
    case 'refused':
      return {
        title: 'This page has to be loaded again',
        text: failure.message,
        next: 'reload',
      };
    case 'not_kept':
      return { title: 'The browser could not keep this', text: failure.message, next: 'none' };
    case 'change_gone':
      return {
        title: 'This change is no longer waiting',
        text: 'It was sent or thrown away in another window.',
        next: 'none',
      };
    case 'unknown_refusal':
      return { title: 'The token service said no', text: failure.message, next: 'none' };
    case 'stale_version':
      return {
        title: 'Somebody changed this token meanwhile',
        text: 'Look at the newest state, then try again.',
        next: 'none',
      };
    case 'no_grant':
      return {
        title: 'You may not see this value yet',
        text: 'Open the token and ask an admin for access.',
        next: 'none',
      };
    case 'forbidden':
    case 'field_forbidden':
      return { title: 'Only an admin may do this', text: failure.message, next: 'none' };
    case 'no_passkey':
      return {
        title: 'You have no passkey yet',
        text: 'Without one you could not confirm anything any more. “Browsers” says how to add it.',
        next: 'none',
      };
    case 'company_unproven':
      return {
        title: 'Is this the right company?',
        text: failure.message,
        next: 'none',
      };
    case 'front_refuses_value':
      return { title: 'Front said no', text: failure.message, next: 'none' };
    case 'other_company':
      return { title: 'Another company’s value', text: failure.message, next: 'none' };
    case 'front_unreachable':
      return { title: 'Front does not answer', text: failure.message, next: 'retry' };
    case 'last_admin':
      return {
        title: 'There would be no admin left',
        text: 'Make somebody else an admin first.',
        next: 'none',
      };
    case 'already_decided':
      return {
        title: 'Somebody was faster',
        text: 'It has been answered or used already.',
        next: 'none',
      };
    case 'internal':
    case 'unavailable':
    case 'too_many_requests':
      return { title: 'Not just now', text: ERRORS[failure.code].message, next: 'retry' };
    default:
      return { title: 'That did not work', text: failure.message, next: 'none' };
  }
}
