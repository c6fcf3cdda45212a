import { nameKey } from '../../contract/fold.ts';
import { LIMITS } from '../../contract/limits.ts';
import type { PatchToken, Token } from '../../contract/token.ts';
import { number } from '../i18n/locale.ts';
import { t } from '../i18n/t.ts';

/** One change that is made to many tokens. */
export type BulkEdit =
  | { readonly kind: 'add_tag'; readonly tag: string }
  | { readonly kind: 'remove_tag'; readonly tag: string }
  /** Null for nobody. */
  | { readonly kind: 'owner'; readonly owner: string | null }
  | { readonly kind: 'environment'; readonly environment: string | null };

/** What such a change is for one token. */
export type BulkPlan =
  | { readonly kind: 'patch'; readonly patch: PatchToken }
  /** It stands there already. */
  | { readonly kind: 'same' }
  | { readonly kind: 'impossible'; readonly why: string };

/** Decides for one token. A tag counts as there however it is written. Pure. */
export function planBulkEdit(token: Token, edit: BulkEdit): BulkPlan {
  if (token.status === 'deleted') return { kind: 'impossible', why: t('options.bulkDeleted') };
  switch (edit.kind) {
    case 'add_tag': {
      if (token.tags.some(isTag(edit.tag))) return { kind: 'same' };
      if (token.tags.length >= LIMITS.tags) {
        return { kind: 'impossible', why: t('options.bulkTags', { count: number(LIMITS.tags) }) };
      }
      return { kind: 'patch', patch: { tags: [...token.tags, edit.tag] } };
    }
    case 'remove_tag': {
      const tags = token.tags.filter((tag) => !isTag(edit.tag)(tag));
      return tags.length === token.tags.length
        ? { kind: 'same' }
        : { kind: 'patch', patch: { tags } };
    }
    case 'owner':
      return token.owner === edit.owner
        ? { kind: 'same' }
        : { kind: 'patch', patch: { owner: edit.owner } };
    case 'environment':
      return token.environment === edit.environment
        ? { kind: 'same' }
        : { kind: 'patch', patch: { environment: edit.environment } };
  }
}

function isTag(wanted: string): (tag: string) => boolean {
  const key = nameKey(wanted);
  return (tag) => nameKey(tag) === key;
}
