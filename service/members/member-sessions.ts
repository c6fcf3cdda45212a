import type { Kysely } from 'kysely';
import type { BrowserSession } from '../../contract/member.ts';
import { writeAudit } from '../audit/write-audit.ts';
import type { Actor } from '../auth/actor.ts';
import { endSession } from '../auth/browser-sessions.ts';
import { findMember } from '../auth/find-member.ts';
import { Refusal } from '../refusal.ts';
import type { Database } from '../store/schema.ts';
import type { TokenDeps } from '../tokens/token-deps.ts';
import { unknownMember } from './read-members.ts';

/** The browsers in which a person is signed in, the one last seen first. */
export async function readSessions(
  db: Kysely<Database>,
  memberId: string,
  actor: Actor,
): Promise<BrowserSession[]> {
  const rows = await db
    .selectFrom('browser_sessions')
    .selectAll()
    .where('member_id', '=', memberId)
    .where('ended_at', 'is', null)
    .orderBy('last_seen_at', 'desc')
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    browser: row.browser,
    createdAt: row.created_at,
    lastSeenAt: row.last_seen_at,
    address: row.address,
    current: row.id === actor.session?.id,
  }));
}

/**
 * The same for somebody whom an admin looks at.
 * @throws Refusal `not_found`
 */
export async function readSessionsOf(
  db: Kysely<Database>,
  memberId: string,
  actor: Actor,
): Promise<BrowserSession[]> {
  if ((await findMember(db, memberId)) === undefined) throw unknownMember();
  return readSessions(db, memberId, actor);
}

export interface SessionEnd {
  readonly actor: Actor;
  /** Whose session it has to be: another person’s is as good as unknown. */
  readonly memberId: string;
  readonly sessionId: string;
}

/**
 * Signs a browser out. Its next call fails on every replica.
 * @throws Refusal `not_found`
 */
export async function endMemberSession(deps: TokenDeps, end: SessionEnd): Promise<void> {
  const { actor, memberId, sessionId } = end;
  const now = deps.now();
  await deps.store.transaction(async (trx) => {
    const owned = await trx
      .selectFrom('browser_sessions')
      .innerJoin('members', 'members.id', 'browser_sessions.member_id')
      .select('members.name')
      .where('browser_sessions.id', '=', sessionId)
      .where('browser_sessions.member_id', '=', memberId)
      .executeTakeFirst();
    const session = owned === undefined ? null : await endSession(trx, { id: sessionId }, now);
    if (owned === undefined || session === null) {
      throw new Refusal('not_found', { message: 'No browser is signed in under this id.' });
    }
    await writeAudit(trx, {
      action: 'session.ended',
      actor,
      detail: { member: { id: memberId, name: owned.name }, session },
      at: now,
    });
  });
}
