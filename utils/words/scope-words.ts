import {
  PERMISSION_COLUMNS,
  readScope,
  RESOURCE_SCOPES,
  type Permission,
  type Resource,
} from '../../contract/scopes.ts';
import { row } from '../i18n/locale.ts';
import { t, type FilledTextKey, type PlainTextKey } from '../i18n/t.ts';

const RESOURCE_TEXTS = {
  accounts: 'words.accounts',
  analytics: 'words.analytics',
  attachments: 'words.attachments',
  channels: 'words.channels',
  comments: 'words.comments',
  contacts: 'words.contacts',
  conversations: 'words.conversations',
  custom_fields: 'words.customFields',
  drafts: 'words.drafts',
  'events:*': 'words.events',
  inboxes: 'words.inboxes',
  knowledge_bases: 'words.knowledgeBases',
  links: 'words.links',
  message_templates: 'words.messageTemplates',
  messages: 'words.messages',
  rules: 'words.rules',
  shifts: 'words.shifts',
  signatures: 'words.signatures',
  statuses: 'words.statuses',
  tags: 'words.tags',
  teammate_groups: 'words.teammateGroups',
  teammates: 'words.teammates',
  teams: 'words.teams',
  time_off: 'words.timeOff',
  views: 'words.views',
} as const satisfies Record<Resource, PlainTextKey>;

/** A resource as a heading: `knowledge_bases` is “Knowledge bases”, `events:*` is “Events”. */
export function resourceWords(resource: Resource): string {
  return capital(t(RESOURCE_TEXTS[resource]));
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

const PERMISSION_TEXTS = {
  read: 'words.read',
  write: 'words.write',
  delete: 'words.delete',
  send: 'words.send',
} as const satisfies Record<Permission, PlainTextKey>;

/** A permission as the head of its column. */
export function permissionWords(permission: Permission): string {
  return t(PERMISSION_TEXTS[permission]);
}

const MAY_TEXTS = {
  read: 'words.mayRead',
  write: 'words.mayWrite',
  delete: 'words.mayDelete',
  send: 'words.maySend',
} as const satisfies Record<Permission, FilledTextKey>;

/** Some languages name first what may be read or written. */
function mayWords(permission: Permission, what: string): string {
  return capital(t(MAY_TEXTS[permission], { what }));
}

const LEGACY_TEXTS: Readonly<Record<string, PlainTextKey>> = {
  'shared:*': 'words.allShared',
  'private:*': 'words.allPrivate',
  provisioning: 'words.provisioning',
};

/** One scope in words: `contacts:read` is “Read contacts”. An unknown scope stays as Front wrote it. */
export function scopeWords(scope: string): string {
  const reading = readScope(scope);
  switch (reading.kind) {
    case 'permission':
      return mayWords(reading.permission, t(RESOURCE_TEXTS[reading.resource]));
    case 'app_trigger':
      return t('words.triggerApplications');
    case 'legacy': {
      const key = LEGACY_TEXTS[scope];
      return key === undefined ? scope : t(key);
    }
    case 'unknown':
      return scope;
  }
}

/** What a token may do, in a few words: `Read contacts, tags · Write contacts`. Empty for no scopes. */
export function scopesInShort(scopes: readonly string[]): string {
  const known = told.get(scopes);
  if (known !== undefined) return known;
  const words = inShort(scopes);
  told.set(scopes, words);
  return words;
}

// A token keeps its list, and a row that shows it is drawn at many keystrokes.
const told = new WeakMap<readonly string[], string>();

function inShort(scopes: readonly string[]): string {
  if (RESOURCE_SCOPES.every((scope) => scopes.includes(scope))) return t('words.mayAll');
  const resources = new Map<Permission, string[]>();
  const others: string[] = [];
  for (const scope of scopes) {
    const reading = readScope(scope);
    if (reading.kind === 'permission') {
      const known = resources.get(reading.permission) ?? [];
      resources.set(reading.permission, [...known, t(RESOURCE_TEXTS[reading.resource])]);
    } else others.push(scopeWords(scope));
  }
  const parts = PERMISSION_COLUMNS.flatMap((permission) => {
    const named = resources.get(permission);
    if (named === undefined) return [];
    const all = RESOURCE_SCOPES.filter((scope) => scope.endsWith(`:${permission}`)).length;
    // There is one thing to send; “everything” would promise more than that.
    if (named.length === all && all > 1) {
      return [mayWords(permission, t('words.everything'))];
    }
    const shown = row(named.slice(0, 3));
    const more = named.length > 3 ? ` +${named.length - 3}` : '';
    return [mayWords(permission, `${shown}${more}`)];
  });
  return [...others, ...parts].join(' · ');
}
