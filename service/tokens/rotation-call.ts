import type { Token } from '../../contract/token.ts';
import type { Actor } from '../auth/actor.ts';

/** What both kinds of rotation are told by the call that began them. */
export interface RotationCall {
  readonly actor: Actor;
  readonly id: string;
  /** @throws Refusal when the caller had seen another version of the token */
  readonly check: (version: number) => void;
  /** Keeps the answer for a retried call, in the rotation's own transaction. */
  readonly keep: (answer: Token) => Promise<void>;
}
