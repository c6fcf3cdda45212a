import type { Selectable } from 'kysely';
import type { Token, TokenStatus } from '../../contract/token.ts';
import { foldForSearch, nameKey } from '../../contract/fold.ts';
import type { Database } from '../store/schema.ts';

export type TokenRow = Selectable<Database['tokens']>;

/** What a list reads of a row: the text that search looks at stays where it is. */
export const SHOWN_COLUMNS = [
  'id',
  'kind',
  'name',
  'scopes',
  'features',
  'namespaces',
  'purpose',
  'tags',
  'owner',
  'environment',
  'used_in',
  'created_by_id',
  'created_by_name',
  'created_at',
  'updated_at',
  'expires_at',
  'last_used_at',
  'call_count',
  'hint',
  'backed_by',
  'version',
  'deleted_at',
  'sensitive',
  'calls_per_minute',
] as const satisfies readonly (keyof TokenRow)[];
export type ShownRow = Pick<TokenRow, (typeof SHOWN_COLUMNS)[number]>;

/** The notes of a token, as the columns keep them, from whatever subset was sent. */
export interface Notes {
  readonly name?: string | undefined;
  readonly scopes?: readonly string[] | undefined;
  readonly features?: readonly string[] | undefined;
  readonly namespaces?: readonly string[] | undefined;
  readonly purpose?: string | undefined;
  readonly tags?: readonly string[] | undefined;
  readonly owner?: string | null | undefined;
  readonly environment?: string | null | undefined;
  readonly usedIn?: Token['usedIn'] | undefined;
  readonly expiresAt?: string | null | undefined;
  readonly backedBy?: string | null | undefined;
  readonly sensitive?: boolean | undefined;
  readonly callsPerMinute?: number | null | undefined;
}

/** A row as the wire tells it. */
export function tokenOf(row: ShownRow, now: Date): Token {
  return {
    id: row.id,
    kind: row.kind,
    name: row.name,
    status: statusOf(row, now),
    scopes: list(row.scopes),
    features: list(row.features),
    namespaces: list(row.namespaces),
    purpose: row.purpose,
    tags: list(row.tags),
    owner: row.owner,
    environment: row.environment,
    usedIn: row.used_in === '[]' ? [] : (JSON.parse(row.used_in) as Token['usedIn']),
    createdBy: { id: row.created_by_id, name: row.created_by_name },
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    expiresAt: row.expires_at,
    lastUsedAt: row.last_used_at,
    callCount: row.call_count,
    hint: row.hint,
    backedBy: row.backed_by,
    callsPerMinute: row.calls_per_minute,
    sensitive: row.sensitive === 1,
    version: row.version,
  };
}

/** Derived at each read: a token expires by the clock, without anybody writing it down. */
export function statusOf(row: Pick<TokenRow, 'deleted_at' | 'expires_at'>, now: Date): TokenStatus {
  if (row.deleted_at !== null) return 'deleted';
  if (row.expires_at !== null && row.expires_at <= now.toISOString()) return 'expired';
  return 'active';
}

/** The columns for those notes that were sent; the rest stay out. */
export function columnsOf(notes: Notes): Partial<TokenRow> {
  return {
    ...(notes.name === undefined ? {} : { name: notes.name, name_key: nameKey(notes.name) }),
    ...(notes.scopes === undefined ? {} : { scopes: json(unique(notes.scopes)) }),
    ...(notes.features === undefined ? {} : { features: json(unique(notes.features)) }),
    ...(notes.namespaces === undefined ? {} : { namespaces: json(unique(notes.namespaces)) }),
    ...(notes.purpose === undefined ? {} : { purpose: notes.purpose }),
    ...(notes.tags === undefined ? {} : { tags: json(uniqueTags(notes.tags)) }),
    ...(notes.owner === undefined ? {} : { owner: notes.owner }),
    ...(notes.environment === undefined ? {} : { environment: notes.environment }),
    ...(notes.usedIn === undefined ? {} : { used_in: json(notes.usedIn) }),
    ...(notes.expiresAt === undefined ? {} : { expires_at: moment(notes.expiresAt) }),
    ...(notes.backedBy === undefined ? {} : { backed_by: notes.backedBy }),
    ...(notes.callsPerMinute === undefined ? {} : { calls_per_minute: notes.callsPerMinute }),
    ...(notes.sensitive === undefined ? {} : { sensitive: notes.sensitive ? 1 : 0 }),
  };
}

/** What search looks at, from the row as it will stand. */
export function searchTextOf(
  row: Pick<TokenRow, 'name' | 'purpose' | 'tags' | 'owner' | 'environment'>,
): string {
  return foldForSearch(
    [row.name, row.purpose, ...list(row.tags), row.owner ?? '', row.environment ?? ''].join('\n'),
  );
}

export function tagKeys(tags: readonly string[]): string[] {
  return [...new Set(tags.map(nameKey))];
}

/** Seconds or milliseconds become milliseconds, so that text order is time order. */
function moment(text: string | null): string | null {
  return text === null ? null : new Date(text).toISOString();
}

function uniqueTags(tags: readonly string[]): string[] {
  const seen = new Set<string>();
  return tags.filter((tag) => {
    const key = nameKey(tag);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

function unique(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}

function json(value: unknown): string {
  return JSON.stringify(value);
}

function list(text: string): string[] {
  return text === '[]' ? [] : (JSON.parse(text) as string[]);
}
