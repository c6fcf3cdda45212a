import type { Kysely, Selectable, Transaction } from 'kysely';
import type { SecretValue } from '../../contract/secret-value.ts';
import type { SsoConfig } from '../config.ts';
import type { Keyring } from '../seal/keyring.ts';
import type { Database } from '../store/schema.ts';

export type UpstreamAccount = Selectable<Database['upstream_accounts']>;

interface SealDeps {
  readonly keyring: Keyring;
  readonly sso: SsoConfig;
}

export async function findUpstream(
  db: Kysely<Database>,
  memberId: string,
): Promise<UpstreamAccount | undefined> {
  return db
    .selectFrom('upstream_accounts')
    .selectAll()
    .where('member_id', '=', memberId)
    .executeTakeFirst();
}

/** Keeps what a sign-in at the provider brought, in place of what was there, and ends any asking. */
export async function keepUpstream(
  trx: Transaction<Database>,
  deps: SealDeps,
  memberId: string,
  refreshToken: SecretValue | null,
  now: Date,
): Promise<void> {
  const sealer = await deps.keyring.hold(trx);
  const row = {
    issuer: deps.sso.issuer,
    sealed:
      refreshToken === null
        ? null
        : sealer.sealText(upstreamBinding(memberId, deps.sso.issuer), refreshToken),
    checked_at: now.toISOString(),
    asked_until: null,
  };
  await trx
    .insertInto('upstream_accounts')
    .values({ member_id: memberId, ...row })
    .onConflict((conflict) => conflict.column('member_id').doUpdateSet(row))
    .execute();
}

/** Keeps a refresh token that came without a word about the person, and ends the asking. */
export async function keepToken(
  trx: Transaction<Database>,
  deps: SealDeps,
  memberId: string,
  refreshToken: SecretValue,
): Promise<void> {
  const sealer = await deps.keyring.hold(trx);
  await trx
    .updateTable('upstream_accounts')
    .set({
      sealed: sealer.sealText(upstreamBinding(memberId, deps.sso.issuer), refreshToken),
      asked_until: null,
    })
    .where('member_id', '=', memberId)
    .where('issuer', '=', deps.sso.issuer)
    .execute();
}

/**
 * The refresh token of a row; null when it is not this person's at this provider.
 * @throws MasterKeyChanged when it does not open because this process has an old key: that is no
 * reason to end anybody's sign-in
 */
export async function openUpstream(
  { keyring }: SealDeps,
  account: UpstreamAccount & { readonly sealed: string },
): Promise<SecretValue | null> {
  const binding = upstreamBinding(account.member_id, account.issuer);
  const token = keyring.openText(binding, account.sealed);
  if (token !== null || (await keyring.refresh()) === 'same') return token;
  return keyring.openText(binding, account.sealed);
}

/**
 * Takes the turn to ask the provider about a person, for a while: its refresh tokens may be good
 * once, and two replicas that used one at the same time would end the sign-in.
 */
export async function takeTurn(
  db: Kysely<Database>,
  memberId: string,
  now: Date,
  until: Date,
): Promise<boolean> {
  const done = await db
    .updateTable('upstream_accounts')
    .set({ asked_until: until.toISOString() })
    .where('member_id', '=', memberId)
    .where((or) =>
      or.or([or('asked_until', 'is', null), or('asked_until', '<', now.toISOString())]),
    )
    .executeTakeFirst();
  return Number(done.numUpdatedRows) === 1;
}

export async function giveTurnBack(db: Kysely<Database>, memberId: string): Promise<void> {
  await db
    .updateTable('upstream_accounts')
    .set({ asked_until: null })
    .where('member_id', '=', memberId)
    .execute();
}

/** What a refresh token is sealed for. */
export function upstreamBinding(memberId: string, issuer: string): string {
  return `upstream|${memberId}|${issuer}`;
}
