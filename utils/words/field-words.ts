import type { PatchToken } from '../../contract/token.ts';

/** Fields of a token as headings call them. */
export const FIELD_NAMES: Readonly<Record<keyof PatchToken, string>> = {
  name: 'Name',
  purpose: 'Purpose',
  tags: 'Tags',
  owner: 'Owner',
  environment: 'Environment',
  usedIn: 'Used in',
  expiresAt: 'Expiry',
  scopes: 'Permissions',
  features: 'Features',
  namespaces: 'Namespaces',
  backedBy: 'Stands on',
  callsPerMinute: 'Calls a minute',
  sensitive: 'Sensitive',
};

/** What a field is called; one that is not known keeps its own name. */
export function fieldName(field: string): string {
  return (FIELD_NAMES as Readonly<Record<string, string>>)[field] ?? field;
}
