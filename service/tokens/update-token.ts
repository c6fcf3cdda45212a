import { ISSUABLE_SCOPES } from '../../contract/scopes.ts';
import { MEMBER_PATCH_FIELDS, type PatchToken, type Token } from '../../contract/token.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { recordChanges } from '../notes/record-changes.ts';
import type { Actor } from '../auth/actor.ts';
import { checkConfirmed } from '../auth/confirmation.ts';
import { Refusal } from '../refusal.ts';
import { retryOnConflict } from '../store/retry-on-conflict.ts';
import { checkBacking, checkDependents } from './backing.ts';
import { checkExpiry, checkNameFree, writeTags } from './create-token.ts';
import { checkIfMatch } from './entity-tag.ts';
import { findLiveToken } from './find-token.ts';
import type { TokenDeps, Trx } from './token-deps.ts';
import { columnsOf, searchTextOf, tokenOf, type TokenRow } from './token-row.ts';

export interface UpdateRequest {
  readonly actor: Actor;
  readonly id: string;
  readonly ifMatch: string | null;
  readonly patch: PatchToken;
}

/**
 * Changes what was sent, and nothing else. A patch that changes nothing leaves version and history
 * as they are.
 * @throws Refusal as the route table lists them
 */
export async function updateToken(deps: TokenDeps, request: UpdateRequest): Promise<Token> {
  const { actor, patch } = request;
  const now = deps.now();
  checkFieldsAllowed(actor, patch);
  return retryOnConflict(() => keepPatch(deps, request, now));
}

function keepPatch(deps: TokenDeps, request: UpdateRequest, now: Date): Promise<Token> {
  const { actor, id, patch } = request;
  return deps.store.transaction(async (trx) => {
    const before = await findLiveToken(trx, id);
    checkIfMatch(request.ifMatch, before.version);
    await checkPatch(trx, before, patch, now);
    // Or whoever may not reveal it would take the mark off first.
    if (before.sensitive === 1 && patch.sensitive === false) await checkConfirmed(trx, actor, now);
    const after: TokenRow = { ...before, ...columnsOf(patch) };
    const changed = (Object.keys(patch) as (keyof PatchToken)[]).filter(
      (field) =>
        JSON.stringify(shown(before, field, now)) !== JSON.stringify(shown(after, field, now)),
    );
    if (changed.length === 0) return tokenOf(before, now);
    after.search_text = searchTextOf(after);
    after.version = before.version + 1;
    after.updated_at = now.toISOString();
    const { last_used_at: _used, call_count: _count, ...columns } = after;
    const done = await trx
      .updateTable('tokens')
      .set(columns)
      .where('id', '=', id)
      // Two replicas may have read the same version: the second finds no row to change.
      .where('version', '=', before.version)
      .executeTakeFirst();
    if (Number(done.numUpdatedRows) !== 1) throw new Refusal('stale_version');
    if (changed.includes('tags')) await writeTags(trx, id, JSON.parse(after.tags) as string[]);
    const [was, is] = [tokenOf(before, now), tokenOf(after, now)];
    await recordChanges(trx, [{ before: was, after: is, actor, via: 'edit', at: now }]);
    await writeAudit(trx, {
      action: 'token.updated',
      actor,
      token: { id, name: after.name },
      detail: { fields: changed, ...(changed.includes('name') ? { oldName: before.name } : {}) },
      at: now,
    });
    return is;
  });
}

function checkFieldsAllowed(actor: Actor, patch: PatchToken): void {
  if (actor.role === 'admin') return;
  const forbidden = (Object.keys(patch) as (keyof PatchToken)[]).filter(
    (field) => !MEMBER_PATCH_FIELDS.includes(field),
  );
  if (forbidden.length === 0) return;
  throw new Refusal('field_forbidden', {
    fields: forbidden.map((field) => ({
      field,
      code: 'field_forbidden',
      message: `Only an admin may change ${field}.`,
    })),
  });
}

async function checkPatch(trx: Trx, before: TokenRow, patch: PatchToken, now: Date): Promise<void> {
  if (patch.name !== undefined) await checkNameFree(trx, patch.name, before.id);
  // An expiry that stands may be sent back unchanged, even when it has passed.
  if (patch.expiresAt !== before.expires_at) checkExpiry(patch.expiresAt, now);
  if (before.kind === 'front') {
    if (patch.backedBy !== undefined && patch.backedBy !== null) {
      throw Refusal.of(
        'invalid_value',
        'backedBy',
        'Only an issued token stands on a Front token.',
      );
    }
    if (patch.callsPerMinute !== undefined && patch.callsPerMinute !== null) {
      throw Refusal.of(
        'invalid_value',
        'callsPerMinute',
        'Only calls through the gateway can be limited, which are those of issued tokens.',
      );
    }
    if (patch.scopes !== undefined) await checkDependents(trx, before, patch.scopes);
    return;
  }
  if (patch.features !== undefined && patch.features.length > 0) {
    throw Refusal.of('invalid_value', 'features', 'An issued token has no features of Front.');
  }
  if (patch.scopes !== undefined) checkIssuable(patch.scopes);
  const wanted = patch.scopes ?? (JSON.parse(before.scopes) as string[]);
  const backedBy = patch.backedBy === undefined ? before.backed_by : patch.backedBy;
  const decides = patch.backedBy !== undefined || patch.scopes !== undefined;
  if (decides && backedBy !== null) await checkBacking(trx, backedBy, wanted);
}

function checkIssuable(scopes: readonly string[]): void {
  if (scopes.length === 0) {
    throw Refusal.of('too_short', 'scopes', 'An issued token needs at least one scope.');
  }
  const unknown = scopes.findIndex((scope) => !ISSUABLE_SCOPES.includes(scope));
  if (unknown >= 0) {
    throw Refusal.of(
      'invalid_value',
      `scopes.${unknown}`,
      'This is not a scope of Front’s Core API.',
    );
  }
}

function shown(row: TokenRow, field: keyof PatchToken, now: Date): unknown {
  return tokenOf(row, now)[field];
}
