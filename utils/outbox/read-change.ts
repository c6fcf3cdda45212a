import type { Token } from '../../contract/token.ts';
import type { Change, ChangeOwner } from './change.ts';

type Fields = Readonly<Record<string, unknown>>;

/**
 * A stored record as a change; null when this version of the extension can't read it. What can't be
 * read is left where it is: a newer version may have written it, and will be here again.
 */
export function readChange(record: unknown): Change | null {
  if (!isFields(record) || record.shape !== 1 || !isKept(record)) return null;
  const readable = READABLE[String(record.kind)];
  // Checked field by field just above, whoever wrote it.
  return readable?.(record) === true ? (record as unknown as Change) : null;
}

/** The changes of one person among all records, in the order in which they were made. */
export function ownChanges(records: readonly unknown[], owner: ChangeOwner): readonly Change[] {
  return records
    .filter((record) => isOwnedBy(record, owner))
    .map(readChange)
    .filter((change) => change !== null)
    .sort((a, b) => a.seq - b.seq);
}

/** True for a record of this person, readable or not. */
export function isOwnedBy(record: unknown, owner: ChangeOwner): boolean {
  if (!isFields(record) || !isFields(record.owner)) return false;
  return record.owner.address === owner.address && record.owner.member === owner.member;
}

const READABLE: Readonly<Record<string, (record: Fields) => boolean>> = {
  edit: ({ tokenId, base, patch, state }) =>
    typeof tokenId === 'string' &&
    isToken(base) &&
    isFields(patch) &&
    (isWaiting(state) || isRefused(state) || isConflict(state)),
  create: ({ body, by, key, state }) =>
    isFields(body) &&
    (body.kind === 'issued' || body.kind === 'front') &&
    typeof body.name === 'string' &&
    isFields(by) &&
    typeof by.name === 'string' &&
    typeof key === 'string' &&
    (isWaiting(state) || isRefused(state)),
  set_aside: ({ tokenId, name, texts }) =>
    typeof tokenId === 'string' &&
    typeof name === 'string' &&
    Array.isArray(texts) &&
    texts.every((text) => isFields(text) && typeof text.field === 'string'),
  done: ({ tokenId, doneAt }) => typeof tokenId === 'string' && typeof doneAt === 'string',
};

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isKept({ seq, id, owner, madeAt }: Fields): boolean {
  return (
    typeof seq === 'number' &&
    typeof id === 'string' &&
    typeof madeAt === 'string' &&
    isFields(owner) &&
    typeof owner.address === 'string' &&
    typeof owner.member === 'string'
  );
}

function isWaiting(state: unknown): boolean {
  return (
    isFields(state) &&
    state.kind === 'waiting' &&
    typeof state.tried === 'boolean' &&
    typeof state.attempts === 'number' &&
    typeof state.notBefore === 'number' &&
    (state.why === null || isFailure(state.why))
  );
}

function isRefused(state: unknown): boolean {
  return isFields(state) && state.kind === 'refused' && isFailure(state.why);
}

function isConflict(state: unknown): boolean {
  return (
    isFields(state) &&
    state.kind === 'conflict' &&
    isToken(state.theirs) &&
    Array.isArray(state.fields) &&
    state.fields.every((field) => typeof field === 'string')
  );
}

function isFailure(why: unknown): boolean {
  return isFields(why) && typeof why.code === 'string' && typeof why.message === 'string';
}

function isToken(token: unknown): token is Token {
  return (
    isFields(token) &&
    ['id', 'name', 'purpose', 'createdAt', 'updatedAt'].every(
      (field) => typeof token[field] === 'string',
    ) &&
    ['scopes', 'features', 'namespaces', 'tags', 'usedIn'].every((field) =>
      Array.isArray(token[field]),
    ) &&
    typeof token.version === 'number'
  );
}
