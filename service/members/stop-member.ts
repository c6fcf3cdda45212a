import type { AuditActor, AuditEntry } from '../audit/write-audit.ts';
import { endSession } from '../auth/browser-sessions.ts';
import { answerRequest } from '../grants/answer-request.ts';
import { requestsWithNames } from '../grants/request-row.ts';
import type { Trx } from '../tokens/token-deps.ts';

export interface Stop {
  readonly member: { readonly id: string; readonly name: string };
  readonly actor: AuditActor;
  readonly because: 'blocked' | 'removed';
  readonly now: Date;
}

/**
 * Ends what somebody has under way when they are blocked or removed: every browser session, with its
 * tokens, so that their next call fails on every replica; what they asked for; and every way in that
 * they made for others or others for them.
 * @returns what is to be put on record, by the caller and last
 */
export async function stopMember(trx: Trx, stop: Stop): Promise<AuditEntry[]> {
  return [...(await endSessions(trx, stop)), ...(await withdrawRequests(trx, stop))].concat(
    await withdrawInvitationsOf(trx, stop, 'theirs and for them'),
  );
}

/** Ends every browser session of a person. */
export async function endSessions(trx: Trx, stop: Omit<Stop, 'because'>): Promise<AuditEntry[]> {
  const { member, actor, now } = stop;
  const open = await trx
    .selectFrom('browser_sessions')
    .select('id')
    .where('member_id', '=', member.id)
    .where('ended_at', 'is', null)
    .orderBy('id')
    .execute();
  const entries: AuditEntry[] = [];
  for (const { id } of open) {
    const ended = await endSession(trx, { id }, now);
    if (ended === null) continue;
    const detail = { member: nameOf(member), session: ended };
    entries.push({ action: 'session.ended', actor, detail, at: now });
  }
  return entries;
}

async function withdrawRequests(trx: Trx, stop: Stop): Promise<AuditEntry[]> {
  const { member, actor, because, now } = stop;
  const open = await requestsWithNames(trx)
    .where('access_requests.member_id', '=', member.id)
    .where('access_requests.status', '=', 'open')
    .orderBy('access_requests.id')
    .execute();
  const entries: AuditEntry[] = [];
  for (const request of open) {
    await answerRequest(trx, request.id, { status: 'withdrawn', by: null, answer: '', now });
    entries.push({
      action: 'request.withdrawn',
      actor,
      token: { id: request.token_id, name: request.token_name },
      detail: { request: request.id, member: nameOf(member), because },
      at: now,
    });
  }
  return entries;
}

/**
 * Withdraws open invitations that a person made, and, where told so, links that sign them in. An
 * admin who is stopped must not come back through a door that they left open for themself.
 */
export async function withdrawInvitationsOf(
  trx: Trx,
  { member, actor, now }: Omit<Stop, 'because'>,
  which: 'theirs' | 'theirs and for them',
): Promise<AuditEntry[]> {
  const rows = await trx
    .updateTable('invitations')
    .set({ withdrawn_at: now.toISOString() })
    .where('used_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .where('expires_at', '>', now.toISOString())
    .where((where) =>
      which === 'theirs'
        ? where('created_by_id', '=', member.id)
        : where.or([where('created_by_id', '=', member.id), where('member_id', '=', member.id)]),
    )
    .returning('id')
    .execute();
  return rows.map(({ id }) => ({
    action: 'invitation.withdrawn',
    actor,
    detail: { invitation: id, createdBy: nameOf(member) },
    at: now,
  }));
}

function nameOf({ id, name }: Stop['member']): Stop['member'] {
  return { id, name };
}
