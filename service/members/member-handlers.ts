import type { Handlers } from '../http/handlers.ts';
import type { TokenDeps } from '../tokens/token-deps.ts';
import { createInvitation } from './create-invitation.ts';
import { invitationOf, invitationsWithNames } from './invitation-row.ts';
import { endMemberSession, readSessions, readSessionsOf } from './member-sessions.ts';
import { readMember, readMembers } from './read-members.ts';
import { removeMember } from './remove-member.ts';
import { updateMember } from './update-member.ts';
import { withdrawInvitation } from './withdraw-invitation.ts';

/** People, invitations and browser sessions. */
export function memberHandlers(
  deps: TokenDeps,
): Pick<
  Handlers,
  | 'listMembers'
  | 'getMember'
  | 'updateMember'
  | 'removeMember'
  | 'listMemberSessions'
  | 'endMemberSession'
  | 'mySessions'
  | 'endMySession'
  | 'listInvitations'
  | 'createInvitation'
  | 'withdrawInvitation'
> {
  const { db } = deps.store;
  return {
    listMembers: async () => ({ body: { items: await readMembers(db) } }),
    getMember: async ({ params }) => ({ body: await readMember(db, params.id) }),
    updateMember: async ({ actor, params, body }) => ({
      body: await updateMember(deps, { actor, id: params.id, patch: body }),
    }),
    removeMember: async ({ actor, params }) => {
      await removeMember(deps, { actor, id: params.id });
      return { body: undefined };
    },
    listMemberSessions: async ({ actor, params }) => ({
      body: { items: await readSessionsOf(db, params.id, actor) },
    }),
    endMemberSession: async ({ actor, params }) => {
      await endMemberSession(deps, { actor, memberId: params.id, sessionId: params.sessionId });
      return { body: undefined };
    },
    mySessions: async ({ actor }) => ({ body: { items: await readSessions(db, actor.id, actor) } }),
    endMySession: async ({ actor, params }) => {
      await endMemberSession(deps, { actor, memberId: actor.id, sessionId: params.sessionId });
      return { body: undefined };
    },
    listInvitations: async () => {
      const rows = await invitationsWithNames(db)
        .orderBy('invitations.created_at', 'desc')
        .orderBy('invitations.id')
        .execute();
      return { body: { items: rows.map((row) => invitationOf(row, deps.now())) } };
    },
    createInvitation: async ({ actor, body }) => ({
      body: await createInvitation(deps, { actor, body }),
    }),
    withdrawInvitation: async ({ actor, params }) => {
      await withdrawInvitation(deps, { actor, id: params.id });
      return { body: undefined };
    },
  };
}
