import type { RouteInput, RouteName } from '../../contract/routes.ts';

/**
 * The calls of the service that the extension's pages may make as they are, by `people.call`.
 * Whatever shows, makes, changes or deletes a token has a message of its own, since the cache has to
 * follow it; so has the export. A call that is not here is refused in the background.
 */
export const PEOPLE_CALLS = [
  'listMembers',
  'getMember',
  'updateMember',
  'removeMember',
  'seenByMember',
  'listMemberSessions',
  'endMemberSession',
  'mySessions',
  'endMySession',
  'myPasskeys',
  'removeMyPasskey',
  'listInvitations',
  'createInvitation',
  'withdrawInvitation',
  'updateCompany',
  'listGrants',
  'putGrant',
  'deleteGrant',
  'putTagGrant',
  'deleteTagGrant',
  'myGrants',
  'createRequest',
  'myRequests',
  'withdrawRequest',
  'listRequests',
  'decideRequest',
  'listAudit',
  'getBudget',
  'getRotation',
  'endGrace',
  'askPrevious',
  'getUsage',
  'getScopeProposal',
  'tryScopes',
  'listHistory',
  'listTags',
  'updateTag',
  'previewTagMerge',
  'mergeTag',
  'listOwners',
  'listViews',
  'saveView',
  'deleteView',
  'getValueFacts',
  'verifyToken',
  'listFrontCompanies',
  'findTokens',
  'getTokenHealth',
  'putSnooze',
  'deleteSnooze',
] as const satisfies readonly RouteName[];

export type PeopleCall = (typeof PEOPLE_CALLS)[number];

/** A call with its input, each fitting the other. */
export type AnyPeopleCall = {
  [Name in PeopleCall]: { readonly call: Name; readonly input: RouteInput<Name> };
}[PeopleCall];
