import type { Kysely, Selectable } from 'kysely';
import type { Grant } from '../../contract/grant.ts';
import type { Store } from '../store/open-store.ts';
import type { Database } from '../store/schema.ts';
import type { Trx } from '../tokens/token-deps.ts';

/** To whom a grant is, as the table has it. */
export interface Grantee {
  readonly grantee_kind: 'member' | 'tag';
  /** Id of a member, or a folded tag. */
  readonly grantee: string;
}

type GrantRow = Omit<Selectable<Database['grants']>, 'token_id'>;

/** A grant as it goes over the wire. `memberName` is null for a tag, or for a person who is not known. */
export function grantOf(row: GrantRow, memberName: string | null): Grant {
  return {
    to:
      row.grantee_kind === 'member'
        ? { kind: 'member', id: row.grantee, name: memberName ?? row.grantee }
        : { kind: 'tag', tag: row.label },
    until: row.until,
    grantedBy: { id: row.granted_by_id, name: row.granted_by_name },
    grantedAt: row.granted_at,
  };
}

/** The grants of one token with the names of its people. */
export function grantsWithNames(db: Kysely<Database>, tokenId: string) {
  return db
    .selectFrom('grants')
    .leftJoin('members', (join) =>
      join.onRef('members.id', '=', 'grants.grantee').on('grants.grantee_kind', '=', 'member'),
    )
    .selectAll('grants')
    .select('members.name as member_name')
    .where('grants.token_id', '=', tokenId);
}

/**
 * What decides over who may see a token takes turns with its delete, on every replica: a grant is
 * given before the delete, which then ends it, or not at all. Called first in the transaction.
 */
export async function lockGrants(store: Store, trx: Trx, tokenId: string): Promise<void> {
  await store.oneAtATime(trx, `grants of ${tokenId}`);
}

/**
 * What is granted to tags takes turns with changes of tags: a merge tells whom it lets see more, and
 * nothing may be granted between that look and its end. Called before `lockGrants`, never after it.
 */
export async function lockTagGrants(store: Store, trx: Trx): Promise<void> {
  await store.oneAtATime(trx, 'grants to tags');
}
