import type { Role } from '../../contract/member.ts';
import type { SsoConfig } from '../config.ts';
import type { Member } from './find-member.ts';

/** What the company's provider says of a person, read from its claims. */
export interface SsoPerson {
  readonly issuer: string;
  readonly subject: string;
  /** In small letters; null when there is none. */
  readonly email: string | null;
  readonly emailVerified: boolean;
  readonly groups: readonly string[];
}

export type SsoRules = Pick<SsoConfig, 'adminGroup' | 'emailDomains'>;

/** Who of the register could be meant. */
export interface SsoKnown {
  /** The one with this issuer and subject. */
  readonly bySubject: Member | undefined;
  /** Everybody with this address, in any state. */
  readonly byEmail: readonly KnownByEmail[];
}

export interface KnownByEmail {
  readonly member: Member;
  /** They joined by an invitation that an admin had made out to this very address. */
  readonly invitedForIt: boolean;
}

export type SsoRefusal = 'email_unverified' | 'domain_not_allowed' | 'not_active';

export type SsoDecision =
  | { kind: 'refused'; reason: SsoRefusal }
  /** `role` is null where roles are left to the admins here. */
  | { kind: 'known'; member: Member; role: Role | null }
  /** Invited by this address and never signed in with a company account: now they are one. */
  | { kind: 'link'; member: Member; role: Role | null }
  | { kind: 'new'; role: Role };

/**
 * Decides who comes in with a company account. The subject is who somebody is; an address only
 * leads to a person who has no subject yet and was invited for it. Anybody else who goes by that
 * address here stays a person of their own. Who was blocked or removed here does not come back by a
 * new account under the same address.
 */
export function decideSso(rules: SsoRules, person: SsoPerson, known: SsoKnown): SsoDecision {
  if (person.email === null || !person.emailVerified) {
    return { kind: 'refused', reason: 'email_unverified' };
  }
  const domain = person.email.slice(person.email.lastIndexOf('@') + 1);
  if (rules.emailDomains.length > 0 && !rules.emailDomains.includes(domain)) {
    return { kind: 'refused', reason: 'domain_not_allowed' };
  }
  const role = roleOf(rules, person);
  if (known.bySubject !== undefined) {
    return known.bySubject.status === 'active'
      ? { kind: 'known', member: known.bySubject, role }
      : { kind: 'refused', reason: 'not_active' };
  }
  if (known.byEmail.some(({ member }) => member.status !== 'active')) {
    return { kind: 'refused', reason: 'not_active' };
  }
  const invited = known.byEmail.find(
    ({ member, invitedForIt }) => member.subject === null && invitedForIt,
  );
  return invited === undefined
    ? { kind: 'new', role: role ?? 'member' }
    : { kind: 'link', member: invited.member, role };
}

/** Null when no group of admins is set. */
function roleOf(rules: SsoRules, person: SsoPerson): Role | null {
  if (rules.adminGroup === null) return null;
  return person.groups.includes(rules.adminGroup) ? 'admin' : 'member';
}
