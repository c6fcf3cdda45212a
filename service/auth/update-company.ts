import type { CompanyRules, PatchCompany } from '../../contract/member.ts';
import { HOST_ACTOR, writeAudit, type AuditActor } from '../audit/write-audit.ts';
import { Refusal } from '../refusal.ts';
import type { Store } from '../store/open-store.ts';
import type { Trx } from '../tokens/token-deps.ts';
import type { Actor } from './actor.ts';
import { readRules, writeCompany, writeConfirmWithPasskey } from './company.ts';
import { checkConfirmed, isConfirmed } from './confirmation.ts';
import { anyAdminWithPasskey, hasPasskey } from './passkeys.ts';

/** Two changes at once would each record the other's old value. */
const LOCK = 'company';

export interface CompanyChange {
  readonly actor: Actor;
  readonly patch: PatchCompany;
  readonly now: Date;
}

/**
 * Changes the company's name or its rule. The rule is turned off by whoever can confirm, and on by
 * whoever just did: an admin must not lock everybody out of what only a passkey then opens.
 * @throws Refusal `passkey_needed`, `no_passkey`
 */
export async function updateCompany(store: Store, change: CompanyChange): Promise<CompanyRules> {
  const { actor, patch, now } = change;
  return store.transaction(async (trx) => {
    await store.oneAtATime(trx, LOCK);
    const before = await readRules(trx);
    const { confirmWithPasskey } = patch;
    if (confirmWithPasskey !== undefined && confirmWithPasskey !== before.confirmWithPasskey) {
      if (confirmWithPasskey) await checkMayTurnOn(trx, actor, now);
      else await checkConfirmed(trx, actor, now);
    }
    return write(trx, before, patch, actor, now);
  });
}

/** For whoever has a shell on the host, when no admin can confirm any more. */
export async function stopConfirming(store: Store, now: Date): Promise<void> {
  await store.transaction(async (trx) => {
    await store.oneAtATime(trx, LOCK);
    await write(trx, await readRules(trx), { confirmWithPasskey: false }, HOST_ACTOR, now);
  });
}

async function checkMayTurnOn(trx: Trx, actor: Actor, now: Date): Promise<void> {
  if (actor.kind === 'access_token') {
    if (!(await anyAdminWithPasskey(trx))) throw new Refusal('no_passkey');
    return;
  }
  if (!(await hasPasskey(trx, actor.id))) throw new Refusal('no_passkey');
  if (!isConfirmed(actor, now)) throw new Refusal('passkey_needed');
}

async function write(
  trx: Trx,
  before: CompanyRules,
  patch: PatchCompany,
  actor: AuditActor,
  now: Date,
): Promise<CompanyRules> {
  const after: CompanyRules = {
    name: patch.name ?? before.name,
    confirmWithPasskey: patch.confirmWithPasskey ?? before.confirmWithPasskey,
  };
  const detail: Record<string, unknown> = {};
  if (after.name !== before.name) {
    await writeCompany(trx, after.name);
    detail.name = { from: before.name, to: after.name };
  }
  if (after.confirmWithPasskey !== before.confirmWithPasskey) {
    await writeConfirmWithPasskey(trx, after.confirmWithPasskey);
    detail.confirmWithPasskey = { from: before.confirmWithPasskey, to: after.confirmWithPasskey };
  }
  if (Object.keys(detail).length > 0) {
    await writeAudit(trx, { action: 'company.changed', actor, detail, at: now });
  }
  return after;
}
