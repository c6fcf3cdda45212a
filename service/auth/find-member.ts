import type { Kysely, Selectable } from 'kysely';
import type { Database } from '../store/schema.ts';

export type Member = Selectable<Database['members']>;

/** Reads a person who signs in, blocked ones included. */
export async function findMember(db: Kysely<Database>, id: string): Promise<Member | undefined> {
  return db.selectFrom('members').selectAll().where('id', '=', id).executeTakeFirst();
}
