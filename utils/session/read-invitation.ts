import { readAddress } from './read-address.ts';
import { t } from '../i18n/t.ts';

export type InvitationReading =
  | { readonly kind: 'ok'; readonly address: string; readonly code: string }
  /** No invitation at all: it may be the plain address of a service. */
  | { readonly kind: 'none' }
  | { readonly kind: 'bad'; readonly message: string };

/** Path of the page to which an invitation's link leads. */
const PATH = '/invitation';
/** What codes are made of, with the dashes and spaces that make them readable. */
const CODE = /^[0-9A-Za-z](?:[0-9A-Za-z -]{6,58})[0-9A-Za-z]$/;

/**
 * Reads the link of an invitation as a person pastes it: `https://tokens.example.com/invitation#CODE`.
 * The code stands behind `#`, where no server sees it.
 */
export function readInvitation(text: string): InvitationReading {
  const typed = text.trim();
  const hash = typed.indexOf('#');
  const before = hash === -1 ? typed : typed.slice(0, hash);
  const isLink = before
    .replace(/[/?]+$/, '')
    .toLowerCase()
    .endsWith(PATH);
  if (!isLink) return hash === -1 ? { kind: 'none' } : bad(t('session.invitationNone'));
  if (hash === -1) return bad(t('session.invitationCut'));
  const code = decoded(typed.slice(hash + 1)).trim();
  if (!CODE.test(code)) {
    return bad(t('session.invitationPart'));
  }
  const address = readAddress(before.replace(/[/?]+$/, '').slice(0, -PATH.length));
  return address.kind === 'bad' ? address : { kind: 'ok', address: address.address, code };
}

/** True for what must not be kept as a draft: behind `#` there may be a code. */
export function mayHoldCode(text: string): boolean {
  return text.includes('#');
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A lone percent sign: then it is no code either, which is said there.
    return text;
  }
}

function bad(message: string): InvitationReading {
  return { kind: 'bad', message };
}
