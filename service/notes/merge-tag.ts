import { createHash } from 'node:crypto';
import { nameKey } from '../../contract/fold.ts';
import type { Tag, TagMerge } from '../../contract/tag.ts';
import { writeAudit } from '../audit/write-audit.ts';
import type { Actor } from '../auth/actor.ts';
import { Refusal } from '../refusal.ts';
import type { TokenDeps, Trx } from '../tokens/token-deps.ts';
import { gainsOfMerge } from './gains-of-merge.ts';
import { findTag } from './list-tags.ts';
import { lockTags, retag } from './retag.ts';

export interface MergeRequest {
  readonly actor: Actor;
  readonly from: string;
  readonly into: string;
  /** Of the preview that the admin has seen. */
  readonly mark: string;
}

/**
 * What a merge would do, with a mark of who would see more by it. Whoever merges sends the mark back,
 * so that nobody is let see a value whom the admin has not been shown.
 * @throws Refusal `not_found`, `invalid_value`
 */
export function previewTagMerge(
  deps: TokenDeps,
  { from, into }: Pick<MergeRequest, 'from' | 'into'>,
): Promise<TagMerge> {
  return readMerge(deps.store.db, from, into, deps.now());
}

/**
 * Merges a tag into another one, everywhere and at once.
 * @throws Refusal `not_found`, `invalid_value`, or `merge_changed` when others would see more by now
 */
export async function mergeTag(deps: TokenDeps, request: MergeRequest): Promise<Tag> {
  const { actor } = request;
  const now = deps.now();
  return deps.store.transaction(async (trx) => {
    const keys = [nameKey(request.from), nameKey(request.into)];
    await lockTags(deps.store, trx, keys);
    const merge = await readMerge(trx, request.from, request.into, now);
    if (request.mark !== merge.mark) throw new Refusal('merge_changed');
    const { from, into } = merge;
    const done = await retag(deps.store, trx, { actor, from, to: into, via: 'tag_merged', now });
    await moveLook(trx, from, into);
    const after = await findTag(trx, into);
    await writeAudit(trx, {
      action: 'tag.merged',
      actor,
      detail: {
        from,
        into,
        tokens: done.tokens,
        owners: done.owners,
        grants: done.grants,
        gains: merge.gains.length,
      },
      at: now,
    });
    for (const entry of done.entries) await writeAudit(trx, entry);
    return after;
  });
}

async function readMerge(
  db: Trx | TokenDeps['store']['db'],
  from: string,
  into: string,
  now: Date,
): Promise<TagMerge> {
  if (nameKey(from) === nameKey(into)) {
    throw Refusal.of('invalid_value', 'into', 'These are one tag already. Spell it alike instead.');
  }
  const [source, target] = [await findTag(db, from), await findTag(db, into)];
  const merge = {
    from: source.tag,
    into: target.tag,
    tokens: source.tokens,
    owners: source.owners ?? 0,
    grants: source.grants ?? 0,
    gains: await gainsOfMerge(db, { from: source.tag, into: target.tag, now }),
  };
  return { ...merge, mark: markOf(merge) };
}

/** Two merges have the same mark when the same people gain the same by them. */
function markOf({ from, into, gains }: Omit<TagMerge, 'mark'>): string {
  const facts = [
    nameKey(from),
    nameKey(into),
    gains.map(({ member, token, until }) => [member.id, token.id, until]),
  ];
  return createHash('sha256').update(JSON.stringify(facts)).digest('base64url');
}

/** The tag that stays keeps its look; where it has none, it takes the other one’s. */
async function moveLook(trx: Trx, from: string, into: string): Promise<void> {
  const [fromKey, intoKey] = [nameKey(from), nameKey(into)];
  const old = await trx
    .deleteFrom('tags')
    .where('tag_key', '=', fromKey)
    .returning('color')
    .executeTakeFirst();
  await trx
    .insertInto('tags')
    .values({ tag_key: intoKey, tag: into, color: old?.color ?? null })
    .onConflict((conflict) =>
      conflict
        .column('tag_key')
        .doUpdateSet((e) => ({ color: e.fn.coalesce('tags.color', 'excluded.color') })),
    )
    .execute();
}
