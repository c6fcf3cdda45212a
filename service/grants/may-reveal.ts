import type { Kysely } from 'kysely';
import type { Actor } from '../auth/actor.ts';
import type { Database } from '../store/schema.ts';
import { liveGrantsOf } from './live-grants.ts';

/**
 * Whether somebody may see this token's value now: admins, and members to whom it is granted. It is
 * read from the rows each time, in the transaction that opens the value, so that a grant that was
 * taken or has ended counts for nothing on any replica. Unknown means no.
 */
export async function mayReveal(
  db: Kysely<Database>,
  actor: Pick<Actor, 'id' | 'role'>,
  tokenId: string,
  now: Date,
): Promise<boolean> {
  switch (actor.role) {
    case 'admin':
      return true;
    case 'member': {
      const grant = await liveGrantsOf(db, actor.id, now.toISOString())
        .select('grants.token_id')
        .where('grants.token_id', '=', tokenId)
        .executeTakeFirst();
      return grant !== undefined;
    }
  }
}
