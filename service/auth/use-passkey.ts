import type { AuthenticationResponseJSON } from '@simplewebauthn/server';
import { writeAudit } from '../audit/write-audit.ts';
import type { Store } from '../store/open-store.ts';
import type { Arrival } from './arrival.ts';
import { findMember, type Member } from './find-member.ts';
import { checkPasskey } from './passkey-ceremony.ts';
import { findPasskey, notePasskeyUse } from './passkeys.ts';
import type { RelyingParty } from './relying-party.ts';
import type { CheckStanding } from './standing.ts';

export interface PasskeyUse {
  readonly uid: string;
  readonly answer: AuthenticationResponseJSON | null;
  /** Asked for as a confirmation, and not just to sign in. */
  readonly stepUp: boolean;
  readonly from: { readonly address: string | null; readonly now: Date };
}

export type PasskeyOutcome =
  | { kind: 'signed_in'; arrival: Arrival }
  | {
      kind:
        | 'wrong_passkey'
        | 'cloned_passkey'
        | 'not_active'
        | 'company_account_ended'
        | 'company_account_unknown';
      who: Member | null;
    };

/**
 * Signs in whoever holds a passkey. It says itself whose it is, so that no name is asked for, and
 * none that is hinted at counts.
 */
export async function usePasskey(
  deps: {
    readonly store: Store;
    readonly site: RelyingParty;
    readonly checkStanding: CheckStanding;
  },
  { uid, answer, stepUp, from }: PasskeyUse,
): Promise<PasskeyOutcome> {
  const { store, site } = deps;
  const known = answer === null ? undefined : await findPasskey(store.db, answer.id);
  if (answer === null || known === undefined) return { kind: 'wrong_passkey', who: null };
  const owner = Buffer.from(known.member_id).toString('base64url');
  const handle = answer.response.userHandle;
  if (handle !== undefined && handle !== owner) return { kind: 'wrong_passkey', who: null };
  const checked = await checkPasskey(store, site, uid, answer, known);
  if (checked === null) return { kind: 'wrong_passkey', who: null };
  const who = await findMember(store.db, known.member_id);
  if (who?.status !== 'active') return { kind: 'not_active', who: who ?? null };
  const standing = await deps.checkStanding(who, from.now);
  if (standing.kind === 'ended') return { kind: 'company_account_ended', who };
  if (standing.kind === 'unknown') return { kind: 'company_account_unknown', who };
  const noted = await store.transaction(async (trx) => {
    if (!(await notePasskeyUse(trx, known.id, checked.counter, from.now))) return false;
    const actor = { id: who.id, name: who.name, address: from.address };
    await writeAudit(trx, {
      action: stepUp ? 'passkey.confirmed' : 'session.signed_in',
      actor,
      via: 'passkey',
      detail: { passkey: known.id },
      at: from.now,
    });
    return true;
  });
  if (!noted) return { kind: 'cloned_passkey', who };
  return {
    kind: 'signed_in',
    arrival: {
      memberId: who.id,
      amr: ['swk', 'user'],
      confirmed: true,
      upstream: standing.kind === 'stands' ? standing.issuer : null,
      subject: who.subject,
    },
  };
}
