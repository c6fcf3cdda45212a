import type { Kysely } from 'kysely';
import { Refusal } from '../refusal.ts';
import type { Database } from '../store/schema.ts';
import type { Actor, ActorSession } from './actor.ts';
import { readRules } from './company.ts';

/** How long a passkey check counts. */
const CONFIRMED_FOR_MS = 5 * 60_000;

/** Until when a browser counts as just confirmed, ISO 8601; null when it never was. */
export function confirmedUntil(session: ActorSession): string | null {
  if (session.confirmedAt === null) return null;
  return new Date(Date.parse(session.confirmedAt) + CONFIRMED_FOR_MS).toISOString();
}

/** True when a passkey was checked through this very browser in the last five minutes. */
export function isConfirmed(actor: Actor, now: Date): boolean {
  const until = actor.session === null ? null : confirmedUntil(actor.session);
  return until !== null && until > now.toISOString();
}

/**
 * Lets an act through that the company wants confirmed, when its rule is off or a passkey was
 * checked through this very browser in the last five minutes. A token made on the host is for
 * whoever has a shell there, and needs none.
 * @throws Refusal `passkey_needed`
 */
export async function checkConfirmed(db: Kysely<Database>, actor: Actor, now: Date): Promise<void> {
  if (actor.kind === 'access_token' || isConfirmed(actor, now)) return;
  if ((await readRules(db)).confirmWithPasskey) throw new Refusal('passkey_needed');
}
