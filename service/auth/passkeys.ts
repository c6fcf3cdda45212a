import type { Kysely, Selectable } from 'kysely';
import { newId } from '../store/new-id.ts';
import type { Database } from '../store/schema.ts';
import type { NewPasskey } from './passkey-ceremony.ts';

export type PasskeyRow = Selectable<Database['passkeys']>;

/** One person's passkeys, oldest first. */
export function passkeysOf(db: Kysely<Database>, memberId: string): Promise<PasskeyRow[]> {
  return db
    .selectFrom('passkeys')
    .selectAll()
    .where('member_id', '=', memberId)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
}

export async function hasPasskey(db: Kysely<Database>, memberId: string): Promise<boolean> {
  const row = await db
    .selectFrom('passkeys')
    .select('id')
    .where('member_id', '=', memberId)
    .executeTakeFirst();
  return row !== undefined;
}

/** True when there is a point in offering to sign in with one. */
export async function anyPasskey(db: Kysely<Database>): Promise<boolean> {
  return (await db.selectFrom('passkeys').select('id').executeTakeFirst()) !== undefined;
}

/** True when somebody who can change the company's rules can also confirm with a passkey. */
export async function anyAdminWithPasskey(db: Kysely<Database>): Promise<boolean> {
  const row = await db
    .selectFrom('passkeys')
    .innerJoin('members', 'members.id', 'passkeys.member_id')
    .select('passkeys.id')
    .where('members.role', '=', 'admin')
    .where('members.status', '=', 'active')
    .executeTakeFirst();
  return row !== undefined;
}

export async function findPasskey(
  db: Kysely<Database>,
  credentialId: string,
): Promise<PasskeyRow | undefined> {
  return db
    .selectFrom('passkeys')
    .selectAll()
    .where('credential_id', '=', credentialId)
    .executeTakeFirst();
}

export async function insertPasskey(
  trx: Kysely<Database>,
  passkey: NewPasskey & { readonly memberId: string; readonly name: string; readonly now: Date },
): Promise<string> {
  const id = newId('psk_');
  await trx
    .insertInto('passkeys')
    .values({
      id,
      member_id: passkey.memberId,
      credential_id: passkey.credentialId,
      public_key: passkey.publicKey,
      counter: passkey.counter,
      transports: JSON.stringify(passkey.transports),
      name: passkey.name,
      created_at: passkey.now.toISOString(),
      last_used_at: null,
    })
    .execute();
  return id;
}

/** Removes all of a person's. The caller puts each on record. */
export async function removePasskeysOf(
  trx: Kysely<Database>,
  memberId: string,
): Promise<{ id: string; name: string }[]> {
  const removed = await trx
    .deleteFrom('passkeys')
    .where('member_id', '=', memberId)
    .returning(['id', 'name'])
    .execute();
  return removed.sort((one, other) => (one.id < other.id ? -1 : 1));
}

/**
 * Notes a use. A passkey that counts has to count up: a number that was there before comes from a
 * copy of it (https://www.w3.org/TR/webauthn-3/#sctn-sign-counter). Many never count and stay at 0.
 * @returns false for a copy, or when the passkey was removed meanwhile
 */
export async function notePasskeyUse(
  trx: Kysely<Database>,
  id: string,
  counter: number,
  now: Date,
): Promise<boolean> {
  const done = await trx
    .updateTable('passkeys')
    .set({ counter, last_used_at: now.toISOString() })
    .where('id', '=', id)
    .where('counter', counter === 0 ? '=' : '<', counter)
    .executeTakeFirst();
  return Number(done.numUpdatedRows) === 1;
}
