import { nameKey } from '../../contract/fold.ts';
import type { ChangeWay } from '../../contract/history.ts';
import type { AuditEntry } from '../audit/write-audit.ts';
import type { Actor } from '../auth/actor.ts';
import { lockGrants, lockTagGrants } from '../grants/grant-row.ts';
import { lockPeople } from '../members/last-admin.ts';
import type { Store } from '../store/open-store.ts';
import type { Trx } from '../tokens/token-deps.ts';
import { retagGrants, retagPeople } from './retag-grants.ts';
import { retagTokens } from './retag-tokens.ts';

/** One tag that takes another one’s place, or another spelling of the same. */
export interface Retag {
  readonly actor: Actor;
  readonly from: string;
  readonly to: string;
  readonly via: Extract<ChangeWay, 'tag_renamed' | 'tag_merged'>;
  readonly now: Date;
}

export interface Retagged {
  readonly tokens: number;
  readonly owners: number;
  readonly grants: number;
  /** Rows for the log about people and grants, which are written last. */
  readonly entries: readonly AuditEntry[];
}

/**
 * Has changes of tags wait for each other, and for changes of people and of grants that hang on them,
 * on every replica: nobody is given a tag, or granted one, between the look and the change. Called
 * first in the transaction.
 */
export async function lockTags(store: Store, trx: Trx, keys: readonly string[]): Promise<void> {
  await lockTagGrants(store, trx);
  await lockPeople(store, trx);
  const rows = await trx
    .selectFrom('grants')
    .select('token_id')
    .distinct()
    .where('grantee_kind', '=', 'tag')
    .where('grantee', 'in', keys)
    .orderBy('token_id')
    .execute();
  for (const { token_id } of rows) await lockGrants(store, trx, token_id);
}

/**
 * Puts `to` in the place of `from` wherever it stands: on tokens, with the people who own it, in what
 * is granted to it, and in saved views. What is kept of a deleted token stays as it was.
 */
export async function retag(store: Store, trx: Trx, change: Retag): Promise<Retagged> {
  const tokens = await retagTokens(store, trx, change);
  const people = await retagPeople(trx, change);
  const grants = await retagGrants(trx, change);
  await retagViews(trx, change);
  return {
    tokens,
    owners: people.length,
    grants: grants.count,
    entries: [...people, ...grants.entries],
  };
}

async function retagViews(trx: Trx, { from, to }: Retag): Promise<void> {
  const keys = [nameKey(from), nameKey(to)];
  const rows = await trx.selectFrom('saved_views').select(['id', 'filters']).execute();
  for (const { id, filters } of rows) {
    const kept = JSON.parse(filters) as Record<string, string>;
    if (kept.tag === undefined || kept.tag === to || !keys.includes(nameKey(kept.tag))) continue;
    await trx
      .updateTable('saved_views')
      .set({ filters: JSON.stringify({ ...kept, tag: to }) })
      .where('id', '=', id)
      .execute();
  }
}
