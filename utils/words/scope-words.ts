import { PERMISSION_COLUMNS, readScope, RESOURCE_SCOPES } from '../../contract/scopes.ts';
import type { Permission } from '../../contract/scopes.ts';

/** A resource as a person reads it: `knowledge_bases` is “Knowledge bases”, `events:*` is “Events”. */
export function resourceWords(resource: string): string {
  const text = resource.replace(':*', '').replaceAll('_', ' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

export const PERMISSION_WORDS: Readonly<Record<Permission, string>> = {
  read: 'Read',
  write: 'Write',
  delete: 'Delete',
  send: 'Send',
};

const LEGACY_WORDS: Readonly<Record<string, string>> = {
  'shared:*': 'All shared resources',
  'private:*': 'All private resources',
  provisioning: 'Provisioning',
};

/** One scope in words: `contacts:read` is “Read contacts”. An unknown scope stays as Front wrote it. */
export function scopeWords(scope: string): string {
  const reading = readScope(scope);
  switch (reading.kind) {
    case 'permission':
      return `${PERMISSION_WORDS[reading.permission]} ${resourceWords(reading.resource).toLowerCase()}`;
    case 'app_trigger':
      return 'Trigger applications';
    case 'legacy':
      return LEGACY_WORDS[scope] ?? scope;
    case 'unknown':
      return scope;
  }
}

/** What a token may do, in a few words: `Read contacts, tags · Write contacts`. Empty for no scopes. */
export function scopesInShort(scopes: readonly string[]): string {
  if (RESOURCE_SCOPES.every((scope) => scopes.includes(scope))) return 'Everything';
  const resources = new Map<string, string[]>();
  const others: string[] = [];
  for (const scope of scopes) {
    const reading = readScope(scope);
    if (reading.kind === 'permission') {
      const list = resources.get(reading.permission) ?? [];
      resources.set(reading.permission, [...list, resourceWords(reading.resource).toLowerCase()]);
    } else others.push(scopeWords(scope));
  }
  const parts = PERMISSION_COLUMNS.flatMap((permission) => {
    const list = resources.get(permission);
    if (list === undefined) return [];
    const all = RESOURCE_SCOPES.filter((scope) => scope.endsWith(`:${permission}`)).length;
    // There is one thing to send; “everything” would promise more than that.
    if (list.length === all && all > 1) return [`${PERMISSION_WORDS[permission]} everything`];
    const shown = list.slice(0, 3).join(', ');
    const more = list.length > 3 ? ` +${list.length - 3}` : '';
    return [`${PERMISSION_WORDS[permission]} ${shown}${more}`];
  });
  return [...others, ...parts].join(' · ');
}
