import type { Token } from '../../contract/token.ts';
import { asOfNow, tokenRecord } from '../cache/token-record.ts';
import type { CachedToken } from '../cache/token-cache.ts';
import { isOpen, provisionalId, tokenOf, type Change, type CreateChange } from './change.ts';

/** How a token that has changes in the outbox is marked; the gravest counts. */
export type ChangeMark = 'waiting' | 'refused' | 'conflict';

/** A token as pages show it: with its waiting edits in it, as if they were saved, and marked. */
export interface ShownToken extends CachedToken {
  readonly mark?: ChangeMark;
}

/**
 * The list as pages show it: tokens with the edits that wait, and tokens that wait to be created.
 * Edits that were refused or are in dispute are marked alone: what they say is not how it will be.
 * @param tokens in the order of the list
 */
export function shownTokens(
  tokens: readonly CachedToken[],
  mine: readonly Change[],
  now: Date,
): readonly ShownToken[] {
  const open = mine.filter(isOpen);
  if (open.length === 0) return tokens;
  const touched = new Set(open.map(tokenOf));
  const created = open.filter((change) => change.kind === 'create').map(shownCreate);
  const edited = [...tokens.filter(({ token }) => touched.has(token.id)).map(({ token }) => token)];
  const list = tokens.filter(({ token }) => !touched.has(token.id));
  const placed = [...edited, ...created].map((token) => shown(token, mine, now));
  return inOrder(list, placed);
}

/** A token that waits to be created, as far as it is known. */
export function shownCreate({ id, body, by, madeAt }: CreateChange): Token {
  const issued = body.kind === 'issued';
  return {
    id: provisionalId(id),
    kind: body.kind,
    name: body.name,
    status: 'active',
    scopes: body.scopes ?? [],
    features: issued ? [] : (body.features ?? []),
    namespaces: body.namespaces ?? [],
    purpose: body.purpose ?? '',
    tags: body.tags ?? [],
    owner: body.owner ?? null,
    environment: body.environment ?? null,
    usedIn: body.usedIn ?? [],
    createdBy: by,
    createdAt: madeAt,
    updatedAt: madeAt,
    expiresAt: body.expiresAt ?? null,
    lastUsedAt: null,
    callCount: 0,
    hint: null,
    backedBy: issued ? (body.backedBy ?? null) : null,
    callsPerMinute: issued ? (body.callsPerMinute ?? null) : null,
    sensitive: body.sensitive ?? false,
    version: 0,
  };
}

function shown(token: Token, mine: readonly Change[], now: Date): ShownToken {
  const changes = mine.filter(isOpen).filter((change) => tokenOf(change) === token.id);
  const edited = changes.reduce<Token>(
    (before, change) =>
      change.kind === 'edit' && change.state.kind === 'waiting' && before.status !== 'deleted'
        ? ({ ...before, ...change.patch } as Token)
        : before,
    token,
  );
  const states = new Set(changes.map(({ state }) => state.kind));
  const mark = states.has('conflict') ? 'conflict' : states.has('refused') ? 'refused' : 'waiting';
  return { token: asOfNow(edited, now), search: tokenRecord(edited).search, mark };
}

/** Puts each of a few tokens where it belongs in the list; most places are not looked at. */
function inOrder(
  list: readonly CachedToken[],
  placed: readonly ShownToken[],
): readonly ShownToken[] {
  const result: ShownToken[] = [...list];
  for (const one of placed) result.splice(placeOf(result, tokenRecord(one.token).order), 0, one);
  return result;
}

function placeOf(list: readonly ShownToken[], order: string): number {
  let from = 0;
  let to = list.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    const other = list[middle];
    if (other !== undefined && tokenRecord(other.token).order < order) from = middle + 1;
    else to = middle;
  }
  return from;
}
