import type { Kysely } from 'kysely';
import type { Database } from '../store/schema.ts';

/**
 * The grants that hold for a person at a moment (ISO 8601, as rows have it): their own, and those of
 * the tags that they own. The one place that says which grants count.
 */
export function liveGrantsOf(db: Kysely<Database>, memberId: string, now: string) {
  return db
    .selectFrom('grants')
    .where((e) => e.or([e('until', 'is', null), e('until', '>', now)]))
    .where((e) =>
      e.or([
        e.and([e('grantee_kind', '=', 'member'), e('grantee', '=', memberId)]),
        e.and([
          e('grantee_kind', '=', 'tag'),
          e(
            'grantee',
            'in',
            e.selectFrom('member_tags').select('tag_key').where('member_id', '=', memberId),
          ),
        ]),
      ]),
    );
}
