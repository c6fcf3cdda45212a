import type { Role } from '../../contract/member.ts';

/** Who is calling, as the service established it. Nothing in it comes from the request's body. */
export interface Actor {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly kind: 'member' | 'access_token';
  /** The browser session that the call came through; null for a token made on the host. */
  readonly session: ActorSession | null;
  /** Network address as the service saw it; null for commands on the host. */
  readonly address: string | null;
}

export interface ActorSession {
  readonly id: string;
  /** When a passkey was last checked through it; null for never. */
  readonly confirmedAt: string | null;
}

/** Whose token it was that did not get through, and of which browser. It may have been stolen there. */
export interface NamedByToken {
  readonly id: string;
  readonly name: string;
  readonly session: { readonly id: string } | null;
}

export type Authentication =
  | { kind: 'actor'; actor: Actor }
  | {
      kind: 'refused';
      code: 'not_signed_in' | 'session_ended' | 'bad_proof';
      named?: NamedByToken;
    };

/** Finds out who is calling from the request's own headers. */
export type Authenticate = (
  request: Request,
  info: { readonly address: string | null },
) => Promise<Authentication>;
