import type { Kysely } from 'kysely';
import { newId } from '../store/new-id.ts';
import type { Store } from '../store/open-store.ts';
import type { Database } from '../store/schema.ts';
import type { ActorSession } from './actor.ts';
import { browserName } from './browser-name.ts';
import { isSamePerson } from './same-person.ts';

/** When a browser was last seen is kept to the minute, so that not every call writes. */
const SEEN_EVERY_MS = 60_000;

export interface OpenedSession {
  /** The OAuth grant that its tokens hang on. */
  readonly grantId: string;
  readonly memberId: string;
  readonly userAgent: string;
  readonly address: string | null;
  readonly now: Date;
  /** A passkey was checked in the sign-in that opens it. */
  readonly confirmed: boolean;
  /** `OIDC_ISSUER` when it hangs on the company's provider. */
  readonly upstream: string | null;
  /** Who the person was there when they arrived. */
  readonly subject: string | null;
}

/**
 * Writes down a browser that somebody has signed in with.
 * @returns false, and writes nothing, when they were tied to a company account since they arrived
 */
export async function openSession(store: Store, opened: OpenedSession): Promise<boolean> {
  const at = opened.now.toISOString();
  return store.transaction(async (trx) => {
    if (!(await isSamePerson(store, trx, opened))) return false;
    await trx
      .insertInto('browser_sessions')
      .values({
        id: newId('ses_'),
        grant_id: opened.grantId,
        member_id: opened.memberId,
        browser: browserName(opened.userAgent),
        address: opened.address,
        created_at: at,
        last_seen_at: at,
        confirmed_at: opened.confirmed ? at : null,
        upstream: opened.upstream,
        ended_at: null,
      })
      .execute();
    return true;
  });
}

/**
 * Finds the session of a grant at each call, and notes about once a minute that it was seen.
 * @returns null when it has ended
 */
export async function useSession(
  store: Store,
  grantId: string,
  { address, now }: { readonly address: string | null; readonly now: Date },
): Promise<ActorSession | null> {
  const row = await store.db
    .selectFrom('browser_sessions')
    .select(['id', 'confirmed_at', 'last_seen_at'])
    .where('grant_id', '=', grantId)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  if (row === undefined) return null;
  if (now.getTime() - Date.parse(row.last_seen_at) >= SEEN_EVERY_MS) {
    await store.db
      .updateTable('browser_sessions')
      .set({ last_seen_at: now.toISOString(), address })
      .where('id', '=', row.id)
      .execute();
  }
  return { id: row.id, confirmedAt: row.confirmed_at };
}

/**
 * Ends a session, by its own id or its grant’s: its tokens are gone with the transaction, so that
 * the next call fails on every replica.
 * @returns null when there is none that is still open
 */
export async function endSession(
  trx: Kysely<Database>,
  which: { readonly id: string } | { readonly grantId: string },
  now: Date,
): Promise<{ id: string; browser: string } | null> {
  const row = await trx
    .updateTable('browser_sessions')
    .set({ ended_at: now.toISOString(), upstream: null })
    .where('id' in which ? 'id' : 'grant_id', '=', 'id' in which ? which.id : which.grantId)
    .where('ended_at', 'is', null)
    .returning(['id', 'browser', 'grant_id'])
    .executeTakeFirst();
  if (row === undefined) return null;
  await trx.deleteFrom('oidc_payloads').where('grant_id', '=', row.grant_id).execute();
  return { id: row.id, browser: row.browser };
}
