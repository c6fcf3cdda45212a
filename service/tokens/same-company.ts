import type { SecretValue } from '../../contract/secret-value.ts';
import { Refusal } from '../refusal.ts';
import { ourFrontCompany } from './front-companies.ts';
import { probeFront, type FrontCompany } from './probe-front.ts';
import type { TokenDeps } from './token-deps.ts';

export interface CompanyQuestion {
  readonly tokenId: string;
  /** The value that is to take the place of the other. */
  readonly next: SecretValue;
  /** The value that stands; null when there is none, and nothing to compare with. */
  readonly standing: SecretValue | null;
  /** What somebody said who knows that the old value can't prove its company any more. */
  readonly oldCompany: 'unproven' | undefined;
}

/**
 * Asks Front whether a value works, and whether it belongs to the company of the one that stands.
 * Where the old value works no longer, the company counts that Front named for it earlier.
 * @returns the company of the new value
 * @throws Refusal `front_refuses_value`, `front_unreachable`, `other_company`, `company_unproven`
 */
export async function sameCompany(
  deps: TokenDeps,
  question: CompanyQuestion,
): Promise<FrontCompany> {
  const next = await probeFront(deps, question.next);
  if (next.kind === 'unreachable') throw new Refusal('front_unreachable');
  if (next.kind === 'refused') {
    throw Refusal.of(
      'front_refuses_value',
      'value',
      'Front does not accept this value. Was it deleted, or copied in part?',
    );
  }
  const { company } = next;
  if (question.standing === null) {
    const ours = await ourFrontCompany(deps.store.db, question.tokenId);
    if (ours === null || ours.id === company.id) return company;
    throw Refusal.of(
      'other_company',
      'value',
      `This value belongs to “${company.name}” (${company.id}), the other tokens to “${ours.name}” (${ours.id}). Nothing was changed.`,
    );
  }
  const standing = await companyOfStanding(deps, question.tokenId, question.standing);
  if (standing === null) {
    if (question.oldCompany === 'unproven') return company;
    throw new Refusal('company_unproven', {
      message: `The old value works no longer, so it can’t be compared. The new one belongs to “${company.name}” (${company.id}). Confirm that this is right.`,
    });
  }
  if (standing.id !== company.id) {
    throw Refusal.of(
      'other_company',
      'value',
      `This value belongs to “${company.name}” (${company.id}), the old one to “${standing.name}” (${standing.id}). Nothing was changed.`,
    );
  }
  return company;
}

async function companyOfStanding(
  deps: TokenDeps,
  tokenId: string,
  value: SecretValue,
): Promise<FrontCompany | null> {
  const probe = await probeFront(deps, value);
  switch (probe.kind) {
    case 'company':
      return probe.company;
    case 'unreachable':
      throw new Refusal('front_unreachable');
    case 'refused': {
      const row = await deps.store.db
        .selectFrom('front_companies')
        .select(['company_id', 'company_name'])
        .where('token_id', '=', tokenId)
        .executeTakeFirst();
      return row === undefined ? null : { id: row.company_id, name: row.company_name };
    }
  }
}
