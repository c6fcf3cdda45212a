import { holdsTokenValue } from '../../contract/holds-token-value.ts';
import { HISTORY_FIELDS, type ChangeWay } from '../../contract/history.ts';
import type { Token } from '../../contract/token.ts';
import type { Database } from '../store/schema.ts';
import type { Trx } from '../tokens/token-deps.ts';

export interface TokenChange {
  readonly before: Token;
  readonly after: Token;
  readonly actor: { readonly id: string; readonly name: string };
  readonly via: ChangeWay;
  readonly at: Date;
}

type ChangeRow = Database['note_changes'];

/** Some databases take no more parameters than 32,766 in one statement. */
const ROWS_AT_ONCE = 500;

/**
 * Keeps what changed of a token, field by field, with who changed it. Call it in the transaction of
 * the change, so that neither is there without the other.
 */
export async function recordChanges(trx: Trx, changes: readonly TokenChange[]): Promise<void> {
  const rows = changes.flatMap(changeRows);
  for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) {
    await trx
      .insertInto('note_changes')
      .values(rows.slice(from, from + ROWS_AT_ONCE))
      .execute();
  }
}

/** A row for each field that differs. Pure. */
export function changeRows({ before, after, actor, via, at }: TokenChange): ChangeRow[] {
  return HISTORY_FIELDS.flatMap((field) => {
    const [was, is] = [written(before[field]), written(after[field])];
    if (was === is) return [];
    return {
      token_id: after.id,
      version: after.version,
      field,
      at: at.toISOString(),
      actor_id: actor.id,
      actor_name: actor.name,
      via,
      before: was,
      after: is,
    };
  });
}

/** A value is refused wherever a note is written; what got in before that was so stays out of here. */
function written(value: unknown): string {
  const json = JSON.stringify(value ?? null);
  return holdsTokenValue(json) ? JSON.stringify('[hidden]') : json;
}
