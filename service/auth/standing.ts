import type { Member } from './find-member.ts';

/** How somebody stands with the company's OpenID provider, asked just now. */
export type Standing =
  /** Not its business: they have never signed in with a company account, or there is none here. */
  | { kind: 'own' }
  | { kind: 'stands'; issuer: string }
  /** It knows them no longer, or they have to sign in there again. */
  | { kind: 'ended' }
  /** It could not be asked, and was not for too long. */
  | { kind: 'unknown' };

export type CheckStanding = (member: Member, now: Date) => Promise<Standing>;
