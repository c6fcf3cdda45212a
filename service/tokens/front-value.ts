import type { Kysely } from 'kysely';
import type { FrontTokenClaims } from '../../contract/front-token-value.ts';
import type { ValueClaims, ValueFacts, Verification } from '../../contract/front-value.ts';
import { holdsTokenValue } from '../../contract/holds-token-value.ts';
import type { Database } from '../store/schema.ts';

export interface KeptFrontValue {
  readonly tokenId: string;
  readonly valueVersion: number;
  readonly claims: FrontTokenClaims;
  readonly verification: Verification;
}

/** Keeps what a value says of itself, and what Front said of it, in the place of what stood there. */
export async function keepFrontValue(
  db: Kysely<Database>,
  { tokenId, valueVersion, claims, verification }: KeptFrontValue,
): Promise<void> {
  const facts = {
    value_version: valueVersion,
    claims: JSON.stringify(keepable(claims)),
    verification: verification.kind,
    asked_at: verification.at,
    company_id: verification.company?.id ?? null,
    company_name: verification.company?.name ?? null,
  };
  await db
    .insertInto('front_values')
    .values({ token_id: tokenId, ...facts })
    .onConflict((conflict) => conflict.column('token_id').doUpdateSet(facts))
    .execute();
}

/** What is kept about the value of a token; nothing where it has none that was made in Front. */
export async function readValueFacts(db: Kysely<Database>, tokenId: string): Promise<ValueFacts> {
  const row = await db
    .selectFrom('front_values')
    .selectAll()
    .where('token_id', '=', tokenId)
    .executeTakeFirst();
  if (row === undefined) return { claims: null, verification: null };
  return {
    claims: JSON.parse(row.claims) as ValueClaims,
    verification: {
      kind: row.verification,
      at: row.asked_at,
      company:
        row.company_id === null
          ? null
          : { id: row.company_id, name: row.company_name ?? row.company_id },
    },
  };
}

/** Anybody who has the value can read them, and the whole team may here; a value among them is no claim. */
function keepable(claims: FrontTokenClaims): ValueClaims {
  const kept: ValueClaims = {
    scopes: [...claims.scopes],
    issuedAt: claims.issuedAt,
    frontId: claims.frontId,
    subject: claims.subject,
    other: { ...claims.other },
  };
  if (!holdsTokenValue(JSON.stringify(kept))) return kept;
  const clean = (text: string | null): string | null =>
    text !== null && holdsTokenValue(text) ? null : text;
  return {
    ...kept,
    scopes: kept.scopes.filter((scope) => !holdsTokenValue(scope)),
    frontId: clean(kept.frontId),
    subject: clean(kept.subject),
    other: Object.fromEntries(
      Object.entries(kept.other).filter(
        ([name, claim]) => !holdsTokenValue(`${name}\n${JSON.stringify(claim)}`),
      ),
    ),
  };
}
