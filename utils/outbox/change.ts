import type { CreateToken, PatchToken, Person, Token } from '../../contract/token.ts';
import type * as z from 'zod/mini';
import type { Failure } from '../messaging/protocol.ts';

/** Whose changes these are: a person at a service. Nobody else's sign-in sends or shows them. */
export interface ChangeOwner {
  readonly address: string;
  readonly member: string;
}

/** Waits to be sent: for the network, the service, or the sign-in. */
export interface Waiting {
  readonly kind: 'waiting';
  /** It has been sent at least once, so it may have arrived though no answer did. */
  readonly tried: boolean;
  readonly attempts: number;
  /** Not before this moment, ms since 1970; 0 for at once. */
  readonly notBefore: number;
  readonly why: Failure | null;
}

export const UNSENT: Waiting = {
  kind: 'waiting',
  tried: false,
  attempts: 0,
  notBefore: 0,
  why: null,
};

/** The service said no: it is kept for the person, and not sent again by itself. */
export interface Refused {
  readonly kind: 'refused';
  readonly why: Failure;
}

interface Kept {
  /** Shape of this record; a later version of the extension reads older ones. */
  readonly shape: 1;
  /** Place in the order of all changes, given by the database: no clock decides it. */
  readonly seq: number;
  /** Drawn by the page that made the change: a message that is repeated makes no second one. */
  readonly id: string;
  readonly owner: ChangeOwner;
  /** ISO 8601, to be shown. */
  readonly madeAt: string;
}

/** An edit of a token. */
export interface EditChange extends Kept {
  readonly kind: 'edit';
  /** Of a token that itself waits to be created: its provisional id. */
  readonly tokenId: string;
  /** The token as the person saw it when the edit began; `version` goes into `If-Match`. */
  readonly base: Token;
  readonly patch: PatchToken;
  readonly state:
    | Waiting
    | Refused
    /** Somebody else changed the same field: the person decides. */
    | {
        readonly kind: 'conflict';
        readonly theirs: Token;
        readonly fields: readonly (keyof PatchToken)[];
      };
}

/** A new token. Its body never holds a value. */
export interface CreateChange extends Kept {
  readonly kind: 'create';
  readonly body: CreateToken;
  readonly by: z.infer<typeof Person>;
  /** Sent as `Idempotency-Key`, so that a repeat makes no second token. */
  readonly key: string;
  readonly state: Waiting | Refused;
}

/** One version of a field that was not chosen when a conflict was settled. */
export interface AsideText {
  readonly field: keyof PatchToken;
  readonly whose: 'mine' | 'theirs';
  readonly value: unknown;
}

/** What was not chosen when a conflict was settled, kept until the person throws it away. */
export interface SetAside extends Kept {
  readonly kind: 'set_aside';
  readonly tokenId: string;
  readonly name: string;
  readonly texts: readonly AsideText[];
}

/** That a change has arrived, for whoever still asks for it; forgotten after a day. */
export interface DoneChange extends Kept {
  readonly kind: 'done';
  /** The token it was made to; of a create, the one that was made. */
  readonly tokenId: string;
  /** ISO 8601. */
  readonly doneAt: string;
}

export type Change = EditChange | CreateChange | SetAside | DoneChange;
/** A change that the service has yet to take. */
export type OpenChange = EditChange | CreateChange;

export function isOpen(change: Change): change is OpenChange {
  return change.kind === 'edit' || change.kind === 'create';
}

const PROVISIONAL = 'new_';

/** The id under which a token is shown until it has been created. No call of the service takes it. */
export function provisionalId(changeId: string): string {
  return PROVISIONAL + changeId;
}

export function isProvisional(tokenId: string): boolean {
  return tokenId.startsWith(PROVISIONAL);
}

/** The token that a change is about, by the id that pages know it under. */
export function tokenOf(change: OpenChange): string {
  return change.kind === 'edit' ? change.tokenId : provisionalId(change.id);
}
