import { setTimeout as delay } from 'node:timers/promises';
import type { SecretValue } from '../../contract/secret-value.ts';
import { writeAudit, type AuditEntry } from '../audit/write-audit.ts';
import { withdrawInvitationsOf } from '../members/stop-member.ts';
import { endSession } from './browser-sessions.ts';
import type { CompanyProvider, Refreshed } from './company-provider.ts';
import { decideSso } from './decide-sso.ts';
import type { EnterDeps } from './enter-by-sso.ts';
import type { Member } from './find-member.ts';
import { ssoPerson } from './sso-person.ts';
import { applyRole, LAST_ADMIN_LOCK } from './sso-roles.ts';
import type { CheckStanding, Standing } from './standing.ts';
import {
  findUpstream,
  giveTurnBack,
  keepToken,
  keepUpstream,
  openUpstream,
  takeTurn,
  type UpstreamAccount,
} from './upstream-account.ts';

const HOUR_MS = 60 * 60_000;
/** A short outage of the provider locks nobody out; unknown for longer means no. */
export const TRUSTED_WITHOUT_ASKING_MS = HOUR_MS;
/**
 * It answers and will not say whom it knows: less of an outage than a question of what it would say.
 * Longer than the ten minutes between two renewals, so that one failure signs nobody out.
 */
export const TRUSTED_UNTOLD_MS = 15 * 60_000;
/** Where the provider gave nothing to ask again with, one sign-in there lasts a working day. */
export const LASTS_WITHOUT_REFRESH_MS = 12 * HOUR_MS;
const TURN_MS = 45_000;
const LOOK_EVERY_MS = 100;

export interface StandingDeps extends EnterDeps {
  readonly companyProvider: Pick<CompanyProvider, 'refresh'>;
}

/**
 * Makes the check of how somebody stands with the company's provider. It asks anew each time, one
 * at a time for each person, and ends their sessions when the provider knows them no longer.
 */
export function createSsoStanding(deps: StandingDeps): CheckStanding {
  const asking = new Map<string, Promise<Standing>>();
  return (member, now) => {
    if (member.subject === null) return Promise.resolve({ kind: 'own' });
    const under = asking.get(member.id);
    if (under !== undefined) return under;
    const asked = ask(deps, member, now).finally(() => asking.delete(member.id));
    asking.set(member.id, asked);
    return asked;
  };
}

async function ask(deps: StandingDeps, member: Member, now: Date): Promise<Standing> {
  const { store, sso } = deps;
  const deadline = now.getTime() + TURN_MS;
  for (;;) {
    const account = await findUpstream(store.db, member.id);
    if (account?.issuer !== sso.issuer) return { kind: 'ended' };
    if (account.sealed === null) {
      return stillTrusted(deps, account, now, LASTS_WITHOUT_REFRESH_MS) ?? { kind: 'ended' };
    }
    // Another replica has asked since we began.
    if (account.checked_at > now.toISOString()) return { kind: 'stands', issuer: sso.issuer };
    const at = new Date();
    if (await takeTurn(store.db, member.id, at, new Date(at.getTime() + TURN_MS))) {
      return await askInTurn(deps, member, { ...account, sealed: account.sealed }, now);
    }
    if (at.getTime() > deadline) return { kind: 'unknown' };
    await delay(LOOK_EVERY_MS);
  }
}

async function askInTurn(
  deps: StandingDeps,
  member: Member,
  before: UpstreamAccount,
  now: Date,
): Promise<Standing> {
  const { store, sso } = deps;
  // Read again: whoever had the turn before may have changed the token.
  const account = (await findUpstream(store.db, member.id)) ?? before;
  const token =
    account.sealed === null
      ? null
      : await openUpstream(deps, { ...account, sealed: account.sealed });
  if (token === null || member.subject === null) {
    await end(deps, member, now);
    return { kind: 'ended' };
  }
  const answer = await deps.companyProvider.refresh(token, member.subject);
  switch (answer.kind) {
    case 'ended':
      await end(deps, member, now);
      return { kind: 'ended' };
    case 'unreachable': {
      await giveTurnBack(store.db, member.id);
      return stillTrusted(deps, account, now, TRUSTED_WITHOUT_ASKING_MS) ?? { kind: 'unknown' };
    }
    case 'untold': {
      // The last good answer stays as old as it is.
      await store.transaction((trx) =>
        keepToken(trx, deps, member.id, answer.refreshToken ?? token),
      );
      if (answer.because === 'failed') {
        return stillTrusted(deps, account, now, TRUSTED_UNTOLD_MS) ?? { kind: 'unknown' };
      }
      const stands = stillTrusted(deps, account, now, LASTS_WITHOUT_REFRESH_MS);
      if (stands === null) await end(deps, member, now);
      return stands ?? { kind: 'ended' };
    }
    case 'refreshed': {
      const stands = await keepAnswer(deps, member, answer, token);
      if (!stands) await end(deps, member, now);
      return stands ? { kind: 'stands', issuer: sso.issuer } : { kind: 'ended' };
    }
  }
}

/** Stands for now, when the last good answer is not older than `forMs`; else null. */
function stillTrusted(
  { sso }: StandingDeps,
  account: UpstreamAccount,
  now: Date,
  forMs: number,
): Standing | null {
  const until = Date.parse(account.checked_at) + forMs;
  return until > now.getTime() ? { kind: 'stands', issuer: sso.issuer } : null;
}

/** Keeps a new refresh token and role. False when the rules no longer let the person in. */
async function keepAnswer(
  deps: StandingDeps,
  member: Member,
  answer: Extract<Refreshed, { kind: 'refreshed' }>,
  token: SecretValue,
): Promise<boolean> {
  const { store, sso } = deps;
  const now = new Date();
  return store.transaction(async (trx) => {
    const person = ssoPerson(answer.claims, sso.groupsClaim);
    if (person.subject !== member.subject) return false;
    const decision = decideSso(sso, person, { bySubject: member, byEmail: [] });
    if (decision.kind !== 'known') return false;
    const entries = await applyRole(store, trx, member, decision.role, {
      occasion: 'refresh',
      now,
    });
    await keepUpstream(trx, deps, member.id, answer.refreshToken ?? token, now);
    for (const entry of entries) await writeAudit(trx, entry);
    return true;
  });
}

/**
 * Ends every browser session that hangs on the provider's word for this person, and withdraws the
 * invitations that they made: who has left the company must not come back by one of their own.
 */
async function end({ store }: StandingDeps, member: Member, now: Date): Promise<void> {
  await store.transaction(async (trx) => {
    await store.oneAtATime(trx, LAST_ADMIN_LOCK);
    await trx.deleteFrom('upstream_accounts').where('member_id', '=', member.id).execute();
    const sessions = await trx
      .selectFrom('browser_sessions')
      .select('id')
      .where('member_id', '=', member.id)
      .where('upstream', 'is not', null)
      .where('ended_at', 'is', null)
      .execute();
    const who = { id: member.id, name: member.name };
    const entries: AuditEntry[] = [];
    for (const { id } of sessions) {
      const ended = await endSession(trx, { id }, now);
      if (ended === null) continue;
      entries.push({
        action: 'session.ended',
        actor: { ...who, session: { id } },
        detail: { reason: 'provider', browser: ended.browser },
        at: now,
      });
    }
    entries.push(...(await withdrawInvitationsOf(trx, { member: who, actor: who, now }, 'theirs')));
    for (const entry of entries) await writeAudit(trx, entry);
  });
}
