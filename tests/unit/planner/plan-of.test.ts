import { describe, expect, it } from 'vitest';
import { OPERATIONS } from '../../../contract/operations.ts';
import { planOf } from '../../../utils/planner/plan-of.ts';

/** Front's permission is another than the method lets one think; written down from Front's reference. */
const ODD: readonly [string, string][] = [
  ['create-message', 'messages:send'],
  ['create-message-reply', 'messages:send'],
  ['create-analytics-export', 'analytics:read'],
  ['create-analytics-report', 'analytics:read'],
  ['trigger-app-event', 'feature:app_trigger'],
  ['remove-contact-from-account', 'accounts:write'],
  ['remove-contacts-from-group', 'contacts:write'],
  ['remove-contacts-from-contact-list', 'contacts:write'],
  ['delete-contact-handle', 'contacts:write'],
  ['delete-conversation-followers', 'conversations:write'],
  ['remove-conversation-links', 'conversations:write'],
  ['remove-conversation-tag', 'conversations:write'],
  ['removes-inbox-access', 'inboxes:write'],
  ['remove-teammates-from-shift', 'shifts:write'],
  ['remove-company-teammate-group-team-inboxes', 'teammate_groups:write'],
  ['remove-company-teammate-group-teammates', 'teammate_groups:write'],
  ['remove-company-teammate-group-teams', 'teammate_groups:write'],
  ['remove-teammates-from-team', 'teams:write'],
];

describe('a plan', () => {
  it.each(ODD)('asks for Front’s own permission of %s', (id, scope) => {
    expect(planOf([id]).scopes).toEqual([scope]);
  });

  it('knows every operation whose permission is not that of its method', () => {
    const usual: Readonly<Record<string, string>> = {
      GET: 'read',
      POST: 'write',
      PUT: 'write',
      PATCH: 'write',
      DELETE: 'delete',
    };
    const odd = OPERATIONS.filter(
      ({ method, scope }) => scope !== null && !scope.endsWith(`:${usual[method] ?? ''}`),
    );
    expect(odd.map(({ id }) => id).sort()).toEqual(ODD.map(([id]) => id).sort());
  });

  it('is the smallest set: each permission once, each needed by an operation', () => {
    const plan = planOf(['list-contacts', 'get-contact', 'create-contact', 'list-contacts']);
    expect(plan.scopes).toEqual(['contacts:read', 'contacts:write']);
    expect(plan.resources).toHaveLength(1);
    expect(plan.resources[0]?.permissions.map(({ permission }) => permission)).toEqual([
      'read',
      'write',
    ]);
  });

  it('stands in the order of Front’s form, with a resource of a colon in its name', () => {
    const plan = planOf(['list-tags', 'list-events', 'create-message', 'list-accounts']);
    expect(plan.scopes).toEqual(['accounts:read', 'events:*:read', 'messages:send', 'tags:read']);
    expect(plan.resources.map(({ resource }) => resource)).toEqual([
      'accounts',
      'events:*',
      'messages',
      'tags',
    ]);
  });

  it('ticks the feature that an application trigger needs, and access to resources only where needed', () => {
    expect(planOf(['trigger-app-event']).features).toEqual(['application_triggers']);
    expect(planOf(['list-tags']).features).toEqual(['access_resources']);
    expect(planOf(['trigger-app-event', 'list-tags']).features).toEqual([
      'access_resources',
      'application_triggers',
    ]);
  });

  it('needs nothing for what any token may call, and says which operations these are', () => {
    const plan = planOf(['api-token-details']);
    expect(plan.scopes).toEqual([]);
    expect(plan.free.map(({ id }) => id)).toEqual(['api-token-details']);
  });

  it('leaves out operations that it does not know', () => {
    expect(planOf(['no-such-operation']).scopes).toEqual([]);
  });
});
