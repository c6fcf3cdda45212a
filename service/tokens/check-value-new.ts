import type { Kysely } from 'kysely';
import { Refusal } from '../refusal.ts';
import type { Database } from '../store/schema.ts';

/**
 * Makes sure that a value stands in the register once alone, as a value in use or one to go back to.
 * @param exceptId a token whose own earlier value it may be
 * @throws Refusal `value_known`, naming the token that has it
 */
export async function checkValueNew(
  db: Kysely<Database>,
  digest: string,
  exceptId: string | null,
): Promise<void> {
  for (const table of ['token_values', 'previous_values'] as const) {
    const known = await db
      .selectFrom(table)
      .innerJoin('tokens', 'tokens.id', `${table}.token_id`)
      .select(['tokens.id', 'tokens.name'])
      .where('digest', '=', digest)
      .executeTakeFirst();
    if (known !== undefined && known.id !== exceptId) {
      const message =
        table === 'token_values'
          ? `This value is recorded already, as “${known.name}”.`
          : `This is the earlier value of “${known.name}”. Put it back there.`;
      throw Refusal.of('value_known', 'value', message);
    }
  }
}
