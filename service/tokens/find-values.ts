import { sql } from 'kysely';
import type { FindTokens, FoundTokens, FoundValue } from '../../contract/find-tokens.ts';
import { writeAudit } from '../audit/write-audit.ts';
import type { Actor } from '../auth/actor.ts';
import { readDatabaseTime } from '../store/database-time.ts';
import { limitAsks } from './ask-limit.ts';
import type { TokenDeps } from './token-deps.ts';
import { statusOf } from './token-row.ts';

const REMEMBERING_BEGAN = '2026_11_27_record';

/** Questions of one person a minute: three thousand values, and still no way to guess one of 190 bits. */
const countAsk = limitAsks(30);

/**
 * Says whose values these are, asked by their SHA-256. Whoever asks has the values in hand, so it
 * tells nothing but what the register tells anyway. Each question leaves a row, and each value that was
 * found one at its token: that somebody came upon it is news to whoever looks after it.
 * @throws Refusal `too_many_requests`
 */
export async function findValues(
  deps: TokenDeps,
  { actor, body }: { readonly actor: Actor; readonly body: FindTokens },
): Promise<FoundTokens> {
  const now = deps.now();
  countAsk(deps, actor.id);
  const digests = [...new Set(body.digests)];
  const found = await look(deps, digests, now);
  await deps.store.transaction(async (trx) => {
    for (const { token, state } of found) {
      await writeAudit(trx, {
        action: 'token.found',
        actor,
        token: { id: token.id, name: token.name },
        detail: { state },
        at: now,
      });
    }
    await writeAudit(trx, {
      action: 'tokens.looked_for',
      actor,
      detail: { values: digests.length, found: found.length },
      at: now,
    });
  });
  const { timestamp } = await deps.store.db
    .selectFrom('kysely_migration')
    .select('timestamp')
    .where('name', '=', REMEMBERING_BEGAN)
    .executeTakeFirstOrThrow();
  return { items: found, rememberedSince: new Date(timestamp).toISOString() };
}

async function look(
  { store, keyring }: TokenDeps,
  digests: readonly string[],
  now: Date,
): Promise<FoundValue[]> {
  const asked = new Map(digests.map((digest) => [keyring.traceOf(digest).trace, digest]));
  const at = (await readDatabaseTime(store.db, store.dialect, now)).toISOString();
  const rows = await store.db
    .selectFrom('value_traces as known')
    .innerJoin('tokens', 'tokens.id', 'known.token_id')
    .leftJoin('token_values as standing', (join) =>
      join
        .onRef('standing.token_id', '=', 'known.token_id')
        .onRef('standing.value_version', '=', 'known.value_version'),
    )
    .leftJoin('outgoing_values as outgoing', (join) =>
      join
        .onRef('outgoing.token_id', '=', 'known.token_id')
        .onRef('outgoing.value_version', '=', 'known.value_version')
        .on('outgoing.ends_at', '>', at),
    )
    .select(['known.trace', 'tokens.id', 'tokens.kind', 'tokens.name', 'tokens.purpose'])
    .select(['tokens.owner', 'tokens.deleted_at', 'tokens.expires_at', 'outgoing.ends_at'])
    .select(sql<number>`case when standing.token_id is null then 0 else 1 end`.as('stands'))
    .where('known.trace', 'in', [...asked.keys()])
    .execute();
  const found = new Map<string, FoundValue>();
  for (const row of rows) {
    const digest = asked.get(row.trace);
    if (digest === undefined) continue;
    const { id, kind, name, purpose, owner, deleted_at: deletedAt } = row;
    const state = deletedAt !== null ? 'deleted' : row.stands === 1 ? 'current' : 'earlier';
    found.set(digest, {
      digest,
      token: { id, kind, name, status: statusOf(row, now), purpose, owner, deletedAt },
      state,
      worksUntil: state === 'earlier' ? row.ends_at : null,
    });
  }
  return digests.flatMap((digest) => found.get(digest) ?? []);
}
