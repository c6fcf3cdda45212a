import type { Verification, VerifyWay } from '../../contract/front-value.ts';
import type { SecretValue } from '../../contract/secret-value.ts';
import { Refusal } from '../refusal.ts';
import { ourFrontCompany } from './front-companies.ts';
import { probeFront } from './probe-front.ts';
import type { TokenDeps } from './token-deps.ts';

/**
 * Asks Front about a value that is to be recorded, before anything is kept and while no lock is held.
 * @throws Refusal `other_company`; with `required` also `front_refuses_value` and `front_unreachable`
 */
export async function vouchForValue(
  deps: TokenDeps,
  value: SecretValue,
  way: VerifyWay,
): Promise<Verification> {
  if (way === 'later') return { kind: 'not_asked', at: null, company: null };
  const verification = await askFront(deps, value);
  switch (verification.kind) {
    case 'other_company':
      throw otherCompany(verification, await ourFrontCompany(deps.store.db));
    case 'refused':
      if (way === 'required') {
        throw Refusal.of(
          'front_refuses_value',
          'value',
          'Front does not accept this value. Was it deleted, or copied in part?',
        );
      }
      return verification;
    case 'unreachable':
      if (way === 'required') {
        throw new Refusal('front_unreachable', {
          message: 'Front could not be asked about this value just now. Nothing was recorded.',
        });
      }
      return verification;
    case 'verified':
    case 'not_asked':
      return verification;
  }
}

/** What Front says of a value, held against the company of the other tokens. Never throws for what Front says. */
export async function askFront(
  deps: TokenDeps,
  value: SecretValue,
  exceptId: string | null = null,
): Promise<Verification> {
  const probe = await probeFront(deps, value);
  const at = deps.now().toISOString();
  if (probe.kind !== 'company') return { kind: probe.kind, at, company: null };
  const { company } = probe;
  const ours = await ourFrontCompany(deps.store.db, exceptId);
  const kind = ours === null || ours.id === company.id ? 'verified' : 'other_company';
  return { kind, at, company };
}

function otherCompany(
  { company }: Verification,
  ours: { id: string; name: string } | null,
): Refusal {
  const theirs = company === null ? 'another company' : `“${company.name}” (${company.id})`;
  const own =
    ours === null ? '' : ` The tokens recorded here belong to “${ours.name}” (${ours.id}).`;
  return Refusal.of(
    'other_company',
    'value',
    `This value belongs to ${theirs}.${own} Nothing was recorded.`,
  );
}
