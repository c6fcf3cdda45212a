import type { Transaction } from 'kysely';
import { readFrontToken } from '../../contract/front-token-value.ts';
import { openSecret, type SecretValue } from '../../contract/secret-value.ts';
import type { Keyring } from '../seal/keyring.ts';
import type { Store } from '../store/open-store.ts';
import type { Database } from '../store/schema.ts';
import { keepFrontValue } from './front-value.ts';
import { keepTrace } from './value-trace.ts';

export interface FillDeps {
  readonly store: Store;
  readonly keyring: Keyring;
}

/** Values opened in one go, so that nobody waits for them for long. */
const BATCH = 100;

/**
 * Opens each value that is kept without its trace – those from before there were traces, and those
 * that a restore has brought – and keeps the trace, and for a Front token what it says of itself. It
 * may be stopped and run again at any point, and beside other replicas: what is there is left.
 * @param signal ends it after the batch that is under way
 * @returns how many values got their trace
 */
export async function fillTraces(deps: FillDeps, signal: AbortSignal): Promise<number> {
  let count = 0;
  for (const table of ['token_values', 'previous_values'] as const) {
    for (let after = ''; !signal.aborted;) {
      const rows = await withoutTrace(deps, table, after);
      const last = rows.at(-1);
      if (last === undefined) break;
      for (const row of rows) count += await fill(deps, table, row);
      after = last.token_id;
    }
  }
  return count;
}

type Table = 'token_values' | 'previous_values';
type Row = Awaited<ReturnType<typeof withoutTrace>>[number];

function withoutTrace({ store }: FillDeps, table: Table, after: string) {
  return (
    store.db
      // Both keep what is sealed in the same columns.
      .selectFrom(`${table} as kept` as 'token_values as kept')
      .innerJoin('tokens', 'tokens.id', 'kept.token_id')
      .leftJoin('value_traces as known', (join) =>
        join
          .onRef('known.token_id', '=', 'kept.token_id')
          .onRef('known.value_version', '=', 'kept.value_version'),
      )
      .select(['kept.token_id', 'kept.value_version', 'kept.key_id'])
      .select(['kept.wrapped_key', 'kept.sealed', 'tokens.kind'])
      .where('known.trace', 'is', null)
      .where('kept.token_id', '>', after)
      .orderBy('kept.token_id')
      .limit(BATCH)
      .execute()
  );
}

async function fill({ store, keyring }: FillDeps, table: Table, row: Row): Promise<number> {
  const binding = { tokenId: row.token_id, valueVersion: row.value_version };
  let value: SecretValue;
  try {
    value = keyring.openValue(binding, row);
  } catch {
    // A row that was tampered with, or sealed by another key: whoever reveals it is told.
    return 0;
  }
  return store.transaction(async (trx) => {
    const standing = await trx
      .selectFrom(table)
      .select('value_version')
      .where('token_id', '=', row.token_id)
      .executeTakeFirst();
    // Deleted or replaced meanwhile, by somebody who has kept its own trace.
    if (standing?.value_version !== row.value_version) return 0;
    await keepTrace(trx, keyring, binding, value);
    const reading = row.kind === 'front' ? readFrontToken(openSecret(value)) : null;
    const isNew = table === 'token_values' && !(await isKnown(trx, row));
    if (isNew && reading?.kind === 'front') {
      const company = await trx
        .selectFrom('front_companies')
        .selectAll()
        .where('token_id', '=', row.token_id)
        .executeTakeFirst();
      await keepFrontValue(trx, {
        ...binding,
        claims: reading.claims,
        verification:
          company === undefined
            ? { kind: 'not_asked', at: null, company: null }
            : {
                kind: 'verified',
                at: company.seen_at,
                company: { id: company.company_id, name: company.company_name },
              },
      });
    }
    return 1;
  });
}

/** Somebody may have asked Front about this very value meanwhile: that is fresher than what is known here. */
async function isKnown(trx: Transaction<Database>, row: Row): Promise<boolean> {
  const known = await trx
    .selectFrom('front_values')
    .select('value_version')
    .where('token_id', '=', row.token_id)
    .executeTakeFirst();
  return known?.value_version === row.value_version;
}
