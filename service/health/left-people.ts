import type { Kysely } from 'kysely';
import type { AuditAction } from '../../contract/audit.ts';
import { nameKey } from '../../contract/fold.ts';
import type { Database } from '../store/schema.ts';

/** Whether an owner's note names somebody who was blocked or removed, and nobody who is still here. */
export async function leftOwners(db: Kysely<Database>): Promise<(owner: string) => boolean> {
  const members = await db.selectFrom('members').select(['name', 'email', 'status']).execute();
  const keysOf = (active: boolean): Set<string> =>
    new Set(
      members
        .filter(({ status }) => (status === 'active') === active)
        .flatMap(({ name, email }) => [name, email ?? ''])
        .map(nameKey)
        .filter((key) => key !== ''),
    );
  const [here, left] = [keysOf(true), keysOf(false)];
  return (owner) => {
    const key = nameKey(owner);
    return left.has(key) && !here.has(key);
  };
}

export interface SeenByLeft {
  readonly name: string;
  readonly at: string;
}

/** Of each token as many as a person reads. */
const MOST_NAMES = 5;

/**
 * Who of those that have left saw the value that a token has now. Whoever recorded a Front token, or
 * gave it its value, had the value in hand.
 * @param since when each token got the value that it has
 */
export async function seenByLeft(
  db: Kysely<Database>,
  since: ReadonlyMap<string, string>,
): Promise<ReadonlyMap<string, readonly SeenByLeft[]>> {
  const IN_HAND: readonly AuditAction[] = ['token.created', 'token.rotated'];
  const rows = await db
    .selectFrom('members')
    .innerJoin('audit_events as event', 'event.actor_id', 'members.id')
    .innerJoin('tokens', 'tokens.id', 'event.token_id')
    .select(['tokens.id', 'members.id as who', 'members.name'])
    .select((eb) => eb.fn.max('event.at').as('at'))
    .where('members.status', '<>', 'active')
    .where('tokens.deleted_at', 'is', null)
    .where('tokens.hint', 'is not', null)
    .where((eb) =>
      eb.or([
        eb('event.action', '=', 'token.revealed'),
        eb.and([eb('event.action', 'in', IN_HAND), eb('tokens.kind', '=', 'front')]),
      ]),
    )
    .groupBy(['tokens.id', 'members.id', 'members.name'])
    .execute();
  const seen = new Map<string, SeenByLeft[]>();
  for (const { id, name, at } of rows) {
    if (at < (since.get(id) ?? '')) continue;
    const list = seen.get(id) ?? [];
    list.push({ name, at });
    seen.set(id, list);
  }
  for (const [id, list] of seen) {
    seen.set(id, list.sort((a, b) => (a.at > b.at ? -1 : 1)).slice(0, MOST_NAMES));
  }
  return seen;
}

/** When tokens got the value that they have, where it was replaced: not where the one before was put back. */
export async function replacedAt(db: Kysely<Database>): Promise<ReadonlyMap<string, string>> {
  const CHANGES: readonly AuditAction[] = ['token.rotated', 'token.value_restored'];
  const rows = await db
    .selectFrom('audit_events')
    .select(['token_id', 'action'])
    .select((eb) => eb.fn.max('at').as('at'))
    .where('action', 'in', CHANGES)
    .where('token_id', 'is not', null)
    .groupBy(['token_id', 'action'])
    .execute();
  const last = new Map<string, { at: string; action: string }>();
  for (const { token_id, action, at } of rows) {
    if (token_id !== null && at > (last.get(token_id)?.at ?? ''))
      last.set(token_id, { at, action });
  }
  return new Map(
    [...last]
      .filter(([, { action }]) => action === 'token.rotated')
      .map(([id, { at }]) => [id, at] as const),
  );
}
