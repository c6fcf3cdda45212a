import { APP_TRIGGER_SCOPE, RESOURCE_SCOPES } from '../../contract/scopes.ts';

/** A set of scopes that people often need together. Each is a start: single scopes can be added and taken away. */
export interface ScopePreset {
  readonly id: string;
  readonly name: string;
  readonly detail: string;
  readonly scopes: readonly string[];
}

const READ_CONVERSATIONS = [
  'conversations:read',
  'messages:read',
  'comments:read',
  'contacts:read',
  'inboxes:read',
  'tags:read',
  'teammates:read',
];

export const SCOPE_PRESETS: readonly ScopePreset[] = [
  {
    id: 'read-conversations',
    name: 'Read conversations',
    detail: 'Conversations, messages and comments, with contacts, inboxes, tags and teammates',
    scopes: READ_CONVERSATIONS,
  },
  {
    id: 'answer',
    name: 'Answer conversations',
    detail: 'Read them, write drafts and comments, tag, and send',
    scopes: [
      ...READ_CONVERSATIONS,
      'conversations:write',
      'comments:write',
      'drafts:read',
      'drafts:write',
      'messages:send',
    ],
  },
  {
    id: 'sync-contacts',
    name: 'Sync contacts',
    detail: 'Read and write contacts, accounts and custom fields',
    scopes: [
      'contacts:read',
      'contacts:write',
      'accounts:read',
      'accounts:write',
      'custom_fields:read',
    ],
  },
  {
    id: 'report',
    name: 'Report',
    detail: 'Analytics, and the names that belong to its figures',
    scopes: ['analytics:read', 'inboxes:read', 'tags:read', 'teammates:read', 'teams:read'],
  },
  {
    id: 'trigger',
    name: 'Trigger automations',
    detail: 'Send events to an application’s triggers, nothing else',
    scopes: [APP_TRIGGER_SCOPE],
  },
  {
    id: 'read-all',
    name: 'Read everything',
    detail: 'Every read permission there is',
    scopes: RESOURCE_SCOPES.filter((scope) => scope.endsWith(':read')),
  },
];

/** The preset whose scopes are exactly these, or null. */
export function presetOf(scopes: readonly string[]): ScopePreset | null {
  const chosen = new Set(scopes);
  return (
    SCOPE_PRESETS.find(
      (preset) =>
        preset.scopes.length === chosen.size && preset.scopes.every((scope) => chosen.has(scope)),
    ) ?? null
  );
}
