import { APP_TRIGGER_SCOPE, RESOURCE_SCOPES } from '../../contract/scopes.ts';
import type { PlainTextKey } from '../i18n/t.ts';

/** A set of scopes that people often need together. Each is a start: single scopes can be added and taken away. */
export interface ScopePreset {
  readonly id: string;
  readonly name: PlainTextKey;
  readonly detail: PlainTextKey;
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
    name: 'tokens.presetReadConversations',
    detail: 'tokens.presetReadConversationsDetail',
    scopes: READ_CONVERSATIONS,
  },
  {
    id: 'answer',
    name: 'tokens.presetAnswer',
    detail: 'tokens.presetAnswerDetail',
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
    name: 'tokens.presetSyncContacts',
    detail: 'tokens.presetSyncContactsDetail',
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
    name: 'tokens.presetReport',
    detail: 'tokens.presetReportDetail',
    scopes: ['analytics:read', 'inboxes:read', 'tags:read', 'teammates:read', 'teams:read'],
  },
  {
    id: 'trigger',
    name: 'tokens.presetTrigger',
    detail: 'tokens.presetTriggerDetail',
    scopes: [APP_TRIGGER_SCOPE],
  },
  {
    id: 'read-all',
    name: 'tokens.presetReadAll',
    detail: 'tokens.presetReadAllDetail',
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
