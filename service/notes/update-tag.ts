import { nameKey } from '../../contract/fold.ts';
import type { PatchTag, Tag } from '../../contract/tag.ts';
import { writeAudit } from '../audit/write-audit.ts';
import type { Actor } from '../auth/actor.ts';
import { Refusal } from '../refusal.ts';
import type { TokenDeps, Trx } from '../tokens/token-deps.ts';
import { findTag, isTagThere } from './list-tags.ts';
import { lockTags, retag, type Retagged } from './retag.ts';

export interface TagChange {
  readonly actor: Actor;
  readonly tag: string;
  readonly patch: PatchTag;
}

const NOTHING: Retagged = { tokens: 0, owners: 0, grants: 0, entries: [] };

/**
 * Gives a tag a colour or another name. With the name go all tokens that have it, the people who own
 * it, what is granted to it, and saved views. A patch that changes nothing leaves no trace.
 * @throws Refusal `not_found`, or `tag_taken` when the new name is another tag
 */
export async function updateTag(deps: TokenDeps, { actor, tag, patch }: TagChange): Promise<Tag> {
  const now = deps.now();
  return deps.store.transaction(async (trx) => {
    await lockTags(deps.store, trx, [nameKey(tag), nameKey(patch.tag ?? tag)]);
    const before = await findTag(trx, tag);
    const to = patch.tag ?? before.tag;
    const color = patch.color === undefined ? before.color : patch.color;
    // Some tokens may spell it in another way than it is called.
    const alike = before.spellings.every((spelling) => spelling.tag === to);
    const renamed = to !== before.tag || (patch.tag !== undefined && !alike);
    const isOther = nameKey(to) !== nameKey(before.tag);
    if (isOther && (await isTagThere(trx, to))) throw new Refusal('tag_taken');
    if (!renamed && color === before.color) return before;
    const change = { actor, from: before.tag, to, via: 'tag_renamed', now } as const;
    const done = renamed ? await retag(deps.store, trx, change) : NOTHING;
    await keepLook(trx, { from: before.tag, to, color });
    const after = await findTag(trx, to);
    await writeAudit(trx, {
      action: 'tag.changed',
      actor,
      detail: {
        tag: to,
        ...(renamed ? { renamed: { from: before.tag, to }, tokens: done.tokens } : {}),
        ...(color === before.color ? {} : { color: { from: before.color, to: color } }),
      },
      at: now,
    });
    for (const entry of done.entries) await writeAudit(trx, entry);
    return after;
  });
}

async function keepLook(
  trx: Trx,
  { from, to, color }: { from: string; to: string; color: string | null },
): Promise<void> {
  await trx
    .deleteFrom('tags')
    .where('tag_key', 'in', [nameKey(from), nameKey(to)])
    .execute();
  await trx
    .insertInto('tags')
    .values({ tag_key: nameKey(to), tag: to, color })
    .execute();
}
