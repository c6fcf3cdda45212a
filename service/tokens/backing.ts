import { sql, type Kysely } from 'kysely';
import { reachOf } from '../../contract/backing-reach.ts';
import { isTokenId, type TokenId } from '../../contract/ids.ts';
import { repeatedQuery } from '../store/repeated-query.ts';
import type { Database } from '../store/schema.ts';
import { Refusal } from '../refusal.ts';

/**
 * Finds the Front token that a new issued token stands on when nobody chose one: the newest whose
 * scopes cover what is asked for, else the newest whose reach is unknown, else none.
 */
export async function chooseBacking(
  db: Kysely<Database>,
  wanted: readonly string[],
  now: Date,
): Promise<string | null> {
  const rows = await frontTokens(db, {});
  const usable = rows
    .filter((row) => row.expires_at === null || row.expires_at > now.toISOString())
    .map((row) => ({ id: row.id, reach: reachOf(JSON.parse(row.scopes) as string[], wanted) }));
  const best =
    usable.find((row) => row.reach === 'covers') ?? usable.find((row) => row.reach === 'unknown');
  return best?.id ?? null;
}

const frontTokens = repeatedQuery((db) =>
  db
    .selectFrom('tokens')
    .innerJoin('token_values', 'token_values.token_id', 'tokens.id')
    .select(['tokens.id', 'tokens.scopes', 'tokens.expires_at'])
    // As it is written in its index: a parameter would not match it.
    .where('tokens.kind', '=', sql.lit('front'))
    .where('tokens.deleted_at', 'is', null)
    .orderBy('tokens.created_at', 'desc'),
);

/**
 * Checks a Front token that was chosen to stand on.
 * @throws Refusal `backing_unknown` or `backing_lacks_scope`, naming the field
 */
export async function checkBacking(
  db: Kysely<Database>,
  id: string,
  wanted: readonly string[],
): Promise<void> {
  const row = isTokenId(id) ? await findBacking(db, id) : undefined;
  if (row === undefined) {
    throw Refusal.of(
      'backing_unknown',
      'backedBy',
      'backedBy has to be the id of a Front token that is recorded here with its value.',
    );
  }
  const recorded = JSON.parse(row.scopes) as string[];
  if (reachOf(recorded, wanted) === 'lacks') {
    const missing = wanted.filter((scope) => !recorded.includes(scope));
    throw Refusal.of(
      'backing_lacks_scope',
      'scopes',
      `The Front token “${row.name}” does not have ${missing.join(', ')}. Choose fewer scopes or another Front token.`,
    );
  }
}

/**
 * Checks what would be recorded of a Front token's scopes against the issued tokens that stand on it.
 * Who issues one at the same moment on another replica may slip by; the gateway asks at each call.
 * @throws Refusal `backing_lacks_scope`, naming the tokens that would be cut short
 */
export async function checkDependents(
  db: Kysely<Database>,
  front: { readonly id: string; readonly name: string },
  recorded: readonly string[],
): Promise<void> {
  const dependents = await db
    .selectFrom('tokens')
    .select(['name', 'scopes'])
    .where('backed_by', '=', front.id)
    .where('deleted_at', 'is', null)
    .orderBy('name_key')
    .execute();
  const cut = dependents.filter(
    ({ scopes }) => reachOf(recorded, JSON.parse(scopes) as string[]) === 'lacks',
  );
  if (cut.length === 0) return;
  const names = cut.slice(0, NAMED).map(({ name }) => `“${name}”`);
  const more = cut.length > NAMED ? ` and ${cut.length - NAMED} more` : '';
  throw Refusal.of(
    'backing_lacks_scope',
    'scopes',
    `Issued tokens that stand on “${front.name}” have more than this: ${names.join(', ')}${more}. Take those permissions from them first, or have them stand on another Front token.`,
  );
}

/** So many tokens are named in a refusal. */
const NAMED = 5;

function findBacking(db: Kysely<Database>, id: TokenId) {
  return db
    .selectFrom('tokens')
    .innerJoin('token_values', 'token_values.token_id', 'tokens.id')
    .select(['tokens.name', 'tokens.scopes'])
    .where('tokens.id', '=', id)
    .where('tokens.kind', '=', 'front')
    .where('tokens.deleted_at', 'is', null)
    .executeTakeFirst();
}
