import type { ValueClaims, Verification } from '../../contract/front-value.ts';
import type { HealthFacts, Snooze, TokenHealth } from '../../contract/token-health.ts';
import type { TokenDeps } from '../tokens/token-deps.ts';
import { leftOwners, replacedAt, seenByLeft } from './left-people.ts';
import type { UnusedScopesReader } from './unused-scopes.ts';

/**
 * What the service alone knows of live tokens: who left, what Front said, what no call asked for, what
 * was put aside. A fixed number of queries, however many tokens there are; the rest of a token's
 * health is in the list that whoever asks has already.
 */
export async function readHealth(
  deps: TokenDeps,
  unusedScopes: UnusedScopesReader,
): Promise<TokenHealth> {
  const { db } = deps.store;
  const now = deps.now();
  const tokens = await db
    .selectFrom('tokens')
    .select(['id', 'kind', 'owner', 'hint'])
    .where('deleted_at', 'is', null)
    .orderBy('id')
    .execute();
  const hasLeft = await leftOwners(db);
  const replaced = await replacedAt(db);
  const seen = await seenByLeft(db, replaced);
  const values = await frontValues(deps);
  const unused = await unusedScopes.read(now);
  const snoozes = await snoozesAt(deps, now);
  const items = tokens.map(({ id, kind, owner, hint }): HealthFacts => {
    const value = kind === 'front' && hint !== null ? (values.get(id) ?? NOT_ASKED) : null;
    return {
      id,
      ownerLeft: owner !== null && hasLeft(owner),
      seenByLeft: [...(seen.get(id) ?? [])],
      valueSince: value?.issuedAt ?? replaced.get(id) ?? null,
      verification: value?.verification ?? null,
      unusedScopes: copyOf(unused.get(id)),
      snoozes: snoozes.get(id) ?? [],
    };
  });
  return { at: now.toISOString(), items: items.filter(saysSomething) };
}

interface KnownValue {
  readonly verification: Verification['kind'];
  readonly issuedAt: string | null;
}

const NOT_ASKED: KnownValue = { verification: 'not_asked', issuedAt: null };

async function frontValues({ store }: TokenDeps): Promise<ReadonlyMap<string, KnownValue>> {
  const rows = await store.db
    .selectFrom('front_values')
    .select(['token_id', 'claims', 'verification'])
    .execute();
  return new Map(
    rows.map(({ token_id, claims, verification }) => [
      token_id,
      { verification, issuedAt: (JSON.parse(claims) as ValueClaims).issuedAt },
    ]),
  );
}

async function snoozesAt({ store }: TokenDeps, now: Date): Promise<ReadonlyMap<string, Snooze[]>> {
  const rows = await store.db
    .selectFrom('health_snoozes')
    .selectAll()
    .where('until', '>', now.toISOString())
    .orderBy('finding')
    .execute();
  const snoozes = new Map<string, Snooze[]>();
  for (const { token_id, finding, reason, until, by_id, by_name, at } of rows) {
    const list = snoozes.get(token_id) ?? [];
    list.push({ finding, reason, until, by: { id: by_id, name: by_name }, at });
    snoozes.set(token_id, list);
  }
  return snoozes;
}

function copyOf(unused: { scopes: readonly string[]; since: string } | undefined) {
  return unused === undefined ? null : { scopes: [...unused.scopes], since: unused.since };
}

function saysSomething(facts: HealthFacts): boolean {
  return (
    facts.ownerLeft ||
    facts.seenByLeft.length > 0 ||
    facts.valueSince !== null ||
    (facts.verification !== null && facts.verification !== 'verified') ||
    facts.unusedScopes !== null ||
    facts.snoozes.length > 0
  );
}
