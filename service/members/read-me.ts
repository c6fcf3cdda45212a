import type { Me } from '../../contract/member.ts';
import type { Actor } from '../auth/actor.ts';
import { readRules } from '../auth/company.ts';
import { confirmedUntil } from '../auth/confirmation.ts';
import { tagColors } from '../notes/tag-colors.ts';
import type { Store } from '../store/open-store.ts';

/** Who is calling, and what is theirs. */
export async function readMe({ db }: Store, actor: Actor): Promise<Me> {
  const rules = await readRules(db);
  const tags = await db
    .selectFrom('member_tags')
    .select('tag')
    .where('member_id', '=', actor.id)
    .orderBy('tag_key')
    .execute();
  const passkeys = await db
    .selectFrom('passkeys')
    .select((select) => select.fn.countAll<number>().as('count'))
    .where('member_id', '=', actor.id)
    .executeTakeFirstOrThrow();
  const member = await db
    .selectFrom('members')
    .select('email')
    .where('id', '=', actor.id)
    .executeTakeFirst();
  return {
    id: actor.id,
    name: actor.name,
    ...(typeof member?.email === 'string' ? { email: member.email } : {}),
    role: actor.role,
    company: rules.name,
    rules,
    ownsTags: tags.map(({ tag }) => tag),
    tagColors: await tagColors(db),
    session:
      actor.session === null
        ? null
        : { id: actor.session.id, confirmedUntil: confirmedUntil(actor.session) },
    passkeys: passkeys.count,
    openRequests: actor.role === 'admin' ? await countOpenRequests(db) : 0,
  };
}

async function countOpenRequests(db: Store['db']): Promise<number> {
  const row = await db
    .selectFrom('access_requests')
    .select((select) => select.fn.countAll<number>().as('count'))
    .where('status', '=', 'open')
    .executeTakeFirstOrThrow();
  return row.count;
}
