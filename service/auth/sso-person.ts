import type { SsoPerson } from './decide-sso.ts';
import { personName } from './person-name.ts';

export type Claims = Readonly<Record<string, unknown>>;

/** Reads what the rules need from a provider's claims; what has another shape is not there. */
export function ssoPerson(claims: Claims, groupsClaim: string): SsoPerson {
  // A to Z alone: other letters have small forms that are somebody else's (U+212A becomes “k”).
  const email =
    text(claims.email)
      ?.trim()
      .replace(/[A-Z]/g, (letter) => letter.toLowerCase()) ?? '';
  return {
    issuer: text(claims.iss) ?? '',
    subject: text(claims.sub) ?? '',
    email: /^[^@\s]+@[^@\s]+$/.test(email) && email.length <= 254 ? email : null,
    // Some providers write it as a text.
    emailVerified: claims.email_verified === true || claims.email_verified === 'true',
    groups: groupsOf(claims[groupsClaim]),
  };
}

/** What to call a person who comes for the first time. */
export function ssoName(claims: Claims): string {
  for (const claim of [claims.name, claims.preferred_username, claims.email]) {
    const name = typeof claim === 'string' ? personName(claim) : null;
    if (name !== null) return name;
  }
  return 'Somebody without a name';
}

function groupsOf(claim: unknown): string[] {
  if (typeof claim === 'string') return [claim];
  return Array.isArray(claim) ? claim.filter((group) => typeof group === 'string') : [];
}

function text(claim: unknown): string | null {
  return typeof claim === 'string' ? claim : null;
}
