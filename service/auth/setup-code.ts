import type { Kysely } from 'kysely';
import { writeAudit, type AuditActor } from '../audit/write-audit.ts';
import { newId } from '../store/new-id.ts';
import type { Store } from '../store/open-store.ts';
import type { Database } from '../store/schema.ts';
import { writeCompany } from './company.ts';
import { drawCode, hashCode } from './one-time-code.ts';
import { personName } from './person-name.ts';

/** Makers and users of codes take turns: two first admins, or two codes that work, must not be. */
const LOCK = 'setup-codes';
const LIFETIME_MS = 15 * 60 * 1000;

export interface SetupCode {
  /** As it is shown: `XXXX-XXXX-XXXX`, about 59 random bits. */
  readonly code: string;
  readonly expiresAt: Date;
}

/**
 * Makes a single-use code that signs in an admin: the first one, or, once there is one, that one
 * again (break-glass for whoever has a shell on the host). Only its hash is kept. Codes made before
 * and not used stop working.
 */
export async function makeSetupCode(
  store: Store,
  actor: AuditActor,
  now: Date,
): Promise<SetupCode> {
  const code = drawCode('setup');
  const expiresAt = new Date(now.getTime() + LIFETIME_MS);
  await store.transaction(async (trx) => {
    await store.oneAtATime(trx, LOCK);
    await endUnused(trx, now);
    await trx
      .insertInto('setup_codes')
      .values({
        id: newId('set_'),
        code_hash: hashCode('setup', code),
        member_id: null,
        created_at: now.toISOString(),
        expires_at: expiresAt.toISOString(),
        used_at: null,
      })
      .execute();
    await writeAudit(trx, { action: 'setup_code.created', actor, at: now });
  });
  return { code, expiresAt };
}

export interface CodeForm {
  readonly code: string;
  /** Asked for at the first start alone. */
  readonly name: string;
  readonly company: string;
}

/** What is wrong with a code. */
export type WrongCode = 'unknown_code' | 'used' | 'expired';

export type CodeOutcome =
  | { kind: 'signed_in'; memberId: string; subject: string | null }
  /** The page does not say which of them it is, so that guessing learns nothing; the log does. */
  | { kind: 'wrong_code'; reason: WrongCode }
  | { kind: 'name_missing' }
  | { kind: 'company_missing' };

/**
 * Uses a code, once: of two browsers that send it at the same moment one gets in. At the first
 * start the person who holds it becomes the first admin and names themself and the company, all in
 * one transaction.
 */
export async function useSetupCode(
  store: Store,
  form: CodeForm,
  from: { readonly address: string | null; readonly now: Date },
): Promise<CodeOutcome> {
  const { now } = from;
  return store.transaction(async (trx) => {
    await store.oneAtATime(trx, LOCK);
    const admin = await firstAdmin(trx);
    if (admin === null) {
      if (personName(form.name) === null) return { kind: 'name_missing' };
      if (personName(form.company) === null) return { kind: 'company_missing' };
    }
    // Every code is looked for in the same way, so that the time it takes tells nothing either.
    const codeHash = hashCode('setup', form.code);
    const row = await trx
      .selectFrom('setup_codes')
      .select(['used_at', 'expires_at'])
      .where('code_hash', '=', codeHash)
      .executeTakeFirst();
    const wrong = wrongWith(row, now);
    if (wrong !== null) return { kind: 'wrong_code', reason: wrong };
    const used = await trx
      .updateTable('setup_codes')
      .set({ used_at: now.toISOString() })
      .where('code_hash', '=', codeHash)
      .where('used_at', 'is', null)
      .executeTakeFirst();
    if (Number(used.numUpdatedRows) !== 1) return { kind: 'wrong_code', reason: 'used' };
    const member =
      admin === null ? { id: newId('mem_'), name: form.name } : { id: admin.id, name: admin.name };
    const actor = { ...member, address: from.address };
    if (admin === null) {
      await trx
        .insertInto('members')
        .values({
          ...member,
          email: null,
          role: 'admin',
          status: 'active',
          created_at: now.toISOString(),
        })
        .execute();
      await writeCompany(trx, form.company);
      await writeAudit(trx, {
        action: 'setup.completed',
        actor,
        detail: { company: form.company },
        at: now,
      });
    }
    await writeAudit(trx, { action: 'session.signed_in', actor, via: 'setup_code', at: now });
    return { kind: 'signed_in', memberId: member.id, subject: admin?.subject ?? null };
  });
}

async function endUnused(trx: Kysely<Database>, now: Date): Promise<void> {
  await trx
    .updateTable('setup_codes')
    .set({ used_at: now.toISOString() })
    .where('used_at', 'is', null)
    .execute();
}

/** True until somebody has become the first admin. */
export async function needsSetup(db: Kysely<Database>): Promise<boolean> {
  return (await firstAdmin(db)) === null;
}

async function firstAdmin(
  db: Kysely<Database>,
): Promise<{ id: string; name: string; subject: string | null } | null> {
  const row = await db
    .selectFrom('members')
    .select(['id', 'name', 'subject'])
    .where('role', '=', 'admin')
    .where('status', '=', 'active')
    .orderBy('created_at')
    .executeTakeFirst();
  return row ?? null;
}

/** What is wrong with a code’s row, if anything. Pure. */
export function wrongWith(
  row: { readonly used_at: string | null; readonly expires_at: string } | undefined,
  now: Date,
): WrongCode | null {
  if (row === undefined) return 'unknown_code';
  if (row.used_at !== null) return 'used';
  return row.expires_at > now.toISOString() ? null : 'expired';
}
