/**
 * The words Front uses for what a token may do, read from Front's published OpenAPI file
 * (`core-operations.json` beside this file) and its help pages on API tokens.
 */

/** Resources of the Core API and the permissions that some operation asks for, in Front's order. */
export const PERMISSIONS = {
  accounts: ['read', 'write', 'delete'],
  analytics: ['read'],
  attachments: ['read'],
  channels: ['read', 'write'],
  comments: ['read', 'write'],
  contacts: ['read', 'write', 'delete'],
  conversations: ['read', 'write', 'delete'],
  custom_fields: ['read'],
  drafts: ['read', 'write', 'delete'],
  'events:*': ['read'],
  inboxes: ['read', 'write'],
  knowledge_bases: ['read', 'write', 'delete'],
  links: ['read', 'write'],
  message_templates: ['read', 'write', 'delete'],
  messages: ['read', 'write', 'send'],
  rules: ['read'],
  shifts: ['read', 'write'],
  signatures: ['read', 'write', 'delete'],
  statuses: ['read'],
  tags: ['read', 'write', 'delete'],
  teammate_groups: ['read', 'write', 'delete'],
  teammates: ['read', 'write'],
  teams: ['read', 'write'],
  time_off: ['read', 'write', 'delete'],
  views: ['read', 'write'],
} as const satisfies Readonly<Record<string, readonly Permission[]>>;

export type Permission = 'read' | 'write' | 'delete' | 'send';
export type Resource = keyof typeof PERMISSIONS;

/** The columns of Front's permission matrix, left to right. */
export const PERMISSION_COLUMNS: readonly Permission[] = ['read', 'write', 'delete', 'send'];

export const RESOURCES = Object.keys(PERMISSIONS) as Resource[];

/** The 55 `resource:permission` pairs that an operation can ask for; with the app trigger, 56 scopes. */
export const RESOURCE_SCOPES: readonly string[] = RESOURCES.flatMap((resource) =>
  PERMISSIONS[resource].map((permission) => `${resource}:${permission}`),
);

/** Asked for by one operation only, `POST /applications/{application_uid}/events`. */
export const APP_TRIGGER_SCOPE = 'feature:app_trigger';

/** Scopes that tokens made before 2026 carry. They are recorded, shown, and never asked for by a call. */
export const LEGACY_SCOPES: readonly string[] = ['shared:*', 'private:*', 'provisioning'];

/** Every scope an issued token may hold. */
export const ISSUABLE_SCOPES: readonly string[] = [...RESOURCE_SCOPES, APP_TRIGGER_SCOPE];

/** The features of Front's create form. */
export const FEATURES = ['access_resources', 'auto_provisioning', 'application_triggers'] as const;
export type Feature = (typeof FEATURES)[number];

/**
 * The namespaces of Front's create form. Which one a call touches depends on the object, not on the
 * path, so a namespace is recorded and shown and never decides a call.
 */
export const NAMESPACES = ['global', 'shared', 'private'] as const;
export type Namespace = (typeof NAMESPACES)[number];

/** What a scope string turned out to be. `unknown` is kept verbatim: Front may add scopes any day. */
export type ScopeReading =
  | { kind: 'permission'; resource: Resource; permission: Permission }
  | { kind: 'app_trigger' }
  | { kind: 'legacy' }
  | { kind: 'unknown' };

/**
 * Reads one scope as Front writes it. Splits at the **last** colon, because a resource may hold one
 * itself (`events:*:read`). Never throws.
 */
export function readScope(scope: string): ScopeReading {
  if (scope === APP_TRIGGER_SCOPE) return { kind: 'app_trigger' };
  if (LEGACY_SCOPES.includes(scope)) return { kind: 'legacy' };
  const at = scope.lastIndexOf(':');
  const resource = scope.slice(0, at);
  const permission = scope.slice(at + 1);
  if (at > 0 && isResource(resource) && isPermissionOf(resource, permission)) {
    return { kind: 'permission', resource, permission };
  }
  return { kind: 'unknown' };
}

function isResource(text: string): text is Resource {
  return Object.hasOwn(PERMISSIONS, text);
}

function isPermissionOf(resource: Resource, text: string): text is Permission {
  return (PERMISSIONS[resource] as readonly string[]).includes(text);
}
