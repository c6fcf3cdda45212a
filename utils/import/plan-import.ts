import { nameKey } from '../../contract/fold.ts';
import type { FoundValue } from '../../contract/find-tokens.ts';
import type { Token } from '../../contract/token.ts';
import { judgeName, type NameFault } from '../tokens/judge-name.ts';
import type { ImportRow } from './read-rows.ts';

/** What will become of a row. Only a `new` one is sent. */
export type RowPlan =
  /** `poorName` is no reason to leave it out, but to think of a better one. */
  | { kind: 'new'; withValue: boolean; poorName: NameFault['kind'] | null }
  /** The register has this value or this name already. */
  | { kind: 'known'; by: 'value' | 'name'; tokenId: string; tokenName: string }
  /** An earlier row of the file has it. */
  | { kind: 'twice'; by: 'value' | 'name'; line: number }
  /** The value itself names another company than the one that Front named for the others. */
  | { kind: 'other_company'; company: string }
  | { kind: 'wrong_value'; because: 'issued' | 'other_jwt' | 'not_a_token' }
  | { kind: 'missing_name' }
  | { kind: 'problem'; problems: readonly string[] };

export interface PlannedRow {
  readonly row: ImportRow;
  /** SHA-256 of its value in hex; null where it has none. */
  readonly digest: string | null;
  readonly plan: RowPlan;
}

export interface Surroundings {
  /** Tokens that are not deleted. */
  readonly tokens: readonly Pick<Token, 'id' | 'name'>[];
  /** Values of the file that the service knows, by digest. */
  readonly known: ReadonlyMap<string, FoundValue>;
  /** Front’s id of the company, as Front named it; null when it has not. */
  readonly company: string | null;
}

/**
 * Says of each row what will happen, before anything is sent. Pure.
 * @param digests of the rows’ values, in their order
 */
export function planImport(
  rows: readonly ImportRow[],
  digests: readonly (string | null)[],
  { tokens, known, company }: Surroundings,
): readonly PlannedRow[] {
  const byName = new Map(tokens.map((token) => [nameKey(token.name), token]));
  const names = new Map<string, number>();
  const values = new Map<string, number>();
  return rows.map((row, i) => {
    const digest = digests[i] ?? null;
    const plan = ((): RowPlan => {
      const { reading } = row;
      if (row.name === '') return { kind: 'missing_name' };
      if (reading !== null && reading.kind !== 'front') {
        return { kind: 'wrong_value', because: reading.kind };
      }
      const found = digest === null ? undefined : known.get(digest);
      if (found !== undefined && found.state !== 'deleted') {
        return { kind: 'known', by: 'value', tokenId: found.token.id, tokenName: found.token.name };
      }
      const key = nameKey(row.name);
      const named = byName.get(key);
      if (named !== undefined) {
        return { kind: 'known', by: 'name', tokenId: named.id, tokenName: named.name };
      }
      const sameValue = digest === null ? undefined : values.get(digest);
      if (sameValue !== undefined) return { kind: 'twice', by: 'value', line: sameValue };
      const sameName = names.get(key);
      if (sameName !== undefined) return { kind: 'twice', by: 'name', line: sameName };
      const subject = reading?.claims.subject ?? null;
      if (subject !== null && isOther(subject, company)) {
        return { kind: 'other_company', company: subject };
      }
      if (row.body === null) return { kind: 'problem', problems: row.problems };
      return {
        kind: 'new',
        withValue: reading !== null,
        poorName: judgeName(row.name, [])?.kind ?? null,
      };
    })();
    if (plan.kind === 'new') {
      names.set(nameKey(row.name), row.line);
      if (digest !== null) values.set(digest, row.line);
    }
    return { row, digest, plan };
  });
}

/** Only ids of the one kind can be compared: what `sub` holds is not promised to anybody. */
function isOther(subject: string, company: string | null): boolean {
  return company !== null && subject.startsWith('cmp_') && subject !== company;
}
