import type { InteractionResults } from 'oidc-provider';

/** Somebody has shown in the sign-in window who they are. */
export interface Arrival {
  readonly memberId: string;
  /** How, in the words of RFC 8176. */
  readonly amr: readonly string[];
  /** A passkey was checked just now. */
  readonly confirmed: boolean;
  /** The company's provider that the sign-in hangs on (`OIDC_ISSUER`); null for one by code. */
  readonly upstream: string | null;
  /** Who they were at that provider when they arrived; null for nobody. */
  readonly subject: string | null;
}

/** What the browser session that comes of a sign-in has to know. */
export type SessionFacts = Pick<Arrival, 'confirmed' | 'upstream' | 'subject'>;

/** The arrival as the sign-in server takes it, which hands it on to the end of the same request. */
export function resultOf(arrival: Arrival): InteractionResults {
  const { memberId, amr, confirmed, upstream, subject } = arrival;
  const facts: SessionFacts = { confirmed, upstream, subject };
  return {
    login: { accountId: memberId, remember: false, amr: [...amr] },
    companion: facts,
  };
}

/** The facts of `resultOf`; null when this request is not the end of a sign-in. */
export function sessionFactsOf(result: InteractionResults | undefined): SessionFacts | null {
  const facts = result?.companion;
  // Only `resultOf` writes it, and the browser has no say in what is kept.
  return typeof facts === 'object' ? (facts as SessionFacts) : null;
}
