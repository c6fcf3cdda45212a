import type { SecretValue } from '../../contract/secret-value.ts';
import type { RevealToken } from '../../contract/token.ts';
import { holdAuditLog, writeAudit } from '../audit/write-audit.ts';
import type { Actor } from '../auth/actor.ts';
import { checkConfirmed } from '../auth/confirmation.ts';
import { mayReveal } from '../grants/may-reveal.ts';
import { Refusal } from '../refusal.ts';
import { repeatedQuery } from '../store/repeated-query.ts';
import { unknownToken } from './find-token.ts';
import type { TokenDeps } from './token-deps.ts';

export interface RevealRequest {
  readonly actor: Actor;
  readonly id: string;
  readonly via: RevealToken['via'];
}

const sealedById = repeatedQuery((db, at: { id: string }) =>
  db
    .selectFrom('tokens')
    .leftJoin('token_values as kept', 'kept.token_id', 'tokens.id')
    .leftJoin('tokens as front', 'front.id', 'tokens.backed_by')
    .select([
      'tokens.name',
      'tokens.deleted_at',
      'tokens.sensitive',
      'front.sensitive as front_sensitive',
      'value_version',
      'key_id',
      'wrapped_key',
      'sealed',
    ])
    .where('tokens.id', '=', at.id),
);

type Outcome = { kind: 'revealed'; value: SecretValue } | { kind: 'refused' };

/**
 * Opens a token's value for somebody. The audit row is kept before the value leaves: both stand in
 * one transaction, and the value is handed out after its commit.
 * @throws Refusal `not_found`, `token_deleted`, `no_value`, `no_grant`, `passkey_needed`
 */
export async function revealToken(deps: TokenDeps, request: RevealRequest): Promise<SecretValue> {
  const { actor, id, via } = request;
  const outcome = await deps.store.transaction(async (trx): Promise<Outcome> => {
    // A grant that is being taken must not open anything after that was answered. Every way in which
    // a grant ends is on record before it is kept.
    if (actor.role === 'member') await holdAuditLog(trx);
    const [row] = await sealedById(trx, { id });
    if (row === undefined) throw unknownToken();
    if (row.deleted_at !== null) throw new Refusal('token_deleted');
    const token = { id, name: row.name };
    const at = deps.now();
    if (!(await mayReveal(trx, actor, id, at))) {
      await writeAudit(trx, { action: 'token.reveal_refused', actor, token, via, at });
      return { kind: 'refused' };
    }
    // An issued token reaches what the Front token behind it reaches.
    const sensitive = row.sensitive === 1 || row.front_sensitive === 1;
    if (sensitive) await checkConfirmed(trx, actor, at);
    const { value_version, key_id, wrapped_key, sealed } = row;
    if (value_version === null || key_id === null || wrapped_key === null || sealed === null) {
      throw new Refusal('no_value');
    }
    const value = deps.keyring.openValue(
      { tokenId: id, valueVersion: value_version },
      { key_id, wrapped_key, sealed },
    );
    await writeAudit(trx, { action: 'token.revealed', actor, token, via, at });
    return { kind: 'revealed', value };
  });
  // Refused here and not inside: throwing there would undo the record of the attempt.
  if (outcome.kind === 'refused') throw new Refusal('no_grant');
  return outcome.value;
}
