import type { Selectable } from 'kysely';
import { nameKey } from '../../contract/fold.ts';
import type { AuditEntry } from '../audit/write-audit.ts';
import { grantOf } from '../grants/grant-row.ts';
import { laterEnd } from '../grants/later-end.ts';
import type { Database } from '../store/schema.ts';
import type { Trx } from '../tokens/token-deps.ts';
import type { Retag } from './retag.ts';
import { withTag } from './with-tag.ts';

/** Whoever owned the one tag owns the other. Hands back the rows for the log. */
export async function retagPeople(
  trx: Trx,
  { actor, from, to, via, now }: Retag,
): Promise<AuditEntry[]> {
  const [fromKey, toKey] = [nameKey(from), nameKey(to)];
  const rows = await trx
    .selectFrom('member_tags')
    .innerJoin('members', 'members.id', 'member_tags.member_id')
    .select(['members.id', 'members.name', 'member_tags.tag', 'member_tags.tag_key'])
    .where('member_tags.member_id', 'in', (sub) =>
      sub.selectFrom('member_tags').select('member_id').where('tag_key', 'in', [fromKey, toKey]),
    )
    .orderBy('members.id')
    .orderBy('member_tags.tag_key')
    .execute();
  const entries: AuditEntry[] = [];
  for (const [id, theirs] of Map.groupBy(rows, (row) => row.id)) {
    const before = theirs.map(({ tag }) => tag);
    const after = withTag(before, fromKey, to);
    if (JSON.stringify(before) === JSON.stringify(after)) continue;
    await trx
      .deleteFrom('member_tags')
      .where('member_id', '=', id)
      .where('tag_key', 'in', [fromKey, toKey])
      .execute();
    await trx
      .insertInto('member_tags')
      .values({ member_id: id, tag_key: toKey, tag: to })
      .execute();
    entries.push({
      action: 'member.changed',
      actor,
      detail: {
        member: { id, name: theirs[0]?.name ?? id },
        ownsTags: { from: before, to: after },
        because: via,
      },
      at: now,
    });
  }
  return entries;
}

type GrantRow = Selectable<Database['grants']> & { readonly token_name: string };

/** What was granted to the one tag is granted to the other; of two grants the later end holds. */
export async function retagGrants(
  trx: Trx,
  { actor, from, to, via, now }: Retag,
): Promise<{ count: number; entries: AuditEntry[] }> {
  const [fromKey, toKey] = [nameKey(from), nameKey(to)];
  const rows: GrantRow[] = await trx
    .selectFrom('grants')
    .innerJoin('tokens', 'tokens.id', 'grants.token_id')
    .selectAll('grants')
    .select('tokens.name as token_name')
    .where('grantee_kind', '=', 'tag')
    .where('grantee', 'in', [fromKey, toKey])
    .orderBy('grants.token_id')
    .execute();
  const entries: AuditEntry[] = [];
  let count = 0;
  for (const [tokenId, ofToken] of Map.groupBy(rows, ({ token_id }) => token_id)) {
    const moved = ofToken.find(({ grantee }) => grantee === fromKey);
    if (moved === undefined || moved.label === to) continue;
    count += 1;
    const { token_name, ...row } = moved;
    const until = ofToken.reduce((end, one) => laterEnd(end, one.until), row.until);
    await trx
      .deleteFrom('grants')
      .where('token_id', '=', tokenId)
      .where('grantee_kind', '=', 'tag')
      .where('grantee', 'in', [fromKey, toKey])
      .execute();
    await trx
      .insertInto('grants')
      .values({ ...row, grantee: toKey, label: to, until })
      .execute();
    // A spelling is no other tag: nobody may see more or less.
    if (fromKey === toKey) continue;
    const token = { id: tokenId, name: token_name };
    const detail = { because: via };
    entries.push(
      {
        action: 'grant.taken',
        actor,
        token,
        detail: { from: grantOf(moved, null).to, ...detail },
        at: now,
      },
      {
        action: 'grant.given',
        actor,
        token,
        detail: { to: { kind: 'tag', tag: to }, until, ...detail },
        at: now,
      },
    );
  }
  return { count, entries };
}
