import type { Handlers } from '../http/handlers.ts';
import { Refusal } from '../refusal.ts';
import type { TokenDeps } from '../tokens/token-deps.ts';

/** People, invitations and browser sessions. */
export function memberHandlers(
  _deps: TokenDeps,
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
  const missing = () => Promise.reject(new Refusal('internal'));
  return {
    listMembers: missing,
    getMember: missing,
    updateMember: missing,
    removeMember: missing,
    listMemberSessions: missing,
    endMemberSession: missing,
    mySessions: missing,
    endMySession: missing,
    listInvitations: missing,
    createInvitation: missing,
    withdrawInvitation: missing,
  };
}
