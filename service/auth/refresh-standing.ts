import { writeAudit } from '../audit/write-audit.ts';
import type { Store } from '../store/open-store.ts';
import { endSession } from './browser-sessions.ts';
import type { Member } from './find-member.ts';
import type { CheckStanding } from './standing.ts';

export interface RefreshDeps {
  readonly store: Store;
  readonly checkStanding: CheckStanding;
  /** `OIDC_ISSUER`; null without single sign-on. */
  readonly ssoIssuer: string | null;
}

/** `later`: the company's provider could not be asked for too long; the sign-in itself stays. */
export type MayRefresh = 'yes' | 'no' | 'later';

/**
 * Finds out whether a browser session may go on. One that hangs on the company's provider is asked
 * about there, and ends when that provider, or the setting that names it, is gone.
 */
export async function mayRefresh(
  deps: RefreshDeps,
  member: Member,
  grantId: string,
): Promise<MayRefresh> {
  const { store, ssoIssuer } = deps;
  const now = new Date();
  const session = await store.db
    .selectFrom('browser_sessions')
    .select('upstream')
    .where('grant_id', '=', grantId)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  if (session === undefined) return 'no';
  if (session.upstream === null) return 'yes';
  const standing =
    session.upstream === ssoIssuer
      ? await deps.checkStanding(member, now)
      : { kind: 'ended' as const };
  switch (standing.kind) {
    case 'stands':
      return 'yes';
    case 'unknown':
      return 'later';
    case 'own':
    case 'ended':
      await store.transaction(async (trx) => {
        const ended = await endSession(trx, { grantId }, now);
        if (ended === null) return;
        await writeAudit(trx, {
          action: 'session.ended',
          actor: { id: member.id, name: member.name, session: { id: ended.id } },
          detail: { reason: 'provider', browser: ended.browser },
          at: now,
        });
      });
      return 'no';
  }
}
