import type { Me } from '../../contract/member.ts';
import type { SessionState } from '../messaging/protocol.ts';

/** The session as the database keeps it. No record means: not connected. */
export type StoredSession =
  | { readonly kind: 'signed_out'; readonly address: string }
  | {
      readonly kind: 'signed_in' | 'expired' | 'locked';
      readonly address: string;
      readonly me: Me;
      /** Drawn anew at each sign-in: work that began in an earlier one leaves nothing in this one. */
      readonly epoch: string;
    };

/** What the session calls the service with. Worthless without the key pair, which cannot be exported. */
export interface StoredCredentials {
  readonly epoch: string;
  readonly accessToken: string;
  readonly refreshToken: string | null;
  /** End of the access token, ms since 1970. */
  readonly expiresAt: number;
}

/** The session as pages are told. */
export function sessionStateOf(stored: StoredSession | undefined): SessionState {
  if (stored === undefined) return { kind: 'not_connected' };
  if (stored.kind === 'signed_out') return { kind: 'signed_out', address: stored.address };
  return { kind: stored.kind, address: stored.address, me: stored.me };
}
